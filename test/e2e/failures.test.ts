import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {readdir} from 'node:fs/promises';
import {describe, type TestContext, test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {openState} from '../../source/sandbox/state.ts';
import {systemRandom} from '../../source/system/random.ts';
import type {Intercept} from '../fixtures/a-served-sandbox.ts';
import {anApp, bytesOf} from '../screens/an-app.tsx';
import {aMachine} from './a-machine.ts';
import {aServedSandbox, requestName} from './a-served-sandbox.ts';
import {fillInOn, type Shows} from './fill-in.ts';
import {press} from './press.ts';
import type {PtyProgram} from './pty.ts';
import {seen} from './whole-screen.ts';

const refusal = (status: number, name: string) =>
	Response.json({name, message: `no: ${name}`, httpStatusCode: status, traceId: randomUUID()}, {status});

/** The program over a service of its own, wherever it runs. */
type Opened = {
	readonly app: Pick<PtyProgram, 'press' | 'type'>;
	readonly shows: Shows;
	readonly interceptWith: (intercept: Intercept) => void;
	readonly passOn: () => void;
	/** The tokens on the service. */
	readonly tokens: () => Promise<readonly {readonly name: string}[]>;
	/** The files of the private keys on this computer. */
	readonly keyFiles: () => Promise<readonly string[]>;
};

/** Opens the program that is shipped. */
const openBuilt = async (t: TestContext) => {
	const served = await aServedSandbox(t);
	const machine = await aMachine(t, served.environment);
	const app = machine.start();
	const shows: Shows = async wanted => seen(app, wanted);
	return {app, shows, ...served, keyFiles: machine.keyFiles};
};

/** Opens the same in this process, where it is started and warmed up once, and does not wait. */
const openHere = async (t: TestContext): Promise<Opened> => {
	const shown = await anApp(t);
	await shown.signIn();
	const {tokens} = openState(shown.paths.sandbox, {clock: shown.clock, random: systemRandom});
	const rows = () =>
		stripVTControlCharacters(shown.lastFrame())
			.split('\n')
			.map(row => row.trimEnd());
	let lastWait: string | undefined;
	return {
		app: {
			press: (...keys) => keys.map(bytesOf).forEach(shown.write),
			type: shown.write,
		},
		async shows(wanted) {
			await shown.waitFor(() => {
				const text = rows().join('\n');
				// Each wait is ended once, when it is there: at another moment that would end the time that a request has.
				const [wait] = /Looking again in (?:3|10) s/.exec(text) ?? [];
				if (wait !== undefined && wait !== lastWait) shown.clock.wakeNext(10_000);
				lastWait = wait;
				return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
			});
			return rows();
		},
		interceptWith: shown.interceptWith,
		passOn: shown.passOn,
		async tokens() {
			const records = await Promise.all((await tokens.ids()).map(tokens.read));
			return records.flatMap(record => record?.token ?? []);
		},
		async keyFiles() {
			const names = await readdir(shown.paths.keys);
			return names.filter(name => name.endsWith('.pem'));
		},
	};
};

type Fault = {
	readonly name: string;
	readonly open: (t: TestContext) => Promise<Opened>;
	readonly answer: () => Response;
	/** What the screen quotes of it. */
	readonly said: RegExp;
	readonly endsSession?: boolean;
};

const faults: readonly Fault[] = [
	{name: 'fails with 503', open: openHere, answer: () => refusal(503, 'UnavailableError'), said: /503/},
	{
		name: 'breaks the connection',
		open: openBuilt,
		answer() {
			throw new Error('cut');
		},
		said: /connection broke/,
	},
	{
		name: 'says that the session is over',
		open: openHere,
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
const outageFrom = (
	wanted: string,
	{answer, endsSession}: Pick<Fault, 'answer' | 'endsSession'>,
): Intercept => {
	let isOut = false;
	return async (request, next) => {
		if (!isOut && requestName(request) !== wanted) return next(request);
		if (!isOut && !endsSession) await next(request);
		isOut = true;
		return answer();
	};
};

/** Opens the wizard from the list and fills it in. */
const draftToken = async ({app, shows}: Pick<Opened, 'app' | 'shows'>, name: string) => {
	await shows(/just now|There is no token yet/);
	press(app, 'token.create');
	await fillInOn(app, shows, {name});
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
	for (const {open, ...fault} of faults) {
		test(`when the service ${fault.name}, at any step, it is said in four lines, and one goes on or takes it back`, async t => {
			const opened = await open(t);
			const {app, shows, tokens} = opened;
			const named = async (name: string) => (await tokens()).filter(token => token.name === name);
			let made = 0;
			for (const [index, {request, title}] of steps.entries()) {
				const name = `at-step-${index}`;
				await draftToken(opened, name);
				opened.interceptWith(outageFrom(request, fault));
				press(app, 'menu.choose');
				const rows = await shows(/^ ✗ .*takes it back/ms);
				const isOver = rows.join(' ').includes('i signs in again');
				// What is sent with a project's token says nothing about the session.
				if (!request.includes('/principals')) assert.equal(isOver, fault.endsSession ?? false);
				const keys = isOver ? 'i signs in again and goes on' : 'r tries again';
				assertFourLines(rows, title, fault.said, keys);
				opened.passOn();
				if (isOver) {
					press(app, 'session.sign-in');
					await shows('It is finished');
					assert.equal((await named(name)).length, 1);
					made += 1;
				} else if (index % 3 === 1) {
					press(app, 'run.undo');
					await shows('The token and its key are gone.');
					assert.equal((await named(name)).length, 0);
				} else {
					press(app, 'run.retry');
					await shows('It is finished');
					assert.equal((await named(name)).length, 1);
					made += 1;
				}
				press(app, 'run.leave');
			}
			assert.equal((await tokens()).length, made);
			assert.equal((await opened.keyFiles()).length, made);
		});
	}

	test('a refused token goes back to the wizard with all that was typed, and is made with what was changed', async t => {
		const {app, shows, ...served} = await openHere(t);
		await draftToken({app, shows}, 'first-choice');
		served.interceptWith(async (request, next) =>
			requestName(request) === 'POST /iam/v1/tokens' ? refusal(400, 'InvalidParameterError') : next(request),
		);
		press(app, 'menu.choose');
		await shows('no: InvalidParameterError');
		served.passOn();
		press(app, 'run.change');
		await shows(/step 1 of 6.*first-choice/s);
		app.type('-again');
		for (const step of [2, 3, 4, 5, 6]) {
			press(app, 'create.next');
			await shows(`step ${step} of 6`);
		}
		await shows(/first-choice-again.*new ES256 pair.*NOT encrypted/s);
		press(app, 'menu.choose');
		await shows('The token is made');
		assert.deepEqual(
			(await served.tokens()).map(({name}) => name),
			['first-choice-again'],
		);
		assert.equal((await served.keyFiles()).length, 1);
	});

	test('where nobody knows whether the token was made it is never sent again unasked', async t => {
		const {app, shows, ...served} = await openHere(t);
		await draftToken({app, shows}, 'perhaps-made');
		let posts = 0;
		let isCut = true;
		served.interceptWith(async (request, next) => {
			if (requestName(request) !== 'POST /iam/v1/tokens') return next(request);
			posts += 1;
			if (isCut) throw new Error('cut');
			return next(request);
		});
		press(app, 'menu.choose');
		await shows('Looking again in 10 s');
		await shows(/is not known.*r looks again, a sends it once more, u takes it back/s);
		assert.equal(posts, 1);
		isCut = false;
		press(app, 'run.send-again');
		await shows('Looking again in 10 s');
		await shows('It is finished');
		assert.equal(posts, 2);
		assert.equal((await served.tokens()).length, 1);
	});
});
