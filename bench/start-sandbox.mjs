import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {projectRoot} from '../scripts/project-root.mjs';

/** Starts the built sandbox at a free port, over a new folder unless told, and resolves with its origin. */
export const startSandbox = async (scope, args = []) => {
	const home = await mkdtemp(join(tmpdir(), 'pat-tui-bench-'));
	scope.after(async () => rm(home, {recursive: true, force: true}));
	const child = spawn(
		process.execPath,
		[join(projectRoot, 'dist/cli.cjs'), 'sandbox', '--port', '0', '--auto-approve', '--json', ...args],
		{env: {PATH: process.env.PATH, HOME: home, PAT_TUI_HOME: home}, stdio: ['ignore', 'pipe', 'ignore']},
	);
	const ended = once(child, 'exit');
	scope.after(async () => {
		child.kill('SIGTERM');
		await ended;
	});
	const lines = createInterface({input: child.stdout});
	const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
	if (line === undefined) {
		throw new Error('The sandbox ended before it was ready');
	}

	return JSON.parse(line).origin;
};
