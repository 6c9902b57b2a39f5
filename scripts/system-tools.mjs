import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Programs that tests run: command to Debian package. A test file names those it needs on its first line. */
export const systemTools = {
	aws: 'awscli',
	bash: 'bash',
	chromium: 'chromium',
	'dbus-run-session': 'dbus-daemon',
	fish: 'fish',
	git: 'git',
	'gnome-keyring-daemon': 'gnome-keyring',
	openssl: 'openssl',
	ps: 'procps',
	python3: 'python3',
	'ssh-keygen': 'openssh-client',
	tmux: 'tmux',
	zsh: 'zsh',
};

/** Whether a command is found in the folders of PATH. */
export const isInstalled = command =>
	(process.env.PATH ?? '').split(delimiter).some(folder => {
		try {
			const file = join(folder, command);
			accessSync(file, constants.X_OK);
			return statSync(file).isFile();
		} catch {
			// Not here: the next folder may have it.
			return false;
		}
	});

/** The commands on a test file's first line, `// needs: openssl, bash`; one that is not in the table is an error. */
export const neededTools = (source, file) => {
	const [, list = ''] = /^\/\/ needs: (.+)/.exec(source) ?? [];
	const names = list === '' ? [] : list.split(',').map(name => name.trim());
	const unknown = names.find(name => !Object.hasOwn(systemTools, name));
	if (unknown !== undefined) {
		throw new Error(`${file} needs ${unknown}, which scripts/system-tools.mjs does not know`);
	}

	return names;
};

/** How a person gets a command of the table. */
export const howToGet = command => `apt-get install ${systemTools[command]}`;

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === '--missing-packages') {
	const missing = Object.entries(systemTools).filter(([command]) => !isInstalled(command));
	console.log([...new Set(missing.map(([, name]) => name))].join(' '));
}
