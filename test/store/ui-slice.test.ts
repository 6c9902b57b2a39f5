import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aStore} from './a-store.ts';

test('going back leads to the screen before, and from the first one nowhere', async t => {
	const {state} = await aStore(t);
	state().restart({name: 'tokens'});
	state().go({name: 'token', tokenId: 'a'});
	state().replace({name: 'delete', tokenId: 'a'});
	assert.equal(state().back(), true);
	assert.deepEqual(state().routes, [{name: 'tokens'}]);
	assert.equal(state().back(), false);
	assert.deepEqual(state().routes, [{name: 'tokens'}]);
});

test('what was said on one screen is not said on the next', async t => {
	const {state} = await aStore(t);
	for (const leave of [
		() => state().go({name: 'tokens'}),
		() => state().back(),
		() => state().replace({name: 'tokens'}),
		() => state().restart({name: 'welcome'}),
	]) {
		state().go({name: 'operations'});
		state().say('Something happened.');
		leave();
		assert.equal(state().message, '');
	}
});

test('quitting is armed for two seconds, and what was said meanwhile stays', async t => {
	const {state, clock, until} = await aStore(t);
	assert.equal(state().armQuit(), false);
	assert.equal(state().armQuit(), true);
	state().say('Something happened.');
	clock.advance(2000);
	await until(({isQuitArmed}) => !isQuitArmed);
	assert.equal(state().message, 'Something happened.');
	assert.equal(state().armQuit(), false);
});
