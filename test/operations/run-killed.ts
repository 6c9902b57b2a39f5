import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import type {Intercept} from '../fixtures/a-served-sandbox.ts';
import type {Workshop} from './a-workshop.ts';

/** When a program is killed. */
export type Kill = {
	/** The number of the request at which the program is killed, counted from 0. */
	readonly at: number;
	readonly moment: 'before' | 'after';
	/** What is looked at while the request is held and the program waits. */
	readonly whileHeld?: () => Promise<void>;
	/** Which requests are counted; all of them unless told. */
	readonly counts?: (request: Request) => boolean;
	/** What stands between the program and the service otherwise. */
	readonly beyond?: Intercept;
};

const passing: Intercept = async (request, next) => next(request);

/** Runs a program and kills it (SIGKILL) before or after a request has its effect; gives what it had sent of those that are counted. */
export const runKilled = async (
	{origin, home, folders, interceptWith, passOn}: Workshop,
	program: string,
	job: object,
	{at, moment, whileHeld, counts = () => true, beyond = passing}: Kill,
): Promise<readonly string[]> => {
	const argument = JSON.stringify({origin, home, ...folders, ...job});
	const seen: string[] = [];
	const child = spawn(process.execPath, [program, argument], {stdio: ['ignore', 'ignore', 'inherit']});
	const exited = once(child, 'exit');
	let problem: unknown;
	interceptWith(async (request, next) => {
		if (!counts(request)) return beyond(request, next);
		seen.push(`${request.method} ${new URL(request.url).pathname.split('/').slice(3, 5).join('/')}`);
		if (seen.length !== at + 1) return beyond(request, next);
		try {
			if (moment === 'after') await beyond(request, next);
			await whileHeld?.();
		} catch (error) {
			problem = error;
		}
		child.kill('SIGKILL');
		await exited;
		throw new Error('killed');
	});
	const [code, signal] = await exited;
	passOn();
	if (problem !== undefined) throw problem;
	assert.deepEqual([code, signal], [null, 'SIGKILL'], `request ${at} was reached`);
	return seen;
};
