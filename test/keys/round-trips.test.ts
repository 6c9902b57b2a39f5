// needs: openssl, ssh-keygen
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {createPrivateKey} from 'node:crypto';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {promisify} from 'node:util';
import {CompactSign, compactVerify, importJWK, importPKCS8} from 'jose';
import type {Algorithm} from '../../source/keys/algorithms.ts';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import {makeKeyPair} from '../../source/keys/key-pair.ts';
import {makeKeyStore} from '../../source/keys/key-store.ts';
import {readPrivateKey} from '../../source/keys/read-private-key.ts';
import {readPublicKey} from '../../source/keys/read-public-key.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret} from '../../source/text/secret.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';

const run = promisify(execFile);
const base = await mkdtemp(join(tmpdir(), 'round-trips-'));
after(async () => rm(base, {recursive: true, force: true}));

const words = 'p\u00E4ss w\u00F6rd \u{1F511}';
const passphraseFile = join(base, 'passphrase');
const askpass = join(base, 'askpass');
await writeFile(passphraseFile, `${words}\n`, {mode: 0o600});
await writeFile(askpass, `#!/bin/sh\ncat '${passphraseFile}'\n`, {mode: 0o700});
const asked = {PATH: process.env['PATH'], SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0'};

const generator = makeKeyGenerator();
const {privateKey: rsa} = rsaKey();
const pairs = {
	RS256: makeKeyPair(rsa, 'RS256'),
	RS512: makeKeyPair(rsa, 'RS512'),
	ES256: await generator.generate('ES256'),
	ES512: await generator.generate('ES512'),
};

const saved = async (algorithm: Algorithm, passphrase: string | undefined) => {
	const folder = join(base, `${algorithm}-${passphrase === undefined ? 'plain' : 'sealed'}`);
	const store = makeKeyStore({folder, clock: {now: () => 0}, random: systemRandom});
	const secret = passphrase === undefined ? undefined : makeSecret(passphrase);
	const kept = await store.save(pairs[algorithm], {name: 'key', passphrase: secret});
	assert.ok(kept.ok);
	return kept.value.row.place;
};

/** What OpenSSL, OpenSSH and node make of the file that a key is kept in, and what comes of a wrong passphrase. */
const readByAll = async (algorithm: Algorithm, passphrase: string | undefined) => {
	const file = await saved(algorithm, passphrase);
	const pass = passphrase === undefined ? [] : ['-passin', `file:${passphraseFile}`];
	const openssl = await run('openssl', ['pkey', '-in', file, '-pubout', ...pass]);
	const ssh = await run('ssh-keygen', ['-y', '-f', file], {env: asked});
	const pem = await readFile(file, 'utf8');
	const key = createPrivateKey({key: pem, ...(passphrase !== undefined && {passphrase})});
	if (passphrase !== undefined) {
		const opened = await readPrivateKey(Buffer.from(pem), makeSecret(`${passphrase} `));
		assert.equal(!opened.ok && opened.error.kind, 'wrong-passphrase');
		const wrong = ['pkey', '-in', file, '-noout', '-passin', 'pass:pass word'];
		// Of 256 wrong passphrases one opens something, by chance, that is no key.
		await assert.rejects(run('openssl', wrong), /maybe wrong password|bad decrypt|no supported data/iu);
	}
	return {openssl: openssl.stdout, ssh: ssh.stdout, pem, key};
};

const files = new Map<string, ReturnType<typeof readByAll>>();
/** Both algorithms of RSA take the same key, so the same file, whose passphrase takes each program its time. */
const readOnce = async (algorithm: Algorithm, passphrase: string | undefined) => {
	const name = `${pairs[algorithm].thumbprint} ${passphrase}`;
	const reading = files.get(name) ?? readByAll(algorithm, passphrase);
	files.set(name, reading);
	return reading;
};

const thumbprintOf = (text: string) => {
	const read = readPublicKey(Buffer.from(text));
	return read.ok ? read.value.thumbprint : read.error.message;
};

const rows = [
	...(['RS256', 'RS512', 'ES256', 'ES512'] as const).map(algorithm => [algorithm, undefined] as const),
	...(['RS256', 'RS512', 'ES256', 'ES512'] as const).map(algorithm => [algorithm, words] as const),
];

for (const [algorithm, passphrase] of rows) {
	const how = passphrase === undefined ? 'without a passphrase' : 'with a passphrase of any signs';
	test(`a key for ${algorithm} that is kept ${how} is the same key to OpenSSL, OpenSSH, node and jose`, async () => {
		const {openssl, ssh, pem, key} = await readOnce(algorithm, passphrase);
		const {thumbprint, publicJwk} = pairs[algorithm];
		assert.equal(thumbprintOf(openssl), thumbprint);
		assert.equal(thumbprintOf(ssh), thumbprint);
		const signer = passphrase === undefined ? await importPKCS8(pem, algorithm) : key;
		const jws = await new CompactSign(Buffer.from('x')).setProtectedHeader({alg: algorithm}).sign(signer);
		await compactVerify(jws, await importJWK(publicJwk, algorithm));
	});
}
