import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {serveSandbox} from '../../source/sandbox/serve-sandbox.ts';
import type {Variants} from '../../source/sandbox/variant-table.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';
import type {Ending, Intercept} from '../fixtures/a-service.ts';

/** A sandbox at a port, with the variables that make it a command's environment; what stands between can be changed. */
export const aServedSandbox = async (
	t: Ending,
	{
		autoApprove = true,
		variants = {},
	}: {readonly autoApprove?: boolean; readonly variants?: Partial<Variants>} = {},
) => {
	const directory = await mkdtemp(join(tmpdir(), 'served-'));
	let intercept: Intercept = async (request, next) => next(request);
	const served = await serveSandbox({
		directory: join(directory, 'sandbox'),
		origin: 'http://localhost',
		port: 0,
		clock: systemClock,
		random: systemRandom,
		autoApprove,
		variants,
		intercept: async (request, next) => intercept(request, next),
	});
	if (!served.ok) throw new Error(served.error.message);
	t.after(async () => {
		await served.value.close();
		await rm(directory, {recursive: true, force: true});
	});
	const {origin} = served.value;
	return {
		origin,
		variables: {PAT_TUI_PORTAL_URL: origin},
		interceptWith(next: Intercept) {
			intercept = next;
		},
		passOn() {
			intercept = async (request, next) => next(request);
		},
	};
};
