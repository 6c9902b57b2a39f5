import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {describe, test} from 'node:test';
import type {Intercept} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';
import {aServedSandbox, requestName} from './a-served-sandbox.ts';
import {fillIn} from './fill-in.ts';
import {press} from './press.ts';
import type {PtyProgram} from './pty.ts';
import {seen} from './whole-screen.ts';

const refusal = (status: number, name: string) =>
	Response.json({name, message: `no: ${name}`, httpStatusCode: status, traceId: randomUUID()}, {status});

type Fault = {
	readonly name: string;
	readonly answer: () => Response;
	/** What the screen quotes of it. */
	readonly said: RegExp;
	readonly endsSession?: boolean;
};

const faults: readonly Fault[] = [
	{name: 'fails with 503', answer: () => refusal(503, 'UnavailableError'), said: /503/},
	{
		name: 'breaks the connection',
		answer() {
			throw new Error('cut');
		},
		said: /connection broke/,
	},
	{
		name: 'says that the session is over',
		answer: () => refusal(401, 'InvalidJwtTokenError'),
		said: /401/,
		endsSession: true,
	},
];

/** Each request of a create that changes or confirms something, and the title of its step. */
const steps = [
	{request: 'POST /iam/v1/tokens', title: 'Register the token'},
	{request: 'PATCH /iam/v1/tokens/ID', title: 'Set its key id'},
	{request: 'POST /iam/v1/sts/create-project-scoped-token', title: 'Add it to the project Default Project'},
	{request: 'POST /iam/v1/projects/principals', title: 'Add it to the project Default Project'},
	{request: 'PUT /iam/v1/policies/principals/ID', title: 'Set what it may do in Default Project'},
	{request: 'GET /iam/v1/tokens/ID/projects', title: 'Read it back and compare'},
] as const;

/** From the named request on nothing works any more; that one had its effect all the same, unless it was refused, so that its reply is what is lost. */
const outageFrom = (wanted: string, {answer, endsSession}: Fault): Intercept => {
	let isOut = false;
	return async (request, next) => {
		if (!isOut && requestName(request) !== wanted) return next(request);
		if (!isOut && !endsSession) await next(request);
		isOut = true;
		return answer();
	};
};

/** Opens the wizard from the list and fills it in. */
const draftToken = async (app: PtyProgram, name: string) => {
	await seen(app, /just now|There is no token yet/);
	press(app, 'token.create');
	await fillIn(app, {name});
};

const assertFourLines = (rows: readonly string[], title: string, said: RegExp, press: string) => {
	const begin = rows.findLastIndex(row => row.startsWith(` ✗ ${title}`));
	const end = rows.indexOf('', begin);
	const text = rows.slice(begin + 1, end).join(' ');
	assert.match(text, said);
	assert.match(text, new RegExp(`\\. +${press}, u takes it back, Esc leaves`));
	// What was said and what it means, each a sentence of its own before the keys.
	assert.ok(end - begin >= 4, rows.join('\n'));
};

describe('whatever breaks while a token is made', {concurrency: 3}, () => {
	for (const fault of faults) {
		test(`when the service ${fault.name}, at any step, it is said in four lines, and one goes on or takes it back`, async t => {
			const served = await aServedSandbox(t);
			const machine = await aMachine(t, served.environment);
			const app = machine.start();
			const named = async (name: string) => (await served.tokens()).filter(token => token.name === name);
			let made = 0;
			for (const [index, {request, title}] of steps.entries()) {
				const name = `at-step-${index}`;
				await draftToken(app, name);
				served.interceptWith(outageFrom(request, fault));
				press(app, 'menu.choose');
				const rows = await seen(app, /^ ✗ .*takes it back/ms);
				const isOver = rows.join(' ').includes('i signs in again');
				// What is sent with a project's token says nothing about the session.
				if (!request.includes('/principals')) assert.equal(isOver, fault.endsSession ?? false);
				const keys = isOver ? 'i signs in again and goes on' : 'r tries again';
				assertFourLines(rows, title, fault.said, keys);
				served.passOn();
				if (isOver) {
					press(app, 'session.sign-in');
					await seen(app, 'It is finished');
					assert.equal((await named(name)).length, 1);
					made += 1;
				} else if (index % 3 === 1) {
					press(app, 'run.undo');
					await seen(app, 'The token and its key are gone.');
					assert.equal((await named(name)).length, 0);
				} else {
					press(app, 'run.retry');
					await seen(app, 'It is finished');
					assert.equal((await named(name)).length, 1);
					made += 1;
				}
				press(app, 'run.leave');
			}
			assert.equal((await served.tokens()).length, made);
			assert.equal((await machine.keyFiles()).length, made);
		});
	}

	test('a refused token goes back to the wizard with all that was typed, and is made with what was changed', async t => {
		const served = await aServedSandbox(t);
		const machine = await aMachine(t, served.environment);
		const app = machine.start();
		await draftToken(app, 'first-choice');
		served.interceptWith(async (request, next) =>
			requestName(request) === 'POST /iam/v1/tokens' ? refusal(400, 'InvalidParameterError') : next(request),
		);
		press(app, 'menu.choose');
		await seen(app, 'no: InvalidParameterError');
		served.passOn();
		press(app, 'run.change');
		await seen(app, /step 1 of 6.*first-choice/s);
		app.type('-again');
		for (const step of [2, 3, 4, 5, 6]) {
			press(app, 'create.next');
			await seen(app, `step ${step} of 6`);
		}
		await seen(app, /first-choice-again.*new ES256 pair.*NOT encrypted/s);
		press(app, 'menu.choose');
		await seen(app, 'The token is made');
		assert.deepEqual(
			(await served.tokens()).map(({name}) => name),
			['first-choice-again'],
		);
		assert.equal((await machine.keyFiles()).length, 1);
	});

	test('where nobody knows whether the token was made it is never sent again unasked', async t => {
		const served = await aServedSandbox(t);
		const machine = await aMachine(t, served.environment);
		const app = machine.start();
		await draftToken(app, 'perhaps-made');
		const posts = () => served.requests.filter(name => name === 'POST /iam/v1/tokens').length;
		served.interceptWith(async (request, next) => {
			if (requestName(request) === 'POST /iam/v1/tokens') throw new Error('cut');
			return next(request);
		});
		press(app, 'menu.choose');
		await seen(app, 'Looking again in 10 s');
		await seen(app, /is not known.*r looks again, a sends it once more, u takes it back/s);
		assert.equal(posts(), 1);
		served.passOn();
		press(app, 'run.send-again');
		await seen(app, 'Looking again in 10 s');
		await seen(app, 'It is finished');
		assert.equal(posts(), 2);
		assert.equal((await served.tokens()).length, 1);
	});
});
