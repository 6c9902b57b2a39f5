import assert from 'node:assert/strict';
import {test} from 'node:test';
import {anApp} from '../screens/an-app.tsx';

test('the first Ctrl+C only says that a second one quits', async t => {
	const app = await anApp(t);
	await app.press('app.interrupt');
	assert.match(app.lastFrame(), /Press Ctrl\+C again to quit\./);
	assert.deepEqual(app.quits, []);
	await app.press('app.interrupt');
	assert.deepEqual(app.quits, [130]);
});

test('after two seconds a Ctrl+C is a first one again', async t => {
	const app = await anApp(t);
	await app.press('app.interrupt');
	app.clock.advance(1999);
	await app.settled();
	assert.match(app.lastFrame(), /Press Ctrl\+C again/);
	app.clock.advance(1);
	await app.settled();
	assert.doesNotMatch(app.lastFrame(), /Press Ctrl\+C again/);
	await app.press('app.interrupt');
	assert.deepEqual(app.quits, []);
});

test('Ctrl+C twice quits from a text field and from a window that is too small', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.press('token.create');
	await app.keys('ctrl+c', 'ctrl+c');
	assert.deepEqual(app.quits, [130]);
	app.clock.advance(2000);
	await app.resizeTo(40, 10);
	await app.keys('ctrl+c', 'ctrl+c');
	assert.deepEqual(app.quits, [130, 130]);
});

test('q quits where letters are not text, and is a letter where they are', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.press('token.create');
	await app.type('quick');
	assert.equal(app.state().draft.name, 'quick');
	assert.deepEqual(app.quits, []);
	await app.press('create.back', 'browse.quit');
	assert.deepEqual(app.quits, [0]);
});

test('keys that come in one burst act one after the other, each on the screen that the one before led to', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.type('nci-deploy-prod\r');
	assert.equal(app.state().draft.name, 'ci-deploy-prod');
	assert.match(app.lastFrame(), /step 2 of 6/);
});

test('with Enter alone the welcome leads through the sandbox to the wizard of a first token', async t => {
	const app = await anApp(t);
	await app.keys('enter');
	await app.waitFor(/▸ Default Project/);
	await app.keys('enter');
	await app.waitFor(/step 1 of 6/);
	assert.match(app.lastFrame(), /Nothing has been sent yet/);
});
