import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeKeyring} from '../../source/system/keyring.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';
import {aKeyring} from '../fixtures/a-keyring.ts';

const entry = {service: 'pat-tui', account: 'a'};

test('a text is found again until it is removed', async () => {
	const {keyring} = aKeyring();
	assert.deepEqual(await keyring.get(entry), {ok: true, value: undefined});
	assert.deepEqual(await keyring.set(entry, makeSecret('canary')), {ok: true, value: undefined});
	const found = await keyring.get(entry);
	assert.equal(found.ok && found.value && reveal(found.value), 'canary');
	assert.deepEqual(await keyring.remove(entry), {ok: true, value: undefined});
	assert.deepEqual(await keyring.get(entry), {ok: true, value: undefined});
});

for (const [fault, kind] of [
	['not-installed', 'not-installed'],
	['refuses', 'unusable'],
] as const) {
	test(`a keyring that ${fault === 'refuses' ? 'throws' : 'is not installed'} is none, and nothing of the text is repeated`, async () => {
		const {keyring, breakWith} = aKeyring();
		breakWith(fault);
		for (const result of [
			await keyring.get(entry),
			await keyring.set(entry, makeSecret('canary')),
			await keyring.remove(entry),
		]) {
			assert.equal(!result.ok && result.error.kind, kind);
			assert.doesNotMatch(JSON.stringify(result), /canary/);
		}
	});
}

test('the words of a keyring that throws are made safe', async () => {
	const {clock} = aKeyring();
	const load = async () => {
		throw new Error('bad\u001B[2J cookie: session=abcdefghijkl');
	};
	const result = await makeKeyring({load, clock}).get(entry);
	assert.ok(!result.ok);
	assert.doesNotMatch(result.error.message, /\p{Cc}|abcdefgh/u);
});

test('a keyring that says nothing for three seconds is none, and nobody waits for it again', async () => {
	const {keyring, breakWith, clock, calls} = aKeyring();
	breakWith('silent');
	const first = keyring.get(entry);
	clock.advance(2999);
	assert.equal(await Promise.race([first, Promise.resolve('waiting')]), 'waiting');
	clock.advance(1);
	const result = await first;
	assert.equal(!result.ok && result.error.kind, 'no-answer');
	const again = await keyring.set(entry, makeSecret('x'));
	assert.equal(!again.ok && again.error.kind, 'no-answer');
	assert.equal(calls(), 1);
});

test('an answer in time leaves nothing waiting', async () => {
	const {keyring, clock} = aKeyring();
	await keyring.get(entry);
	assert.equal(clock.waiting(), 0);
});
