import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {loadTypescript} from '../scripts/load-typescript.mjs';
import {projectRoot} from '../scripts/project-root.mjs';
import {withScope} from '../scripts/scope.mjs';
import {alternate} from './alternate.mjs';
import {startSandbox} from './start-sandbox.mjs';

const few = 10;
const many = 10_000;
const uses = 50;
const idleMs = 60_000;
const settleMs = 2000;
const mostCpuMs = 100;
// Of Linux on every architecture that Node runs on: the unit of the times in /proc/PID/stat.
const tickMs = 10;

const peakMiB = async pid => {
	const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kibibytes) / 1024;
};

const cpuMs = async pid => {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * tickMs;
};

/** P6 and P10 of the speed bars: memory with 10,000 tokens listed beside 10, from a service apart as it is in use, and what it does while nothing moves (Linux only). */
export const rest = async () => {
	const {openList, seedSandbox} = await loadTypescript('bench/long-list.ts');
	const {startInPty} = await loadTypescript('test/e2e/pty.ts');
	const prepared = async (scope, count) => {
		const {home, sandbox, remove} = await seedSandbox(count);
		scope.after(remove);
		const origin = await startSandbox(scope, ['--data', sandbox]);
		const own = join(home, 'reader');
		// Signs in there.
		await openList(origin, own);
		const told = `${count.toLocaleString('en-US')} tokens`;
		return async inner => {
			const app = startInPty(inner, {
				command: process.execPath,
				args: [join(projectRoot, 'dist/cli.cjs')],
				columns: 100,
				rows: 30,
				environment: {PAT_TUI_HOME: own, PAT_TUI_PORTAL_URL: origin},
			});
			await app.waitFor(rows => new RegExp(`${told} .*read just now`).test(rows.join('\n')), told);
			return app;
		};
	};
	// Both are used a while first: V8 has room for young objects that it takes little by little, whatever is listed.
	const peak = open =>
		withScope(async scope => {
			const app = await open(scope);
			for (let use = 0; use < uses; use += 1) {
				app.press('?');
				await app.waitFor('Esc close', 'the help');
				app.press('?');
				await app.waitFor(/ read /, 'the list');
			}
			return peakMiB(app.pid);
		});

	return withScope(async scope => {
		const openShort = await prepared(scope, few);
		const openLong = await prepared(scope, many);
		const memory = await alternate({
			name: `P6 peak memory, ${many} tokens beside ${few}`,
			bar: 1.3,
			rounds: 3,
			measure: () => peak(openLong),
			measureReference: () => peak(openShort),
		});
		const {pid} = await openShort(scope);
		// Until what a start leaves for later is done: nothing moves at rest.
		await delay(settleMs);
		const before = await cpuMs(pid);
		await delay(idleMs);
		const idle = (await cpuMs(pid)) - before;
		return [
			{...memory, unit: 'MiB'},
			{
				name: 'P10 CPU in a minute of rest, of 100 ms',
				value: idle,
				reference: mostCpuMs,
				ratio: idle / mostCpuMs,
				bar: 1,
			},
		];
	});
};
