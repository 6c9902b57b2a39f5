import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answering, refusing} from '../store/a-store.ts';
import {anApp} from './an-app.tsx';

const name = 'ci-deploy-prod';

const confirming = async (t: Parameters<typeof anApp>[0], names: readonly string[] = [name]) => {
	const app = await anApp(t);
	await app.signIn();
	for (const each of names) await app.makeToken(each);
	let deletes = 0;
	app.interceptWith(
		answering('DELETE', /^\/iam\/v1\/tokens\//, async (_request, next) => {
			deletes += 1;
			return next();
		}),
	);
	app.state().restart({name: 'tokens'});
	await app.settled();
	await app.press('token.delete');
	await app.waitForState(({detail}) => detail?.status === 'ready');
	return {app, deletes: () => deletes};
};

test('before the name is typed Enter deletes nothing', async t => {
	const {app, deletes} = await confirming(t);
	assert.match(app.text(), /1 project affected: Default Project can start issuance/);
	for (const typed of ['', name.slice(0, -1)]) {
		await app.type(typed);
		await app.press('delete.confirm');
		assert.equal(app.state().routes.at(-1)?.name, 'delete');
	}
	assert.match(app.lastFrame(), /1 character to go/);
	await app.type('x');
	await app.press('delete.confirm');
	assert.match(app.lastFrame(), /! this does not match/);
	assert.equal(app.state().routes.at(-1)?.name, 'delete');
	assert.equal(deletes(), 0);
});

test('when the name is typed Enter deletes the token, and its key is kept', async t => {
	const {app, deletes} = await confirming(t);
	await app.type(name);
	assert.match(app.lastFrame(), /✓ Enter deletes it/);
	await app.press('delete.confirm');
	await app.waitFor(/It is deleted/);
	assert.equal(deletes(), 1);
	await app.waitForState(({tokens}) => tokens.status === 'fresh' && tokens.items.length === 0);
	assert.equal(app.state().keys?.size, 1);
});

test('its key is removed too only when that was chosen', async t => {
	const {app} = await confirming(t);
	await app.press('delete.field', 'delete.key');
	assert.match(app.lastFrame(), /▸ Its private key here: +\( \) keep +\(●\) remove after success/);
	await app.press('delete.field-before');
	await app.type(name);
	await app.press('delete.confirm');
	await app.waitFor(/It is deleted/);
	await app.waitForState(({keys}) => keys?.size === 0);
});

test('of two tokens with one name the end of the id is asked for, and the name does not delete', async t => {
	const {app, deletes} = await confirming(t, [name, name]);
	assert.match(app.lastFrame(), /Type the last 6 of its id/);
	await app.type(name);
	await app.press('delete.confirm');
	assert.equal(app.state().routes.at(-1)?.name, 'delete');
	await app.press('field.kill-to-start');
	const {tokenId = ''} = app.state().deleteDraft ?? {};
	await app.type(tokenId.slice(-6));
	await app.press('delete.confirm');
	await app.waitFor(/It is deleted/);
	assert.equal(deletes(), 1);
	await app.waitForState(({tokens}) => tokens.status === 'fresh');
	assert.deepEqual(
		app.state().tokens.items.map(token => [token.name, token.id === tokenId]),
		[[name, false]],
	);
});

test('a token without a key here is said to have none, in line with the other sentences', async t => {
	const {app} = await confirming(t);
	app.store.setState({keys: new Map()});
	await app.waitFor(/No private key/);
	const at = (words: string) =>
		app
			.lines()
			.find(line => line.includes(words))
			?.indexOf(words);
	assert.equal(at('No private key of it'), at('Never seen to work'));
});

test('Esc leaves without deleting anything', async t => {
	const {app, deletes} = await confirming(t);
	await app.type(name);
	await app.press('delete.cancel');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
	assert.equal(deletes(), 0);
});

test('Tab leads from the name over the key to Cancel and Delete, and each does what it says', async t => {
	const {app, deletes} = await confirming(t);
	await app.press('delete.field', 'delete.field');
	assert.match(app.lastFrame(), /▸ \[ Cancel \] +\( Delete \) +opens when it matches/);
	await app.press('delete.field');
	await app.press('delete.confirm');
	assert.match(app.lastFrame(), /does not match yet/);
	await app.press('delete.field');
	await app.type(name);
	await app.press('delete.field', 'delete.field');
	await app.keys('enter');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
	assert.equal(deletes(), 0);
	await app.press('token.delete');
	await app.waitForState(({detail}) => detail?.status === 'ready');
	await app.type(name);
	await app.press('delete.field-before');
	assert.match(app.lastFrame(), /▸ \[ Delete \]/);
	await app.press('delete.confirm');
	await app.waitFor(/It is deleted/);
	assert.equal(deletes(), 1);
});

test('a token that worked from here a short time ago is said to be likely in use', async t => {
	const {app} = await confirming(t);
	assert.match(app.text(), /Never seen to work from this computer/);
	await app.press('delete.cancel', 'token.try');
	await app.waitFor(/It works/);
	await app.press('try.leave', 'token.delete');
	await app.waitFor(/Last good try from this computer: just now, so it is likely in use/);
});

test('at the smallest window the name, what breaks, the field and both buttons are all there', async t => {
	const {app} = await confirming(t);
	await app.resizeTo(60, 20);
	for (const part of [
		name,
		/1 project\s+affected:/,
		/Default Project/,
		/Type its name/,
		/\[ Cancel \] +\( Delete \)/,
	])
		assert.match(app.lastFrame(), new RegExp(part));
});

test('a refused deletion says so, leaves the token in the list and can be tried again', async t => {
	const {app} = await confirming(t);
	app.interceptWith(refusing('DELETE', /^\/iam\/v1\/tokens\//, 403, 'Not yours.'));
	await app.type(name);
	await app.press('delete.confirm');
	await app.waitFor(/Not yours\./);
	await app.waitForState(({tokens, interrupted}) => tokens.status === 'fresh' && interrupted.length === 1);
	assert.equal(app.state().tokens.items.length, 1);
	app.passOn();
	await app.press('run.retry');
	await app.waitForState(({run, tokens}) => run?.status === 'done' && tokens.items.length === 0);
});

test('what a deletion breaks is not guessed when it can not be read', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.makeToken(name);
	app.interceptWith(refusing('GET', /\/projects$/, 403));
	app.state().restart({name: 'tokens'});
	await app.settled();
	await app.press('token.delete');
	await app.waitFor(/what this breaks is not known/);
	assert.match(app.lastFrame(), /Type its name/);
});
