import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {fail} from '../../../source/result.ts';
import {fakeClock} from '../../fake-clock.ts';
import {aServedSandbox} from '../../fixtures/a-served-sandbox.ts';
import {aMachine} from '../a-machine.ts';
import {aReturningBrowser} from './a-returning-browser.ts';
import {decide} from './decide.ts';

const aNewcomer = async (t: TestContext) => ({
	machine: await aMachine(t),
	served: await aServedSandbox(t, {autoApprove: false}),
});

test('without a terminal `start` opens the browser, waits until it comes back, and prints nothing but notes', async t => {
	const {machine, served} = await aNewcomer(t);
	const {effects, opened} = aReturningBrowser('accept');
	const ran = await machine.run(['start'], {variables: served.variables, effects});
	assert.deepEqual([ran.code, ran.stdout], [0, ''], ran.stderr);
	assert.equal(opened.length, 1);
	assert.ok(ran.stderr.includes(`\n${opened[0]}\n`));
	assert.match(ran.stderr, /Waiting for you to accept: 5 minutes left\.\nSigned in to .* as .*@/);
	const again = await machine.run(['start'], {variables: served.variables, effects});
	assert.deepEqual([again.code, again.stdout], [0, '']);
	assert.match(again.stderr, /Already signed in to /);
	assert.equal(opened.length, 1);
});

test('a decline is said, with exit code 1 and, for scripts, as one line of JSON at the end', async t => {
	const {machine, served} = await aNewcomer(t);
	const {effects} = aReturningBrowser('decline');
	const ran = await machine.run(['start', '--json'], {variables: served.variables, effects});
	assert.deepEqual([ran.code, ran.stdout], [1, '']);
	const {error} = JSON.parse(ran.stderr.trimEnd().split('\n').at(-1) ?? '');
	assert.equal(error.kind, 'declined');
	assert.match(error.hint, /pat-tui start/);
});

test('the time that is left is told every minute, and after five nobody is waited for', async t => {
	const {machine, served} = await aNewcomer(t);
	const {effects} = aReturningBrowser('nothing');
	const clock = fakeClock(Date.now());
	let told = 0;
	const ran = await machine.run(['start'], {
		variables: served.variables,
		effects: {...effects, clock},
		watch(written) {
			const now = written.match(/left\.\n/g)?.length ?? 0;
			// After the wait has begun, not while it is announced.
			if (now > told) setImmediate(() => clock.advance(60_000));
			told = now;
		},
	});
	assert.equal(ran.code, 1);
	const left = [...ran.stderr.matchAll(/(\d+) minutes? left/g)].map(([, minutes]) => minutes);
	assert.deepEqual(left, ['5', '4', '3', '2', '1']);
	assert.match(ran.stderr, /Nobody accepted on the page within five minutes\./);
});

test('where the browser can not come back and there is no terminal, it is said at once', async t => {
	const {machine, served} = await aNewcomer(t);
	const {effects, opened} = aReturningBrowser('nothing');
	const ran = await machine.run(['start', '--json'], {
		variables: served.variables,
		effects: {...effects, listen: async () => fail({kind: 'taken', holder: {name: 'ssh', pid: 12}})},
	});
	assert.equal(ran.code, 1);
	assert.match(ran.stderr, /"kind":"needs-approval".*port 64287 is taken by ssh \(pid 12\)\./);
	assert.deepEqual(opened, []);
});

test('a service that fails when the browser comes back is said, and Enter asks again', {
	timeout: 30_000,
}, async t => {
	const {machine, served} = await aNewcomer(t);
	const {effects, answers} = aReturningBrowser('accept');
	served.interceptWith(async (request, next) => {
		if (new URL(request.url).pathname !== '/api/session-id') return next(request);
		served.passOn();
		return Response.json({name: 'Ill', message: 'I am ill.'}, {status: 503});
	});
	const ran = await machine.run(['start'], {
		variables: served.variables,
		effects,
		columns: 100,
		answers: [['The service could not be asked: I am ill.', '']],
	});
	assert.equal(ran.code, 0, ran.stderr);
	assert.match(answers[0] ?? '', /Not signed in yet/);
	assert.match(ran.stderr, /Signed in to /);
});

test('Enter before anybody has accepted is told so, and signs in afterwards', async t => {
	const {machine, served} = await aNewcomer(t);
	const {effects, opened} = aReturningBrowser('nothing');
	let accepting: Promise<string> | undefined;
	const ran = await machine.run(['start'], {
		variables: served.variables,
		effects,
		columns: 100,
		watch(written) {
			if (written.includes('has not seen an approval')) accepting ??= decide(opened[0] ?? '', 'accept');
		},
		answers: Array.from({length: 60}, () => ['Waiting for you to accept', ''] as const),
	});
	await accepting;
	assert.equal(ran.code, 0, ran.stderr);
	assert.match(ran.stderr, /has not seen an approval yet: accept on the page first\./);
});

test('Ctrl+C gives the sign-in up, with exit code 130', async t => {
	const {machine, served} = await aNewcomer(t);
	const {effects, returnTo} = aReturningBrowser('nothing');
	const ran = await machine.run(['start'], {
		variables: served.variables,
		effects,
		stop: {at: 'Waiting for you', signal: 'SIGINT'},
	});
	assert.equal(ran.code, 130);
	await assert.rejects(returnTo('/callback'));
});

test('with --no-input nobody is asked and no browser is opened, at a terminal neither', async t => {
	const {machine, served} = await aNewcomer(t);
	const {effects, opened} = aReturningBrowser('accept');
	for (const columns of [undefined, 80]) {
		const ran = await machine.run(['start', '--no-input'], {
			variables: served.variables,
			effects,
			...(columns && {columns}),
		});
		assert.equal(ran.code, 1);
		assert.match(ran.stderr, /signing in needs a person\.\nRun `pat-tui start` in a terminal once/);
	}
	assert.deepEqual(opened, []);
});

test('a question after the sign-in gets an answer of its own', async t => {
	const {machine, served} = await aNewcomer(t);
	const {effects, opened} = aReturningBrowser('accept');
	const options = {variables: served.variables, effects};
	assert.equal((await machine.run(['start'], options)).code, 0);
	const {id} = await machine.makeToken('a good name', ['--no-input'], options);
	assert.equal((await machine.run(['stop'], options)).code, 0);
	const ran = await machine.run(['token', 'delete-token', '-i', id], {
		...options,
		columns: 100,
		answers: [['Type its name', 'a good name']],
	});
	assert.equal(ran.code, 0, ran.stderr);
	assert.equal(opened.length, 2);
});
