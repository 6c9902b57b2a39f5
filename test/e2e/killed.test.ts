import assert from 'node:assert/strict';
import {after, describe, test} from 'node:test';
import {aMachine, type Machine} from './a-machine.ts';
import {aServedSandbox, type ServedSandbox} from './a-served-sandbox.ts';
import {fillIn} from './fill-in.ts';
import {holdRequest} from './hold-request.ts';
import {press} from './press.ts';
import type {PtyProgram} from './pty.ts';
import {seen} from './whole-screen.ts';

const banner = '1 operation stopped in the middle: press o';

/** Begins to make a token from the list, and stops at a request. */
const makeHeld = async (
	app: PtyProgram,
	served: ServedSandbox,
	{
		name,
		request,
		moment,
	}: {readonly name: string; readonly request: string; readonly moment: 'before' | 'after'},
) => {
	press(app, 'token.create');
	await fillIn(app, {name});
	const held = holdRequest(served, request, moment);
	press(app, 'menu.choose');
	await held.reached;
	return held;
};

/** Starts the program anew and chooses what to do with what was interrupted. */
const takeUp = async (
	machine: Machine,
	name: string,
	choice: 'finish' | 'take back',
): Promise<PtyProgram> => {
	const app = machine.start();
	// While an operation runs, what is read of the active project does not count.
	await seen(app, rows => rows.join('\n').includes(banner) && /Default Project/.test(rows[0] ?? ''));
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

/** On one computer: what the program is after one case it is at the beginning of the next. */
const cases: readonly Case[] = [
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
	{request: patch, moment: 'before', choice: 'finish', end: finished, tokens: 1, keys: 1},
	{
		request: post,
		moment: 'before',
		choice: 'take back',
		end: async app => seen(app, 'No token was found. The key is kept in'),
		tokens: 0,
		keys: 1,
	},
	{request: patch, moment: 'after', choice: 'take back', end: gone, tokens: 0, keys: 0},
	{request: post, moment: 'after', choice: 'finish', end: finished, tokens: 1, keys: 1},
	{request: post, moment: 'after', choice: 'take back', end: gone, tokens: 0, keys: 0},
];

const served = await aServedSandbox({after});
const machine = await aMachine({after}, served.environment);
let app = machine.start();
await seen(app, /Default Project.*There is no token yet/s);

describe('a program that is killed and started again', () => {
	const made: string[] = [];
	let kept = 0;
	for (const [number, {request, moment, choice, end, tokens, keys}] of cases.entries()) {
		const title = `${moment} ${request} has its effect, then ${choice}: leaves ${tokens} tokens and ${keys} keys`;
		test(title, async () => {
			const name = `half-made-token-${number}`;
			const held = await makeHeld(app, served, {name, request, moment});
			app.kill('SIGKILL');
			assert.equal((await app.exit).signal, 'SIGKILL');
			// What was on its way when the program died never arrives.
			if (moment === 'after') held.release();
			served.passOn();
			app = await takeUp(machine, name, choice);
			await end(app);
			if (tokens === 1) made.push(name);
			kept += keys;
			const left = await served.tokens();
			assert.deepEqual(left.map(token => token.name).sort(), made.toSorted());
			assert.equal((await machine.keyFiles()).length, kept);
			press(app, 'run.leave');
			await seen(app, rows => /just now/.test(rows[2] ?? '') && !rows.join('\n').includes(banner));
		});
	}
});

test('another program sees no interrupted operation while the first one still works on it', async () => {
	const before = (await served.tokens()).length;
	const name = 'being-made';
	const held = await makeHeld(app, served, {name, request: patch, moment: 'before'});
	const second = machine.start();
	await seen(second, 'just now');
	await seen(second, name);
	press(second, 'operations.open');
	await seen(second, 'No operation was interrupted.');
	held.release();
	await seen(app, 'The token is made');
	assert.equal((await served.tokens()).length, before + 1);
});
