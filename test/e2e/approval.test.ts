import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aMachine} from './a-machine.ts';
import {aServedSandbox} from './a-served-sandbox.ts';
import {press} from './press.ts';
import type {PtyProgram} from './pty.ts';
import {seen} from './whole-screen.ts';

/** The address on the screen, which may run over several lines. */
const shownAddress = async (app: PtyProgram, origin: string) => {
	const rows = await seen(app, 'Nothing is signed in before you accept');
	const begin = rows.findIndex(row => row.includes(origin));
	const end = rows.indexOf('', begin);
	return new URL(
		rows
			.slice(begin, end)
			.map(row => row.trim())
			.join(''),
	);
};

/** Does in the browser's place what a person does there. */
const decide = async (address: URL, decision: 'accept' | 'decline') => {
	const page = await (await fetch(address)).text();
	const [, formToken = ''] = /name="formToken" value="([^"]+)"/.exec(page) ?? [];
	const response = await fetch(new URL('/authorize', address), {
		method: 'POST',
		redirect: 'manual',
		body: new URLSearchParams({state: address.searchParams.get('state') ?? '', formToken, decision}),
	});
	assert.equal(response.status, 303);
};

test('a sign-in waits for the person, says so when it is asked too early, and goes on once they accepted', async t => {
	const served = await aServedSandbox(t, {autoApprove: false});
	const machine = await aMachine(t, served.environment);
	const app = machine.start([], {columns: 80, rows: 24});
	const address = await shownAddress(app, served.origin);
	press(app, 'sign-in.go-on');
	await seen(app, 'Not accepted yet: accept on the page');
	assert.deepEqual(await shownAddress(app, served.origin), address);
	await decide(address, 'accept');
	press(app, 'sign-in.go-on');
	await seen(app, 'There is no token yet');
	await seen(app, 'Default Project  dev');
});

test('a declined sign-in signs nobody in, and another page can be asked for', async t => {
	const served = await aServedSandbox(t, {autoApprove: false});
	const machine = await aMachine(t, served.environment);
	const app = machine.start([], {columns: 80, rows: 24});
	const declined = await shownAddress(app, served.origin);
	await decide(declined, 'decline');
	press(app, 'sign-in.go-on');
	await seen(app, 'Not accepted yet');
	press(app, 'sign-in.again');
	await seen(app, 'Signing in');
	const address = await shownAddress(app, served.origin);
	assert.notEqual(address.href, declined.href);
	await decide(address, 'accept');
	press(app, 'sign-in.go-on');
	await seen(app, 'There is no token yet');
});
