import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {aMachine, type Machine} from './a-machine.ts';
import {aServedSandbox, type ServedSandbox} from './a-served-sandbox.ts';
import {fillIn} from './fill-in.ts';
import {holdRequest} from './hold-request.ts';
import {press} from './press.ts';
import type {PtyProgram} from './pty.ts';
import {seen} from './whole-screen.ts';

const name = 'half-made-token';
const banner = '1 operation stopped in the middle: press o';

/** Starts the program, begins to make a token, and stops at a request. */
const startHeld = async (
	{served, machine}: {readonly served: ServedSandbox; readonly machine: Machine},
	request: string,
	moment: 'before' | 'after',
) => {
	const app = machine.start();
	await seen(app, 'There is no token yet');
	press(app, 'token.create');
	await fillIn(app, {name});
	const held = holdRequest(served, request, moment);
	press(app, 'menu.choose');
	await held.reached;
	return {app, held};
};

/** Starts the program anew and chooses what to do with what was interrupted. */
const takeUp = async (machine: Machine, choice: 'finish' | 'take back'): Promise<PtyProgram> => {
	const app = machine.start();
	await seen(app, banner);
	press(app, 'operations.open');
	await seen(app, new RegExp(`▸ Finish: Making ${name}.*Take back: Making ${name}`, 's'));
	if (choice === 'take back') press(app, 'menu.down');
	press(app, 'menu.choose');
	return app;
};

type Case = {
	readonly request: string;
	readonly moment: 'before' | 'after';
	readonly choice: 'finish' | 'take back';
	readonly end: (app: PtyProgram) => Promise<unknown>;
	readonly tokens: 0 | 1;
	readonly keys: 0 | 1;
};

const finished = async (app: PtyProgram) => seen(app, 'It is finished.');
const gone = async (app: PtyProgram) => seen(app, 'The token and its key are gone.');
const post = 'POST /iam/v1/tokens';
const patch = 'PATCH /iam/v1/tokens/ID';

const cases: readonly Case[] = [
	// Those that wait for a token to show up come first, so that the others run meanwhile.
	{
		request: post,
		moment: 'before',
		choice: 'finish',
		async end(app) {
			// Nobody can know that it never arrived: it is looked for, and sent again only when the person says so.
			await seen(app, 'a sends it once more');
			press(app, 'run.send-again');
			await finished(app);
		},
		tokens: 1,
		keys: 1,
	},
	{
		request: post,
		moment: 'before',
		choice: 'take back',
		end: async app => seen(app, 'No token was found. The key is kept in'),
		tokens: 0,
		keys: 1,
	},
	{request: post, moment: 'after', choice: 'finish', end: finished, tokens: 1, keys: 1},
	{request: post, moment: 'after', choice: 'take back', end: gone, tokens: 0, keys: 0},
	{request: patch, moment: 'before', choice: 'finish', end: finished, tokens: 1, keys: 1},
	{request: patch, moment: 'after', choice: 'take back', end: gone, tokens: 0, keys: 0},
];

describe('a program that is killed', {concurrency: 3}, () => {
	for (const {request, moment, choice, end, tokens, keys} of cases) {
		test(`${moment} ${request} has its effect, then ${choice}: leaves ${tokens} tokens and ${keys} keys`, async t => {
			const served = await aServedSandbox(t);
			const machine = await aMachine(t, served.environment);
			const {app: killed, held} = await startHeld({served, machine}, request, moment);
			killed.kill('SIGKILL');
			assert.equal((await killed.exit).signal, 'SIGKILL');
			// What was on its way when the program died never arrives.
			if (moment === 'after') held.release();
			served.passOn();
			const app = await takeUp(machine, choice);
			await end(app);
			const left = await served.tokens();
			assert.deepEqual(
				left.map(token => token.name),
				tokens === 0 ? [] : [name],
			);
			assert.equal((await machine.keyFiles()).length, keys);
			press(app, 'run.leave');
			await seen(app, rows => /just now/.test(rows[2] ?? '') && !rows.join('\n').includes(banner));
		});
	}

	test('another program sees no interrupted operation while the first one still works on it', async t => {
		const served = await aServedSandbox(t);
		const machine = await aMachine(t, served.environment);
		const {app: first, held} = await startHeld({served, machine}, patch, 'before');
		const second = machine.start();
		await seen(second, 'just now');
		await seen(second, name);
		press(second, 'operations.open');
		await seen(second, 'No operation was interrupted.');
		held.release();
		await seen(first, 'The token is made');
		assert.equal((await served.tokens()).length, 1);
	});
});
