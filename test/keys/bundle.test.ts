import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import fc from 'fast-check';
import {CompactEncrypt} from 'jose';
import type {Bundle} from '../../source/keys/bundle.ts';
import {gatherBundle} from '../../source/keys/gather-bundle.ts';
import {makeKeyPair} from '../../source/keys/key-pair.ts';
import {makeKeyStore} from '../../source/keys/key-store.ts';
import {isBundle, openBundle} from '../../source/keys/open-bundle.ts';
import {sealBundle} from '../../source/keys/seal-bundle.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';
import {anyCharacter} from '../any-character.ts';

const base = await mkdtemp(join(tmpdir(), 'bundle-'));
after(async () => rm(base, {recursive: true, force: true}));

const aPair = () => makeKeyPair(generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey, 'ES256');
const [plain, sealed, linked, cloud] = [aPair(), aPair(), aPair(), aPair()];
const own = makeSecret('ihr eigenes');
const passphrase = makeSecret('b\u00FCndel \u{1F511}');
const storeIn = (name: string) =>
	makeKeyStore({folder: join(base, name), clock: {now: () => 1_800_000_000_000}, random: systemRandom});

const kindOf = (result: {ok: true} | {ok: false; error: {kind: string}}) =>
	result.ok ? 'ok' : result.error.kind;

const old = storeIn('old');
await old.save(plain, {name: 'plain', passphrase: undefined});
await old.save(sealed, {name: 'sealed', passphrase: own});
await old.note(sealed.thumbprint, 'Ask Ada');
const mine = join(base, 'mine.pem');
await writeFile(mine, linked.privateKey.export({type: 'pkcs8', format: 'pem'}));
await old.link(linked, {name: 'linked', link: {custody: 'external', path: mine}});
const kms = {reference: 'aws:key-1@eu-west-1', profile: 'ci'};
await old.link(cloud, {name: 'cloud', link: {custody: 'kms', kms}});
const legacy = aPair();
const old1 = join(base, 'legacy.pem');
await writeFile(old1, legacy.privateKey.export({type: 'sec1', format: 'pem'}));
await old.link(legacy, {name: 'legacy', link: {custody: 'external', path: old1}});

const gathered = await gatherBundle(old);
assert.ok(gathered.ok);
const {bundle, left} = gathered.value;
const text = reveal(await sealBundle(bundle, passphrase, systemRandom));
/** For what does not depend on their number, which is most of what a test would wait for. */
const fewRounds = 1000;

test('a bundle is one JWE of which nothing can be read, with 600,000 rounds', () => {
	assert.match(text, /^[\w-]+(?:\.[\w-]+){4}\n$/u);
	const header = JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString());
	assert.deepEqual([header.alg, header.enc, header.p2c], ['PBES2-HS512+A256KW', 'A256GCM', 600_000]);
	assert.ok(isBundle(Buffer.from(text)));
	for (const {thumbprint, name} of bundle.keys) assert.ok(!text.includes(thumbprint) && !text.includes(name));
});

test('another computer has every key as it was: with its passphrase, its note, or its reference', async () => {
	const opened = await openBundle(Buffer.from(text), passphrase);
	assert.ok(opened.ok);
	const store = storeIn('fresh');
	for (const key of opened.value.keys) assert.equal(kindOf(await store.restore(key)), 'ok');
	for (const pair of [plain, linked]) assert.equal(kindOf(await store.open(pair.thumbprint)), 'ok');
	assert.equal(kindOf(await store.open(sealed.thumbprint)), 'needs-passphrase');
	assert.equal(kindOf(await store.open(sealed.thumbprint, own)), 'ok');
	const noted = await store.find(sealed.thumbprint);
	assert.ok(noted.ok && noted.value?.status === 'ready' && noted.value.record.note === 'Ask Ada');
	const inCloud = await store.find(cloud.thumbprint);
	assert.ok(inCloud.ok && inCloud.value?.status === 'ready' && inCloud.value.record.custody === 'kms');
	assert.deepEqual(inCloud.value.record.kms, kms);
	const here = await store.find(linked.thumbprint);
	assert.ok(here.ok && here.value?.status === 'ready' && here.value.record.custody === 'stored');
});

test('what has no form that goes along is said, and not forgotten silently', () => {
	assert.deepEqual(
		left.map(({place}) => place),
		[old1],
	);
});

test('what is here already stays as it was', async () => {
	const store = storeIn('has-one');
	await store.save(sealed, {name: 'my name for it', passphrase: undefined});
	const [key] = bundle.keys.filter(({thumbprint}) => thumbprint === sealed.thumbprint);
	assert.ok(key);
	const restored = await store.restore(key);
	assert.ok(restored.ok && restored.value.wasThere && restored.value.row.record.name === 'my name for it');
	assert.equal(kindOf(await store.open(sealed.thumbprint)), 'ok');
});

test('a wrong passphrase is said as such, and so is what is no bundle of ours, without much work', async () => {
	assert.equal(kindOf(await openBundle(Buffer.from(text), makeSecret('other'))), 'wrong-passphrase');
	const [header = '', ...rest] = text.split('.');
	const greedy = {...JSON.parse(Buffer.from(header, 'base64url').toString()), p2c: 100_000_000};
	const hostile = [Buffer.from(JSON.stringify(greedy)).toString('base64url'), ...rest].join('.');
	assert.equal(kindOf(await openBundle(Buffer.from(hostile), passphrase)), 'unreadable');
	const other = await new CompactEncrypt(Buffer.from('{"version": 2}'))
		.setProtectedHeader({alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', typ: 'pat-tui-keys'})
		.setKeyManagementParameters({p2c: 1000})
		.encrypt(Buffer.from('x'));
	assert.equal(kindOf(await openBundle(Buffer.from(other), makeSecret('x'))), 'unreadable');
	for (const none of ['', 'eyJ', 'eyJ.eyJ', '-----BEGIN PRIVATE KEY-----'])
		assert.equal(isBundle(Buffer.from(none)), false, none);
});

test('a key whose parts do not belong together is not kept', async () => {
	const store = storeIn('forged');
	const [key] = bundle.keys.filter(({thumbprint}) => thumbprint === plain.thumbprint);
	assert.ok(key?.custody === 'stored');
	const other = linked.privateKey.export({type: 'pkcs8', format: 'pem'}).toString();
	for (const change of [{pem: other}, {pem: 'x'}, {thumbprint: linked.thumbprint}])
		assert.equal(kindOf(await store.restore({...key, ...change})), 'damaged');
	const rows = await store.list();
	assert.deepEqual(rows.ok && rows.value, []);
});

test('whatever names and notes keys have, what was sealed is what is opened', async () => {
	const texts = fc.string({unit: anyCharacter, maxLength: 60});
	await fc.assert(
		fc.asyncProperty(
			texts,
			texts,
			texts.filter(word => word !== ''),
			async (name, note, word) => {
				const one: Bundle = {version: 1, keys: bundle.keys.slice(0, 1).map(key => ({...key, name, note}))};
				const secret = makeSecret(word);
				const again = await openBundle(
					Buffer.from(reveal(await sealBundle(one, secret, systemRandom, fewRounds))),
					secret,
				);
				assert.deepEqual(again.ok && again.value, one);
			},
		),
		{numRuns: 30},
	);
});

test('damage anywhere is noticed', async () => {
	const whole = reveal(await sealBundle(bundle, passphrase, systemRandom, fewRounds)).trimEnd();
	const cut = whole.slice(0, -7);
	// The last bits of the last character stand for nothing: A and B may be one.
	const last = `${whole.slice(0, -1)}${whole.endsWith('A') ? 'Q' : 'A'}`;
	assert.equal(kindOf(await openBundle(Buffer.from(whole), passphrase)), 'ok');
	for (const damaged of [cut, last]) {
		const opened = await openBundle(Buffer.from(damaged), passphrase);
		assert.ok(!opened.ok);
	}
});
