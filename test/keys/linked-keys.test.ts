import assert from 'node:assert/strict';
import {chmod, mkdtemp, readFile, rm, symlink, unlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import type {KeyLink} from '../../source/keys/key-record.ts';
import {makeKeyStore} from '../../source/keys/key-store.ts';
import {localSigningKey} from '../../source/keys/local-signing-key.ts';
import type {OpenKms} from '../../source/keys/open-key.ts';
import {verifySignature} from '../../source/keys/verify-signature.ts';
import {ok, type Result} from '../../source/result.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';

const base = await mkdtemp(join(tmpdir(), 'linked-keys-'));
after(async () => rm(base, {recursive: true, force: true}));

const pair = await makeKeyGenerator().generate('ES256');
const other = await makeKeyGenerator().generate('ES256');
const passphrase = makeSecret('p\u00E4ss');
const pem = pair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
const legacy = pair.privateKey
	.export({format: 'pem', type: 'sec1', cipher: 'aes-256-cbc', passphrase: reveal(passphrase)})
	.toString();
let count = 0;

const aStore = async (openKms?: OpenKms) => {
	count += 1;
	const folder = join(base, String(count));
	const store = makeKeyStore({
		folder: join(folder, 'keys'),
		clock: {now: () => 1_800_000_000_000},
		random: systemRandom,
		...(openKms && {openKms}),
	});
	return {folder, store};
};

const aLinkedFile = async (content: string, mode = 0o600) => {
	const {folder, store} = await aStore();
	const path = join(base, `mine-${count}.pem`);
	await writeFile(path, content, {mode});
	const linked = await store.link(pair, {name: 'CI deploy', link: {custody: 'external', path}});
	assert.ok(linked.ok, JSON.stringify(linked));
	return {folder, store, path};
};

const kindOf = (result: Result<unknown, {readonly kind: string}>) => (result.ok ? 'ok' : result.error.kind);

const rowOf = async (store: ReturnType<typeof makeKeyStore>) => {
	const row = await store.find(pair.thumbprint);
	assert.ok(row.ok && row.value);
	return row.value;
};

test('a linked file is signed with where it is, and nothing of it is copied', async () => {
	const {folder, store, path} = await aLinkedFile(pem);
	const key = await store.open(pair.thumbprint);
	assert.ok(key.ok);
	const octets = Buffer.from('header.claims');
	const signature = await key.value.sign(octets, 'ES256');
	assert.ok(signature.ok);
	assert.ok(verifySignature({...pair}, octets, signature.value));
	const row = await rowOf(store);
	assert.ok(row.status === 'ready' && row.place === path && row.file?.protection === 'plain');
	const {d = ''} = pair.privateKey.export({format: 'jwk'});
	assert.ok(!(await readFile(row.recordFile, 'utf8')).includes(d));
	assert.ok(row.recordFile.startsWith(folder));
	const handedOn = await store.pem(pair.thumbprint);
	assert.equal(handedOn.ok && reveal(handedOn.value), pem);
});

test('a linked file may be in an old form: it opens with its passphrase, counts as weak, and is not handed on', async () => {
	const {store} = await aLinkedFile(legacy);
	const row = await rowOf(store);
	assert.ok(row.status === 'ready' && row.file?.protection === 'weak');
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'needs-passphrase');
	assert.equal(kindOf(await store.open(pair.thumbprint, makeSecret('x'))), 'wrong-passphrase');
	assert.equal(kindOf(await store.open(pair.thumbprint, passphrase)), 'ok');
	assert.equal(kindOf(await store.pem(pair.thumbprint)), 'other-form');
});

test('a linked file that is gone, is open to others or holds another key is said so', async () => {
	const {store, path} = await aLinkedFile(pem, 0o644);
	const row = await rowOf(store);
	assert.ok(row.status === 'ready' && row.file?.isExposed);
	assert.equal(kindOf(await store.narrow(pair.thumbprint)), 'ok');
	await writeFile(path, other.privateKey.export({format: 'pem', type: 'pkcs8'}));
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'other-key');
	await unlink(path);
	const gone = await rowOf(store);
	assert.ok(gone.status === 'missing' && gone.message === `${path} is not there any more.`);
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'missing');
});

test('a link of theirs is followed, and what it leads to is judged', async () => {
	const {store, path} = await aLinkedFile(pem);
	const target = `${path}.target`;
	await writeFile(target, pem);
	await chmod(target, 0o640);
	await unlink(path);
	await symlink(target, path);
	const row = await rowOf(store);
	assert.ok(row.status === 'ready' && row.file?.mode === 0o640 && row.file.isExposed);
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'ok');
});

test('removing a linked key forgets it and leaves its file', async () => {
	const {store, path} = await aLinkedFile(pem);
	assert.equal(kindOf(await store.remove(pair.thumbprint)), 'ok');
	assert.equal(await readFile(path, 'utf8'), pem);
	const rows = await store.list();
	assert.deepEqual(rows.ok && rows.value, []);
});

test('a key that is known already stays as it was, however it comes again', async () => {
	const {store, path} = await aLinkedFile(pem);
	const again = await store.save(pair, {name: 'another', passphrase});
	assert.ok(again.ok && again.value.wasThere && again.value.row.place === path);
	const link: KeyLink = {custody: 'kms', kms: {reference: 'aws:key-1@eu-west-1'}};
	const asKms = await store.link(pair, {name: 'another', link});
	assert.ok(asKms.ok && asKms.value.wasThere && asKms.value.row.place === path);
});

test('a missing link gives way to the same key when it is saved', async () => {
	const {store, path} = await aLinkedFile(pem);
	await unlink(path);
	const saved = await store.save(pair, {name: 'CI deploy', passphrase: undefined});
	assert.ok(saved.ok && !saved.value.wasThere && saved.value.row.record.custody === 'stored');
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'ok');
});

test('a key in a KMS is a reference: what opens it is given that and its public half', async () => {
	const asked: unknown[] = [];
	const {store} = await aStore(async (...input) => {
		asked.push(input);
		return ok(localSigningKey(pair.privateKey));
	});
	const kms = {reference: 'aws:key-1@eu-west-1', profile: 'ci'};
	const linked = await store.link(pair, {name: 'CI deploy', link: {custody: 'kms', kms}});
	assert.ok(linked.ok && linked.value.row.place === kms.reference && linked.value.row.file === undefined);
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'ok');
	assert.deepEqual(asked, [[kms, pair.publicJwk]]);
	assert.equal(kindOf(await store.pem(pair.thumbprint)), 'in-kms');
	assert.equal(kindOf(await store.narrow(pair.thumbprint)), 'not-found');
});

test('a KMS that nobody knows here is said', async () => {
	const {store} = await aStore();
	const link: KeyLink = {custody: 'kms', kms: {reference: 'moon:1'}};
	await store.link(pair, {name: 'CI deploy', link});
	const opened = await store.open(pair.thumbprint);
	assert.ok(!opened.ok && opened.error.kind === 'unknown-kms');
	assert.match(opened.error.message, /moon:1/);
});

test('a record of before, which said itself whether its key is encrypted, still reads; a link to no absolute path does not', async () => {
	const {store} = await aStore();
	const saved = await store.save(pair, {name: 'CI deploy', passphrase});
	assert.ok(saved.ok);
	const {recordFile, record} = saved.value.row;
	await writeFile(recordFile, JSON.stringify({...record, encrypted: false}));
	const row = await rowOf(store);
	assert.ok(row.status === 'ready' && row.file?.protection === 'encrypted');
	await writeFile(recordFile, JSON.stringify({...record, custody: 'external', path: 'mine.pem'}));
	assert.equal((await rowOf(store)).status, 'damaged');
});

test('a key in a KMS that is found there under another reference or profile has that from then on', async () => {
	const {store} = await aStore();
	for (const kms of [{reference: 'aws:alias/a'}, {reference: 'aws:alias/b', profile: 'work'}]) {
		const linked = await store.link(pair, {name: 'first', link: {custody: 'kms', kms}});
		assert.ok(linked.ok && linked.value.row.place === kms.reference);
		const row = await rowOf(store);
		assert.ok(row.status === 'ready' && row.record.custody === 'kms');
		assert.deepEqual([row.record.kms, row.record.name], [kms, 'first']);
	}
});
