import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Lets a real shell source a text, and gives the variables that a program finds which is started from it. */
export const readShell = (text: string, shell = 'sh'): Record<string, string> => {
	const folder = mkdtempSync(join(tmpdir(), 'shell-'));
	try {
		const file = join(folder, 'variables.sh');
		writeFileSync(file, text);
		const print = 'process.stdout.write(JSON.stringify(process.env))';
		const args = ['-c', '. "$1" && exec "$2" -e "$3"', 'sh', file, process.execPath, print];
		return JSON.parse(execFileSync(shell, args, {env: {PATH: process.env['PATH']}, encoding: 'utf8'}));
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
};
