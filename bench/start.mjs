import {join} from 'node:path';
import {loadTypescript} from '../scripts/load-typescript.mjs';
import {projectRoot} from '../scripts/project-root.mjs';
import {withScope} from '../scripts/scope.mjs';
import {alternate, timeToExit} from './alternate.mjs';
import {firstFrame} from './first-frame.mjs';

const program = join(projectRoot, 'dist/cli.cjs');
// Constructed: a shell's own variables cost a start up to 40 ms.
const env = {PATH: process.env.PATH, HOME: '/nonexistent', TERM: 'xterm-256color', LANG: 'C.UTF-8'};

const timeToFirstFrame = async (startInPty, environment) =>
	withScope(async scope => {
		const begin = performance.now();
		const app = startInPty(scope, {
			command: process.execPath,
			args: [program, ...firstFrame.args],
			columns: 100,
			rows: 30,
			environment,
		});
		const frame = await app.waitFor(firstFrame.isUseful, 'the first useful frame');
		// Not what drawing it here takes: that is the emulator's, not the program's.
		const time = app.lastCame() - begin;
		app.press('j');
		await app.waitFor(rows => firstFrame.hasMoved(frame, rows), 'the cursor to move');
		return time;
	});

const measureReference = async () => timeToExit(['-e', '0'], env);

const timeToExitInPty = async startInPty =>
	withScope(async scope => {
		const begin = performance.now();
		const node = startInPty(scope, {
			command: process.execPath,
			args: ['-e', '0'],
			columns: 100,
			rows: 30,
			environment: {},
		});
		await node.exit;
		return performance.now() - begin;
	});

/** P1 and P3 of the speed bars: the first useful frame, and the commands that load nothing. */
export const start = async () => {
	const {startInPty} = await loadTypescript('test/e2e/pty.ts');
	const frame = await withScope(async scope => {
		const environment = await firstFrame.prepare(scope);
		// As of the second start the program runs from its compiled form, which the first one keeps.
		const first = startInPty(scope, {
			command: process.execPath,
			args: [program, ...firstFrame.args],
			columns: 100,
			rows: 30,
			environment,
		});
		await first.waitFor(firstFrame.isUseful, 'the first useful frame');
		first.press('q');
		await first.exit;
		const measure = async () => timeToFirstFrame(startInPty, environment);
		return alternate({
			name: 'P1 first useful frame',
			bar: 4,
			rounds: 25,
			measure,
			measureReference: async () => timeToExitInPty(startInPty),
		});
	});
	return [
		frame,
		await alternate({
			name: 'P3 --version',
			bar: 1.5,
			rounds: 15,
			measureReference,
			measure: async () => timeToExit([program, '--version'], env),
		}),
		await alternate({
			name: 'P3 --help',
			bar: 1.5,
			rounds: 15,
			measureReference,
			measure: async () => timeToExit([program, '--help'], env),
		}),
	];
};
