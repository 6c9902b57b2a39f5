import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {aServedSandbox} from '../../fixtures/a-served-sandbox.ts';
import {aMachine} from '../a-machine.ts';

const signedIn = async (t: TestContext) => {
	const machine = await aMachine(t);
	const served = await aServedSandbox(t);
	const {variables} = served;
	const started = await machine.run(['start'], {variables});
	assert.equal(started.code, 0, started.stderr);
	return {machine, served, variables};
};

/** Whether the session on this computer still lets a command in. */
const isIn = async ({machine, served, variables}: Awaited<ReturnType<typeof signedIn>>) => {
	let asked = false;
	served.interceptWith(async (request, next) => {
		asked ||= new URL(request.url).pathname === '/api/auth/url';
		return next(request);
	});
	await machine.run(['whoami'], {variables});
	served.passOn();
	return !asked;
};

test('`stop` forgets the session here and ends it at the service, and prints nothing', async t => {
	const person = await signedIn(t);
	const {machine, served, variables} = person;
	const requests: string[] = [];
	served.interceptWith(async (request, next) => {
		requests.push(new URL(request.url).pathname);
		return next(request);
	});
	for (const argv of [['stop'], ['stop', '--json']]) {
		const ran = await machine.run(argv, {variables});
		assert.deepEqual([ran.code, ran.stdout], [0, '']);
		assert.match(ran.stderr, argv.length === 1 ? /^Signed out\.$/m : /^Nobody was signed in\.$/m);
	}
	assert.deepEqual(requests, ['/api/auth/logout']);
	assert.equal(await isIn(person), false);
});

test('where the service can not be told, the session is gone from here all the same, with a warning', async t => {
	const person = await signedIn(t);
	assert.equal(await isIn(person), true);
	person.served.interceptWith(async () => Response.json({message: 'I am ill.'}, {status: 503}));
	const ran = await person.machine.run(['stop'], {variables: person.variables});
	assert.deepEqual([ran.code, ran.stdout], [0, '']);
	assert.match(ran.stderr, /^Warning: Signed out here, but the service could not be told.*I am ill\.$/m);
	person.served.passOn();
	assert.equal(await isIn(person), false);
});
