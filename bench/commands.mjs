import {join} from 'node:path';
import {loadTypescript} from '../scripts/load-typescript.mjs';
import {projectRoot} from '../scripts/project-root.mjs';
import {withScope} from '../scripts/scope.mjs';
import {alternate, timeToExit} from './alternate.mjs';
import {startSandbox} from './start-sandbox.mjs';

const tokens = 20;
const program = join(projectRoot, 'dist/cli.cjs');

/** P2 of the speed bars: a script's whole command, from a service on this machine, signed in already. */
export const commands = async () => {
	const {seedSandbox} = await loadTypescript('bench/long-list.ts');
	return withScope(async scope => {
		const {home, sandbox, remove} = await seedSandbox(tokens);
		scope.after(remove);
		const origin = await startSandbox(scope, ['--data', sandbox]);
		// Constructed: a shell's own variables cost a start up to 40 ms.
		const clean = {PATH: process.env.PATH, HOME: '/nonexistent', TERM: 'xterm-256color', LANG: 'C.UTF-8'};
		const env = {...clean, PAT_TUI_HOME: join(home, 'reader'), PAT_TUI_PORTAL_URL: origin};
		return [
			await alternate({
				name: `P2 token list-tokens --json, ${tokens} tokens`,
				bar: 2.9,
				rounds: 15,
				measure: async () => timeToExit([program, 'token', 'list-tokens', '--json'], env),
				measureReference: async () => timeToExit(['-e', '0'], clean),
			}),
		];
	});
};
