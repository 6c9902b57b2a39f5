import {mkdir, mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {bringCode, keepCode} from './compiled-code.ts';
import {type Scope, type StartOptions, startProgram} from './pty.ts';

/** One person's computer: what programs started on it keep, the next one finds. */
export type Machine = {
	readonly home: string;
	/** `PAT_TUI_HOME`. */
	readonly kept: string;
	/** The working folder of every program. */
	readonly work: string;
	readonly temporary: string;
	readonly environment: Readonly<Record<string, string>>;
	/** Ends with the machine: what is started on it belongs here. */
	readonly scope: Scope;
	/** Starts the built program in a pseudo-terminal. */
	readonly start: (
		args?: readonly string[],
		options?: Omit<StartOptions, 'command' | 'args' | 'directory'>,
	) => ReturnType<typeof startProgram>;
	/** The private key files in the key store, absolute. */
	readonly keyFiles: () => Promise<readonly string[]>;
	/** The name and content of every file that was kept. */
	readonly files: () => Promise<readonly (readonly [path: string, content: Buffer])[]>;
};

/** Makes a computer on which nothing was ever started; `environment` is added to that of its programs. */
export const aMachine = async (
	t: Scope,
	environment: Readonly<Record<string, string>> = {},
): Promise<Machine> => {
	const root = await mkdtemp(join(tmpdir(), 'machine-'));
	const cleanups: (() => Promise<void>)[] = [];
	t.after(async () => {
		// Programs first: one that still runs would write into folders that are being removed.
		for (const cleanup of cleanups) await cleanup();
		await keepCode(folders.kept);
		await rm(root, {recursive: true, force: true, maxRetries: 10});
	});
	const scope: Scope = {after: cleanup => cleanups.push(cleanup)};
	const folders = {
		home: join(root, 'home'),
		kept: join(root, 'kept'),
		work: join(root, 'work'),
		temporary: join(root, 'temporary'),
	};
	await Promise.all([folders.home, folders.work, folders.temporary].map(async folder => mkdir(folder)));
	await bringCode(folders.kept);
	const whole = {
		HOME: folders.home,
		PAT_TUI_HOME: folders.kept,
		TMPDIR: folders.temporary,
		// Every turn of a sign draws the screen anew, on the slower machine the more often.
		PAT_TUI_REDUCED_MOTION: '1',
		...environment,
	};
	return {
		...folders,
		environment: whole,
		scope,
		start: (args = [], options = {}) =>
			startProgram(scope, args, {
				...options,
				directory: folders.work,
				environment: {...whole, ...options.environment},
			}),
		async keyFiles() {
			const folder = join(folders.kept, 'keys');
			const names = await readdir(folder).catch(() => []);
			return names.filter(name => name.endsWith('.pem')).map(name => join(folder, name));
		},
		async files() {
			const entries = await readdir(root, {recursive: true, withFileTypes: true});
			const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
			const read = paths.map(async path => {
				// A running program's temporary file may be gone by now.
				const content = await readFile(path).catch(() => undefined);
				return content === undefined ? [] : ([[path, content]] as const);
			});
			return (await Promise.all(read)).flat();
		},
	};
};
