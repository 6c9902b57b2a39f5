import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import {makeKeyStore} from '../../source/keys/key-store.ts';
import type {Result} from '../../source/result.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';
import {aKeyring} from '../fixtures/a-keyring.ts';
import {noKeyring} from '../fixtures/quiet-effects.ts';

const base = await mkdtemp(join(tmpdir(), 'remembered-'));
after(async () => rm(base, {recursive: true, force: true}));

const pair = await makeKeyGenerator().generate('ES256');
const print = pair.thumbprint;
const passphrase = makeSecret('canary passphrase');
/** Node encrypts with 2,048 rounds, which opens fast. */
const pem = pair.privateKey.export({
	format: 'pem',
	type: 'pkcs8',
	cipher: 'aes-256-cbc',
	passphrase: 'canary passphrase',
});
let count = 0;

const aStore = async (keyring = aKeyring().keyring) => {
	count += 1;
	const store = makeKeyStore({
		folder: join(base, String(count)),
		clock: {now: () => 0},
		random: systemRandom,
		keyring,
	});
	const saved = await store.save(pair, {name: 'CI', passphrase: undefined});
	assert.ok(saved.ok);
	const {place, recordFile} = saved.value.row;
	await writeFile(place, pem);
	return {store, recordFile};
};

const kindOf = (result: Result<unknown, {readonly kind: string}>) => (result.ok ? 'ok' : result.error.kind);

test('a passphrase is remembered once it opened its key, by the keyring alone, and forgotten on request', async () => {
	const {store, recordFile} = await aStore();
	assert.equal(await store.recall(print), undefined);
	assert.equal(kindOf(await store.remember(print, makeSecret('other'))), 'wrong-passphrase');
	assert.equal(await store.recall(print), undefined);
	assert.equal(kindOf(await store.remember(print, passphrase)), 'ok');
	const recalled = await store.recall(print);
	assert.equal(recalled && reveal(recalled), 'canary passphrase');
	assert.doesNotMatch(await readFile(recordFile, 'utf8'), /canary/);
	await store.note(print, 'Ask Ada');
	assert.ok(await store.recall(print), 'a note changes nothing of that');
	assert.equal(kindOf(await store.forget(print)), 'ok');
	assert.equal(await store.recall(print), undefined);
	const row = await store.find(print);
	assert.ok(row.ok && row.value?.status === 'ready');
	assert.deepEqual([row.value.record.note, row.value.record.remembered], ['Ask Ada', undefined]);
});

test('a passphrase that is changed or taken away, and one of a key that is removed, leaves the keyring', async () => {
	const kept = aKeyring();
	const {store} = await aStore(kept.keyring);
	await store.remember(print, passphrase);
	assert.equal(kept.entries.size, 1);
	assert.equal(kindOf(await store.reseal(print, {current: passphrase, next: undefined})), 'ok');
	assert.equal(kept.entries.size, 0);
	assert.equal(await store.recall(print), undefined);
	const other = await aStore(kept.keyring);
	await other.store.remember(print, passphrase);
	assert.equal(kept.entries.size, 1);
	await other.store.remove(print);
	assert.equal(kept.entries.size, 0);
});

test('one that is only encrypted anew stays remembered', async () => {
	const {store} = await aStore();
	await store.remember(print, passphrase);
	assert.equal(kindOf(await store.reseal(print, {current: passphrase, next: passphrase})), 'ok');
	const recalled = await store.recall(print);
	assert.ok(recalled && kindOf(await store.open(print, recalled)) === 'ok');
});

test('without a keyring that may be used nothing is remembered, and why is said', async () => {
	const {store} = await aStore(noKeyring);
	const kept = await store.remember(print, passphrase);
	assert.ok(!kept.ok && kept.error.kind === 'no-keyring');
	assert.match(kept.error.message, /not installed/);
	const bare = makeKeyStore({folder: join(base, String(count)), clock: {now: () => 0}, random: systemRandom});
	assert.equal(kindOf(await bare.remember(print, passphrase)), 'no-keyring');
	assert.equal(await bare.recall(print), undefined);
});

test('killed before the keyring has answered, nothing is in it that the record does not tell of', async () => {
	const kept = aKeyring();
	const {store, recordFile} = await aStore({
		...kept.keyring,
		set: async () => {
			throw new Error('killed');
		},
	});
	await assert.rejects(store.remember(print, passphrase), /killed/u);
	assert.match(await readFile(recordFile, 'utf8'), /"remembered": true/u);
	assert.equal(await store.recall(print), undefined);
});

test('where the keyring refuses, a passphrase is said to be as it was, and a removed key to be remembered still', async () => {
	const kept = aKeyring();
	const {store, recordFile} = await aStore(kept.keyring);
	kept.breakWith('refuses');
	assert.equal(kindOf(await store.remember(print, passphrase)), 'no-keyring');
	assert.doesNotMatch(await readFile(recordFile, 'utf8'), /remembered/u);
	kept.breakWith(undefined);
	await store.remember(print, passphrase);
	const folder = join(base, String(count));
	const bare = makeKeyStore({folder, clock: {now: () => 0}, random: systemRandom});
	assert.equal(kindOf(await bare.forget(print)), 'no-keyring');
	assert.ok(await store.recall(print));
	kept.breakWith('refuses');
	const removed = await store.remove(print);
	assert.ok(removed.ok && removed.value.remembered);
	const other = await aStore(aKeyring().keyring);
	await other.store.remember(print, passphrase);
	const clean = await other.store.remove(print);
	assert.ok(clean.ok && clean.value.remembered === undefined);
});
