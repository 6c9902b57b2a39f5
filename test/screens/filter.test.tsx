import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findByWords} from '../../source/store/find-by-words.ts';
import {anApp, withoutUnderlines} from './an-app.tsx';

const names = ['build-10', 'build-9', 'ci-deploy-prod', 'wallet-sync'];

const withTokens = async (t: Parameters<typeof anApp>[0]) => {
	const app = await anApp(t);
	await app.signIn();
	for (const name of names.toReversed()) await app.makeToken(name);
	app.state().restart({name: 'tokens'});
	await app.settled();
	return app;
};

const shown = (frame: string) =>
	[...withoutUnderlines(frame).matchAll(/(?:build-\d+|ci-deploy-prod|wallet-sync)/gu)].map(([name]) => name);

test('the list stands in the order of names, numbers counted as numbers, and the other way round after S', async t => {
	const app = await withTokens(t);
	assert.deepEqual(shown(app.lastFrame()), ['build-9', 'build-10', 'ci-deploy-prod', 'wallet-sync']);
	await app.press('list.reverse');
	assert.deepEqual(shown(app.lastFrame()), ['wallet-sync', 'ci-deploy-prod', 'build-10', 'build-9']);
	assert.match(app.lastFrame(), /4 tokens {3}by name, the other way round/u);
});

test('a filter finds letters loosely as they are typed, is kept by Enter and cleared by Esc', async t => {
	const app = await withTokens(t);
	await app.press('list.filter');
	await app.waitForState(({findNames}) => findNames !== findByWords);
	await app.type('dpl');
	assert.deepEqual(shown(app.lastFrame()), ['ci-deploy-prod']);
	assert.ok(app.lastFrame().includes('\u001B[4md\u001B[24me\u001B[4mpl\u001B[24moy'));
	assert.match(app.lastFrame(), /1 of 4 tokens/u);
	await app.keys('enter');
	// Letters are keys again, and act on what was found.
	await app.keys('enter');
	const [, route] = app.state().routes;
	assert.equal(
		route?.name === 'token' && app.state().tokens.items.find(({id}) => id === route.tokenId)?.name,
		'ci-deploy-prod',
	);
	await app.keys('escape');
	assert.match(app.lastFrame(), /1 of 4 tokens/u);
	await app.keys('escape');
	assert.match(app.lastFrame(), /\b4 tokens/u);
	assert.match(app.lastFrame(), /▸ +\S+ +ci-deploy-prod/u);
});

test('a filter word asks for a state, and where nothing fits that is said with the way back', async t => {
	const app = await withTokens(t);
	app.store.setState({keys: new Map()});
	await app.press('list.filter');
	await app.type('key:missing w');
	assert.deepEqual(shown(app.lastFrame()), ['wallet-sync']);
	await app.keys('ctrl+u');
	await app.type('key:here');
	assert.match(app.lastFrame(), /No token fits this filter/u);
	assert.match(app.text(), /Esc clears it\./u);
	await app.keys('escape');
	assert.equal(shown(app.lastFrame()).length, 4);
});

test('from 120 columns the details stand beside the list until w hides them, asked for once the cursor rests', async t => {
	const app = await withTokens(t);
	assert.doesNotMatch(app.lastFrame(), /Official SDKs/u);
	await app.press('list.top');
	await app.resizeTo(130, 40);
	await app.waitFor(/Projects \(1\)/u);
	assert.match(app.lastFrame(), /name +build-9/u);
	await app.press('list.down');
	await app.waitForState(
		({detail, tokens}) => tokens.items.find(({id}) => id === detail?.tokenId)?.name === 'build-10',
	);
	assert.match(app.lastFrame(), /name +build-10/u);
	await app.press('list.pane');
	assert.doesNotMatch(app.lastFrame(), /name +build-10/u);
});
