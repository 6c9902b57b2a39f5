import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readTries} from '../../source/operations/token/tries.ts';
import {refusing} from '../store/a-store.ts';
import {anApp} from './an-app.tsx';

const name = 'ci-deploy-prod';

const onPage = async (t: Parameters<typeof anApp>[0], window: Parameters<typeof anApp>[1] = {}) => {
	const app = await anApp(t, window);
	await app.signIn();
	await app.makeToken(name);
	app.state().restart({name: 'tokens'});
	await app.settled();
	await app.press('token.open');
	await app.waitForState(({detail}) => detail?.status === 'ready');
	return app;
};

test('a page that is taller than its window is read by scrolling, to its last line and back', async t => {
	const app = await onPage(t, {columns: 60, rows: 20});
	assert.match(app.lastFrame(), /^ name +ci-deploy-prod/m);
	assert.match(app.lastFrame(), /lines 1-13 of \d+/);
	assert.doesNotMatch(app.lastFrame(), /thumbprint/);
	await app.press('scroll.down');
	assert.match(app.lastFrame(), /lines 2-14 of/);
	await app.press('scroll.bottom');
	assert.match(app.lastFrame(), /thumbprint/);
	await app.press('scroll.up', 'scroll.top');
	assert.match(app.lastFrame(), /^ name +ci-deploy-prod/m);
});

test('the help does not lose the place in a page', async t => {
	const app = await onPage(t, {columns: 60, rows: 20});
	await app.press('scroll.page-down');
	const before = app.lastFrame();
	await app.press('app.help', 'help.close');
	assert.equal(app.lastFrame(), before);
});

test('in a window that is tall enough all is seen at once', async t => {
	const app = await onPage(t, {columns: 120, rows: 60});
	assert.doesNotMatch(app.lastFrame(), /lines \d+-/);
	for (const part of [
		'Private key on this',
		'Projects (1)',
		'Last tries',
		'What to do',
		'Official',
		'Public key',
	])
		assert.ok(app.lastFrame().includes(part), part);
});

test('a try is remembered on the page, and in the log of this computer', async t => {
	const app = await onPage(t, {columns: 100, rows: 60});
	assert.match(app.lastFrame(), /never been tried from here/);
	await app.press('token.try');
	await app.waitFor(/It works/);
	await app.press('try.leave');
	await app.waitFor(/just now +✓ worked, \d+ ms, in Default Project/);
	const {environment, session} = app.state();
	assert.ok(environment && session.status === 'signed-in');
	const [tries = []] = (await readTries(app.paths.activity, {environment, user: session.sub})).values();
	assert.deepEqual(
		tries.map(({outcome}) => outcome),
		['works'],
	);
});

test('a refused try is remembered as failed, and trying again is what to do next', async t => {
	const app = await onPage(t, {columns: 100, rows: 60});
	app.interceptWith(refusing('POST', /^\/auth\/oauth2\/token$/, 400));
	await app.press('token.try');
	await app.waitFor(/✗ Exchange/);
	await app.waitForState(({tries}) => [...(tries?.values() ?? [])].length === 1);
	await app.press('try.leave');
	assert.match(app.lastFrame(), /✗ failed \(400\)/);
	assert.match(app.lastFrame(), /t +tries it again/);
});

test('a next step names the key that a person has given it', async t => {
	const app = await onPage(t, {columns: 100, rows: 60});
	assert.match(app.lastFrame(), /^ +t +tries it: /m);
	app.store.setState(({keyRules}) => ({keyRules: {...keyRules, ownKeys: new Map([['token.try', ['f7']]])}}));
	await app.waitFor(/^ +F7 +tries it: /m);
});

test('the place in one page is not that of another', async t => {
	const app = await onPage(t, {columns: 60, rows: 20});
	const other = await app.makeToken('another-token');
	const first = app.state().tokens.items.find(token => token.name === name);
	app.state().restart({name: 'token', tokenId: first?.id ?? ''});
	await app.settled();
	await app.press('scroll.bottom');
	app.state().replace({name: 'token', tokenId: other.id});
	await app.waitFor(/^ name +another-token/m);
});
