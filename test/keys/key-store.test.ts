import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	chmod,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rm,
	stat,
	symlink,
	unlink,
	utimes,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {after, before, test} from 'node:test';
import {build} from 'esbuild';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import {makeKeyStore} from '../../source/keys/key-store.ts';
import type {SigningKey} from '../../source/keys/signing-key.ts';
import {verifySignature} from '../../source/keys/verify-signature.ts';
import {type FileCalls, nodeFileCalls} from '../../source/system/file-calls.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';

const base = await mkdtemp(join(tmpdir(), 'key-store-'));
after(async () => rm(base, {recursive: true, force: true}));

const now = 1_800_000_000_000;
const pair = await makeKeyGenerator().generate('ES256');
const otherPair = await makeKeyGenerator().generate('ES512');
const passphrase = makeSecret('p\u00E4ss');
let count = 0;

const freshStore = (calls?: FileCalls) => {
	count += 1;
	const folder = join(base, String(count), 'keys');
	const store = makeKeyStore({folder, clock: {now: () => now}, random: systemRandom, ...(calls && {calls})});
	return {folder, store};
};

const signs = async (key: SigningKey) => {
	const octets = Buffer.from('header.claims');
	const signature = await key.sign(octets, 'ES256');
	return (
		signature.ok && verifySignature({publicJwk: pair.publicJwk, algorithm: 'ES256'}, octets, signature.value)
	);
};

const plainly = {name: 'CI deploy', passphrase: undefined};
const filesOf = async (folder: string) => (await readdir(folder)).sort();
const kindOf = (result: {ok: true} | {ok: false; error: {kind: string}}) =>
	result.ok ? 'ok' : result.error.kind;

test('a saved key is two files, mode 0600 in a folder of mode 0700, named after the token and the thumbprint', async () => {
	const {folder, store} = freshStore();
	const saved = await store.save(pair, plainly);
	assert.equal(kindOf(saved), 'ok');
	const mark = Buffer.from(pair.thumbprint, 'base64url').toString('hex').slice(0, 12);
	assert.deepEqual(await filesOf(folder), [`ci-deploy-${mark}.json`, `ci-deploy-${mark}.pem`]);
	assert.equal((await stat(folder)).mode & 0o777, 0o700);
	for (const name of await filesOf(folder))
		assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
});

test('the record says what the key is, and holds no private member', async () => {
	const {store} = freshStore();
	await store.save(pair, plainly);
	const found = await store.find(pair.thumbprint);
	assert.ok(found.ok && found.value?.status === 'ready');
	assert.deepEqual(found.value.record, {
		thumbprint: pair.thumbprint,
		algorithm: 'ES256',
		publicJwk: pair.publicJwk,
		custody: 'stored',
		created: new Date(now).toISOString(),
		name: 'CI deploy',
		file: basename(found.value.place),
	});
});

test('a key saved plain opens as it was', async () => {
	const {store} = freshStore();
	await store.save(pair, plainly);
	const opened = await store.open(pair.thumbprint);
	assert.ok(opened.ok && (await signs(opened.value)));
});

test('an encrypted key opens with its passphrase alone', async () => {
	const {folder, store} = freshStore();
	await store.save(pair, {name: 'x', passphrase});
	const secretBytes = Buffer.from(pair.privateKey.export({format: 'jwk'}).d ?? '', 'base64url').toString(
		'latin1',
	);
	for (const name of await filesOf(folder)) {
		assert.ok(!(await readFile(join(folder, name), 'latin1')).includes(secretBytes));
	}
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'needs-passphrase');
	assert.equal(kindOf(await store.open(pair.thumbprint, makeSecret('pass'))), 'wrong-passphrase');
	const opened = await store.open(pair.thumbprint, passphrase);
	assert.ok(opened.ok && (await signs(opened.value)));
});

test('the stored PEM is handed on as it is, encrypted when it was saved so', async () => {
	const {store} = freshStore();
	await store.save(pair, {name: 'x', passphrase});
	const pem = await store.pem(pair.thumbprint);
	assert.match(pem.ok ? reveal(pem.value) : '', /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/u);
});

test('a key that is saved again stays as it was, and that is said', async () => {
	const {folder, store} = freshStore();
	await store.save(pair, plainly);
	const files = await filesOf(folder);
	const again = await store.save(pair, {name: 'another name', passphrase});
	assert.ok(again.ok && again.value.wasThere && again.value.row.record.name === 'CI deploy');
	assert.deepEqual(await filesOf(folder), files);
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'ok');
});

test('a passphrase that other programs could not take is refused before anything is written', async () => {
	const {folder, store} = freshStore();
	assert.equal(
		kindOf(await store.save(pair, {name: 'x', passphrase: makeSecret('two\nlines')})),
		'bad-passphrase',
	);
	await assert.rejects(readdir(folder), {code: 'ENOENT'});
});

test('a folder that is a symbolic link is refused', async () => {
	const {folder, store} = freshStore();
	await mkdir(join(folder, '..', 'elsewhere'), {recursive: true});
	await symlink(join(folder, '..', 'elsewhere'), folder);
	assert.equal(kindOf(await store.save(pair, plainly)), 'symlink');
	assert.deepEqual(await readdir(join(folder, '..', 'elsewhere')), []);
});

test('a folder that is not there yet lists nothing', async () => {
	assert.deepEqual(await freshStore().store.list(), {ok: true, value: []});
});

test('a full disk at any write leaves no key, no record, and says so', async () => {
	for (const file of ['record', 'key'] as const) {
		let opened = 0;
		const openNew = async (path: string) => {
			opened += 1;
			if (opened === (file === 'record' ? 1 : 2)) throw Object.assign(new Error('full'), {code: 'ENOSPC'});
			return nodeFileCalls.openNew(path);
		};
		const {folder, store} = freshStore({...nodeFileCalls, openNew});
		assert.equal(kindOf(await store.save(pair, plainly)), 'disk-full', file);
		assert.deepEqual(await readdir(folder), [], file);
	}
});

test('damaged records are rows that say so, and the others are listed all the same', async () => {
	const {folder, store} = freshStore();
	await store.save(pair, plainly);
	const mark = '0123456789ab';
	await writeFile(join(folder, `torn-${mark}.json`), '{"thumbprint":');
	await writeFile(join(folder, `torn-${mark}.pem`), 'x');
	await writeFile(join(folder, `lone-${mark}.pem`), 'x');
	await writeFile(join(folder, 'readme.txt'), 'not of the store');
	const rows = await store.list();
	assert.ok(rows.ok);
	assert.deepEqual(
		rows.value.map(row => row.status),
		['ready', 'damaged', 'damaged'],
	);
});

test('a record that names a file of another place, or another thumbprint than its key has, is damaged', async () => {
	for (const change of [
		{file: '../../etc/passwd'},
		{thumbprint: otherPair.thumbprint},
		{publicJwk: otherPair.publicJwk},
	]) {
		const {folder, store} = freshStore();
		const saved = await store.save(pair, plainly);
		assert.ok(saved.ok);
		const [recordFile = ''] = await filesOf(folder);
		await writeFile(join(folder, recordFile), JSON.stringify({...saved.value.row.record, ...change}));
		const rows = await store.list();
		assert.deepEqual(rows.ok && rows.value.map(row => row.status), ['damaged']);
		assert.equal(kindOf(await store.open(pair.thumbprint)), 'damaged');
		assert.equal(kindOf(await store.remove(pair.thumbprint)), 'damaged');
	}
});

test('a key file that holds another key than its record says is not opened', async () => {
	const {store} = freshStore();
	const saved = await store.save(pair, plainly);
	assert.ok(saved.ok);
	await writeFile(saved.value.row.place, otherPair.privateKey.export({format: 'pem', type: 'pkcs8'}));
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'other-key');
});

test('a key file that became a symbolic link or a folder is never followed', async () => {
	const {folder, store} = freshStore();
	const saved = await store.save(pair, plainly);
	assert.ok(saved.ok);
	await unlink(saved.value.row.place);
	await symlink(join(folder, '..', 'target'), saved.value.row.place);
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'damaged');
});

test('a key file that others may read is pointed out, and can be narrowed', async () => {
	const {store} = freshStore();
	const saved = await store.save(pair, plainly);
	assert.ok(saved.ok);
	const isExposed = async () => {
		const row = await store.find(pair.thumbprint);
		return row.ok && row.value?.status === 'ready' && row.value.file?.isExposed;
	};
	assert.equal(await isExposed(), false);
	await chmod(saved.value.row.place, 0o644);
	assert.equal(await isExposed(), true);
	assert.equal(kindOf(await store.narrow(pair.thumbprint)), 'ok');
	assert.equal(await isExposed(), false);
});

test('removing takes both files of that key and nothing else', async () => {
	const {folder, store} = freshStore();
	await store.save(pair, plainly);
	await store.save(otherPair, plainly);
	await writeFile(join(folder, 'mine.pem'), 'a file of the user');
	assert.equal(kindOf(await store.remove(pair.thumbprint)), 'ok');
	assert.equal(kindOf(await store.open(pair.thumbprint)), 'not-found');
	assert.equal(kindOf(await store.open(otherPair.thumbprint)), 'ok');
	assert.ok((await filesOf(folder)).includes('mine.pem'));
	assert.equal(kindOf(await store.remove(pair.thumbprint)), 'not-found');
});

test('saving sweeps temporary files that a killed program left long ago', async () => {
	const {folder, store} = freshStore();
	await mkdir(folder, {recursive: true});
	const stray = join(folder, `.pat-tui-${'c'.repeat(24)}.tmp`);
	await writeFile(stray, 'half a key');
	const longAgo = new Date(now - 7_200_000);
	await utimes(stray, longAgo, longAgo);
	await store.save(pair, plainly);
	assert.ok((await filesOf(folder)).every(name => !name.startsWith('.')));
});

test('a name of escape sequences and path parts gives a harmless file name, and is kept as it is in the record', async () => {
	const {folder, store} = freshStore();
	const name = '../../\u001B[2J\u202E/CON';
	const saved = await store.save(pair, {name, passphrase: undefined});
	assert.ok(saved.ok && saved.value.row.record.name === name);
	for (const file of await filesOf(folder)) assert.match(file, /^[\da-z-]+\.(?:pem|json)$/u);
});

const childSource = `
import {createPrivateKey} from 'node:crypto';
import {makeKeyPair} from './source/keys/key-pair.ts';
import {makeKeyStore} from './source/keys/key-store.ts';
import {nodeFileCalls} from './source/system/file-calls.ts';
import {systemRandom} from './source/system/random.ts';
const [folder, pem, fatal] = process.argv.slice(2);
let calls = 0;
const counted = Object.fromEntries(Object.entries(nodeFileCalls).map(([name, call]) => [name, async (...input) => {
	calls += 1;
	if (calls === Number(fatal)) { process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}); }
	return call(...input);
}]));
const keepAlive = setInterval(() => {}, 1000);
const store = makeKeyStore({folder, clock: {now: () => ${now}}, random: systemRandom, calls: counted});
await store.save(makeKeyPair(createPrivateKey(pem), 'ES256'), {name: 'CI deploy', passphrase: undefined});
clearInterval(keepAlive);
`;
const childProgram = join(base, 'child.mjs');

before(async () => {
	await build({
		stdin: {contents: childSource, resolveDir: process.cwd(), loader: 'ts'},
		bundle: true,
		platform: 'node',
		format: 'esm',
		outfile: childProgram,
		logLevel: 'silent',
	});
});

test('a save killed at any call leaves the key whole or unfinished, and saving again ends with it whole', async () => {
	// A key of the test alone, so it may stand in an argument.
	const pem = pair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
	const seen = new Set<string>();
	let signal: unknown = 'SIGKILL';
	for (let fatal = 1; signal === 'SIGKILL'; fatal += 1) {
		const {folder, store} = freshStore();
		[, signal] = await once(
			spawn(process.execPath, [childProgram, folder, pem, String(fatal)], {stdio: 'ignore'}),
			'exit',
		);
		const rows = await store.list();
		assert.ok(rows.ok && rows.value.length <= 1, String(fatal));
		const status = rows.value[0]?.status ?? 'absent';
		assert.notEqual(status, 'damaged', String(fatal));
		seen.add(status);
		if (status === 'ready') assert.equal(kindOf(await store.open(pair.thumbprint)), 'ok', String(fatal));
		const again = await store.save(pair, plainly);
		assert.equal(again.ok && again.value.wasThere, status === 'ready', String(fatal));
		assert.equal(kindOf(await store.open(pair.thumbprint)), 'ok', String(fatal));
	}
	assert.deepEqual([...seen].sort(), ['absent', 'ready', 'unfinished']);
});
