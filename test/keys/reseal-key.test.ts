import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, test} from 'node:test';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import {holdsMore} from '../../source/keys/holds-more.ts';
import {makeKeyStore} from '../../source/keys/key-store.ts';
import type {Result} from '../../source/result.ts';
import {type FileCalls, nodeFileCalls} from '../../source/system/file-calls.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret, type Secret} from '../../source/text/secret.ts';

const base = await mkdtemp(join(tmpdir(), 'reseal-'));
after(async () => rm(base, {recursive: true, force: true}));

const pair = await makeKeyGenerator().generate('ES256');
const old = makeSecret('\u00E4lt');
const fresh = makeSecret('fr\u00EFsch');
const sealed = {format: 'pem', cipher: 'aes-256-cbc', passphrase: '\u00E4lt'} as const;
/** Node encrypts with 2,048 rounds, which opens fast. */
const weakPem = pair.privateKey.export({type: 'pkcs8', ...sealed});
const legacyPem = pair.privateKey.export({type: 'sec1', ...sealed});
const plainPem = pair.privateKey.export({type: 'pkcs8', format: 'pem'}).toString();
let count = 0;

const storeIn = (folder: string, calls?: FileCalls) =>
	makeKeyStore({folder, clock: {now: () => 0}, random: systemRandom, ...(calls && {calls})});

/** A key that is kept here and whose file holds this, as when somebody wrote it anew with another tool. */
const aKept = async (pem: string | Buffer, calls?: FileCalls) => {
	count += 1;
	const folder = join(base, String(count), 'keys');
	const saved = await storeIn(folder).save(pair, {name: 'CI', passphrase: undefined});
	assert.ok(saved.ok);
	const {place} = saved.value.row;
	await writeFile(place, pem);
	return {place, store: storeIn(folder, calls)};
};

const aLinked = async (content: string | Buffer) => {
	count += 1;
	const path = join(base, String(count), 'mine.pem');
	await mkdir(dirname(path));
	await writeFile(path, content);
	const store = storeIn(join(base, String(count), 'keys'));
	assert.ok((await store.link(pair, {name: 'CI', link: {custody: 'external', path}})).ok);
	return {path, store};
};

const kindOf = (result: Result<unknown, {readonly kind: string}>) => (result.ok ? 'ok' : result.error.kind);

const protectionOf = async (store: ReturnType<typeof makeKeyStore>) => {
	const row = await store.find(pair.thumbprint);
	return row.ok && row.value?.status === 'ready' ? row.value.file?.protection : undefined;
};

test('a passphrase is changed: from then on the new one opens the key and the old one does not', async () => {
	const {store, place} = await aKept(weakPem);
	await chmod(place, 0o644);
	assert.equal(await protectionOf(store), 'weak');
	assert.equal(kindOf(await store.reseal(pair.thumbprint, {current: old, next: fresh})), 'ok');
	assert.equal(await protectionOf(store), 'encrypted');
	assert.equal((await stat(place)).mode & 0o777, 0o600);
	assert.equal(kindOf(await store.open(pair.thumbprint, old)), 'wrong-passphrase');
	assert.equal(kindOf(await store.open(pair.thumbprint, fresh)), 'ok');
});

test('a passphrase is taken away, and the key is the same', async () => {
	const {store, place} = await aKept(weakPem);
	assert.equal(kindOf(await store.reseal(pair.thumbprint, {current: old, next: undefined})), 'ok');
	assert.equal(await readFile(place, 'utf8'), plainPem);
});

test('what can not be opened, or protected, is left as it is', async () => {
	const {store, place} = await aKept(weakPem);
	for (const [current, next, kind] of [
		[fresh, fresh, 'wrong-passphrase'],
		[undefined, fresh, 'needs-passphrase'],
		[old, makeSecret('a\nb'), 'bad-passphrase'],
	] as const) {
		assert.equal(kindOf(await store.reseal(pair.thumbprint, {current, next})), kind);
	}
	assert.equal(await readFile(place, 'utf8'), weakPem);
	assert.equal(kindOf(await store.reseal('none', {current: old, next: old})), 'not-found');
});

test('a linked file in an old form becomes PKCS#8, and is still where it was', async () => {
	const {store, path} = await aLinked(legacyPem);
	assert.equal(kindOf(await store.reseal(pair.thumbprint, {current: old, next: old})), 'ok');
	assert.equal(await protectionOf(store), 'encrypted');
	assert.match(await readFile(path, 'utf8'), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/u);
	assert.equal(kindOf(await store.open(pair.thumbprint, old)), 'ok');
});

test('a linked file that holds more than the key in PEM is left as it is', async () => {
	const certificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
	const others = [
		`${plainPem}${certificate}`,
		`subject=ci\n${plainPem}`,
		JSON.stringify({...pair.privateKey.export({format: 'jwk'}), kid: 'mine'}),
		pair.privateKey.export({type: 'pkcs8', format: 'der'}),
	];
	for (const other of others) {
		const {store, path} = await aLinked(other);
		assert.equal(kindOf(await store.reseal(pair.thumbprint, {current: undefined, next: old})), 'other-form');
		assert.deepEqual(await readFile(path), Buffer.from(other));
	}
	const curve = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
	assert.equal(holdsMore(Buffer.from(`${curve}${plainPem}`)), false);
	assert.equal(holdsMore(Buffer.from(legacyPem)), false);
});

test('a file that somebody changes while it is encrypted is left to them', async () => {
	const {place} = await aKept(plainPem);
	const store = makeKeyStore({
		folder: dirname(place),
		clock: {now: () => 0},
		random: {
			bytes(count) {
				// Asked for a salt, once the key was read.
				writeFileSync(place, weakPem);
				return systemRandom.bytes(count);
			},
		},
	});
	assert.equal(kindOf(await store.reseal(pair.thumbprint, {current: undefined, next: fresh})), 'changed');
	assert.equal(await readFile(place, 'utf8'), weakPem);
});

test('while a key is being put in place nobody else changes or removes it', async () => {
	const tried: string[] = [];
	const {place} = await aKept(plainPem);
	const folder = dirname(place);
	const store = storeIn(folder, {
		...nodeFileCalls,
		async openNew(path) {
			const other = storeIn(folder);
			tried.push(
				kindOf(await other.remove(pair.thumbprint)),
				kindOf(await other.reseal(pair.thumbprint, {current: undefined, next: undefined})),
				kindOf(await other.note(pair.thumbprint, 'mine')),
			);
			return nodeFileCalls.openNew(path);
		},
	});
	assert.ok((await store.reseal(pair.thumbprint, {current: undefined, next: fresh})).ok);
	assert.deepEqual(tried, ['busy', 'busy', 'busy']);
	assert.equal(kindOf(await store.open(pair.thumbprint, fresh)), 'ok');
	assert.equal((await readdir(folder)).length, 2);
});

test('of two passphrases that are set at once one counts, and the other is refused', async () => {
	const {store, place} = await aKept(plainPem);
	const other = storeIn(dirname(place));
	const results = await Promise.all([
		store.reseal(pair.thumbprint, {current: undefined, next: fresh}),
		other.reseal(pair.thumbprint, {current: undefined, next: old}),
	]);
	const [first, second] = results.map(kindOf);
	assert.ok([first, second].includes('ok') && first !== second, `${first} ${second}`);
	assert.equal(kindOf(await store.open(pair.thumbprint, first === 'ok' ? fresh : old)), 'ok');
});

test('a removal beside other changes leaves both files of a key or neither', async () => {
	for (let round = 0; round < 8; round += 1) {
		const {store, place} = await aKept(plainPem);
		await Promise.all([
			store.reseal(pair.thumbprint, {current: undefined, next: undefined}),
			store.note(pair.thumbprint, 'a note'),
			store.remove(pair.thumbprint),
			store.reseal(pair.thumbprint, {current: undefined, next: undefined}),
		]);
		assert.ok([0, 2].includes((await readdir(dirname(place))).length), String(round));
	}
});

test('a note on a key that is removed at that moment brings nothing of it back', async () => {
	let noted = '';
	const {place} = await aKept(plainPem);
	const folder = dirname(place);
	const store = storeIn(folder, {
		...nodeFileCalls,
		async syncFolder(path) {
			noted ||= kindOf(await storeIn(folder).note(pair.thumbprint, 'mine'));
			return nodeFileCalls.syncFolder(path);
		},
	});
	assert.ok((await store.remove(pair.thumbprint)).ok);
	assert.equal(noted, 'not-found');
	assert.deepEqual(await readdir(folder), []);
});

/** Node's calls until the one of this number; it and all after it are not made, as when the program was killed there. */
const killedAt = (fatal: number) => {
	let made = 0;
	const alive =
		<Input extends readonly unknown[], Output>(call: (...input: Input) => Promise<Output>) =>
		async (...input: Input): Promise<Output> => {
			made += 1;
			if (made >= fatal) throw new Error('killed');
			return call(...input);
		};
	const calls: FileCalls = {
		openNew: alive(nodeFileCalls.openNew),
		write: alive(nodeFileCalls.write),
		sync: alive(nodeFileCalls.sync),
		close: alive(nodeFileCalls.close),
		link: alive(nodeFileCalls.link),
		rename: alive(nodeFileCalls.rename),
		unlink: alive(nodeFileCalls.unlink),
		syncFolder: alive(nodeFileCalls.syncFolder),
		read: alive(nodeFileCalls.read),
	};
	return {calls, isDead: () => made >= fatal};
};

test('killed at any call, a key that is encrypted anew is whole, with the old passphrase or the new one', async () => {
	/** Says which of the two files was there after the kill, and whether it came to that. */
	const roundAt = async (fatal: number, next: Secret | undefined) => {
		const killed = killedAt(fatal);
		const {store, place} = await aKept(weakPem, killed.calls);
		const result = await store.reseal(pair.thumbprint, {current: old, next});
		const isDead = killed.isDead();
		assert.equal(result.ok, !isDead, String(fatal));
		const isOld = (await readFile(place, 'utf8')) === weakPem;
		assert.equal(kindOf(await store.open(pair.thumbprint, isOld ? old : next)), 'ok', String(fatal));
		return {isOld, isDead};
	};
	// All calls without the rounds that take their time, then those around the one that decides with them.
	let decides = 0;
	for (let fatal = 1, isDead = true; isDead; fatal += 1) {
		const round = await roundAt(fatal, undefined);
		if (round.isOld) decides = fatal;
		({isDead} = round);
	}
	assert.ok(decides > 1);
	assert.equal((await roundAt(decides, fresh)).isOld, true);
	assert.equal((await roundAt(decides + 1, fresh)).isOld, false);
});

test('a note is kept with a key, changed and taken away; nothing else of the record changes', async () => {
	const {store} = await aKept(plainPem);
	const before = await store.find(pair.thumbprint);
	assert.ok(before.ok && before.value?.status === 'ready');
	const {record, recordFile} = before.value;
	const noted = await store.note(pair.thumbprint, 'Deploys; ask Ada');
	assert.deepEqual(noted.ok && noted.value, {...record, note: 'Deploys; ask Ada'});
	assert.equal(JSON.parse(await readFile(recordFile, 'utf8')).note, 'Deploys; ask Ada');
	assert.equal((await stat(recordFile)).mode & 0o777, 0o600);
	const bare = await store.note(pair.thumbprint, '');
	assert.deepEqual(bare.ok && bare.value, record);
	assert.equal(kindOf(await store.note('none', 'x')), 'not-found');
});

test('what a killed program left beside a key is taken away when that is encrypted anew or removed', async () => {
	const left = '.pat-tui-0123456789abcdef01234567.tmp';
	const later = (folder: string) =>
		makeKeyStore({folder, clock: {now: () => Date.now() + 7_200_000}, random: systemRandom});
	const kept = [await aKept(weakPem), await aKept(weakPem)] as const;
	const linked = await aLinked(weakPem);
	const folders = [...kept.map(({place}) => dirname(place)), dirname(linked.path)];
	for (const folder of folders) await writeFile(join(folder, left), plainPem);
	const [one, two] = folders.map(later);
	const resealing = {current: old, next: undefined};
	assert.ok(one && (await one.reseal(pair.thumbprint, resealing)).ok);
	assert.ok(two && (await two.remove(pair.thumbprint)).ok);
	assert.ok((await later(join(dirname(linked.path), 'keys')).reseal(pair.thumbprint, resealing)).ok);
	for (const folder of folders) assert.ok(!(await readdir(folder)).includes(left), folder);
});

test('a disk that does not confirm the new file is not taken for one that kept the old', async () => {
	const {store, place} = await aKept(weakPem, {
		...nodeFileCalls,
		syncFolder: async () => {
			throw new Error('EIO');
		},
	});
	const resealed = await store.reseal(pair.thumbprint, {current: old, next: undefined});
	assert.equal(kindOf(resealed), 'not-confirmed');
	assert.equal(await readFile(place, 'utf8'), plainPem);
});
