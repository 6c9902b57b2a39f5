// needs: openssl, ssh-keygen
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {createPublicKey} from 'node:crypto';
import {existsSync, statSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {promisify} from 'node:util';
import * as v from 'valibot';
import {aMachine} from './a-machine.ts';

const run = promisify(execFile);

const Shown = v.looseObject({
	thumbprint: v.string(),
	name: v.string(),
	encrypted: v.boolean(),
	privateKeyFile: v.string(),
	tokens: v.optional(v.array(v.object({id: v.string(), name: v.string()}))),
});

const machine = await aMachine({after});
const made = await machine.makeToken('ci-deploy-prod');

const shown = async (key: string, ...more: readonly string[]) => {
	const ran = await machine.run(['key', 'show', key, ...more]);
	assert.equal(ran.code, 0, ran.stderr);
	return v.parse(Shown, JSON.parse(ran.stdout));
};

const atHome = (name: string) => join(machine.home, name);

/** Makes an EC key with OpenSSL, encrypted when there is a passphrase. */
const anOpensslKey = async (name: string, passphrase?: string) => {
	const plain = ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', atHome(name)];
	await run('openssl', [...plain, ...(passphrase ? ['-aes256', '-pass', `pass:${passphrase}`] : [])]);
};

test('a key is found by its thumbprint, the beginning of it, and the id of its token', async () => {
	const {thumbprint, privateKeyFile} = await shown(made.id);
	assert.equal(privateKeyFile, made.privateKeyFile);
	assert.equal((await shown(thumbprint)).privateKeyFile, privateKeyFile);
	assert.equal((await shown(thumbprint.slice(0, 6))).privateKeyFile, privateKeyFile);
	assert.deepEqual((await shown(thumbprint, '--tokens')).tokens, [{id: made.id, name: 'ci-deploy-prod'}]);
	const none = await machine.run(['key', 'show', 'zzzzzzzz']);
	assert.equal(none.code, 1);
	assert.match(none.stderr, /No key here has the thumbprint zzzzzzzz/);
	assert.equal((await machine.run(['key', 'show', 'zz'])).code, 2);
});

test('the public half comes out in every form, and the private one to a file of mode 0600 only', async () => {
	const pem = await machine.run(['key', 'export', made.id]);
	const own = createPublicKey(await readFile(made.privateKeyFile));
	assert.ok(createPublicKey(pem.stdout).equals(own));
	const jwk = JSON.parse((await machine.run(['key', 'export', made.id, '--format', 'jwk'])).stdout);
	assert.ok(createPublicKey({key: jwk, format: 'jwk'}).equals(own));
	assert.equal('d' in jwk, false);
	const set = JSON.parse((await machine.run(['key', 'export', made.id, '--format', 'jwks'])).stdout);
	assert.deepEqual(set.keys, [jwk]);

	assert.equal((await machine.run(['key', 'export', made.id, '--private'])).code, 2);
	const file = await machine.run(['key', 'export', made.id, '--private', '--output', 'taken.pem']);
	assert.equal(file.code, 0, file.stderr);
	assert.doesNotMatch(file.stdout, /PRIVATE KEY/);
	assert.equal(await readFile(atHome('taken.pem'), 'utf8'), await readFile(made.privateKeyFile, 'utf8'));
	assert.equal(statSync(atHome('taken.pem')).mode & 0o777, 0o600);
	const again = await machine.run(['key', 'export', made.id, '--private', '--output', 'taken.pem']);
	assert.equal(again.code, 1, 'never over a file');
});

test("OpenSSL's own encrypted key is taken in with its passphrase, and kept encrypted with it", async () => {
	await anOpensslKey('theirs.pem', 'korrekt höst');
	await writeFile(atHome('secret.txt'), 'korrekt höst\n');
	const before = await readFile(atHome('theirs.pem'));
	const wrong = await machine.run(['key', 'import', 'theirs.pem', '--passphrase-stdin'], {stdin: 'other\n'});
	assert.equal(wrong.code, 1);
	assert.match(wrong.stderr, /does not open the key/);
	const ran = await machine.run(['key', 'import', 'theirs.pem', '--passphrase-file', 'secret.txt']);
	assert.equal(ran.code, 0, ran.stderr);
	const {privateKeyFile, encrypted, name} = v.parse(Shown, JSON.parse(ran.stdout));
	assert.deepEqual([encrypted, name], [true, 'theirs']);
	const pass = ['-passin', `file:${atHome('secret.txt')}`];
	const [kept, given] = await Promise.all(
		[privateKeyFile, atHome('theirs.pem')].map(async path =>
			run('openssl', ['pkey', '-in', path, '-pubout', ...pass]),
		),
	);
	assert.equal(kept?.stdout, given?.stdout);
	assert.deepEqual(await readFile(atHome('theirs.pem')), before);
	const twice = await machine.run(['key', 'import', 'theirs.pem', '--passphrase-file', 'secret.txt']);
	assert.match(twice.stderr, /here already/);
});

test('the forms of a private key that OpenSSL writes are taken as they are', async () => {
	await run('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-out', atHome('sec1.pem')]);
	const taken = await machine.run(['key', 'import', 'sec1.pem', '-n', 'taken-over']);
	assert.equal(taken.code, 0, taken.stderr);
	assert.match(taken.stderr, /without a passphrase/);
	const {privateKeyFile} = v.parse(Shown, JSON.parse(taken.stdout));
	const [kept, given] = await Promise.all(
		[privateKeyFile, atHome('sec1.pem')].map(async path => run('openssl', ['pkey', '-in', path, '-pubout'])),
	);
	assert.equal(kept?.stdout, given?.stdout);
});

test("OpenSSH's own form of a private key is refused with the command that makes a fitting one of it", async () => {
	const options = ['-q', '-t', 'ecdsa', '-b', '256', '-N', ''];
	await run('ssh-keygen', [...options, '-f', atHome('COPY')]);
	const refused = await machine.run(['key', 'import', 'COPY']);
	assert.equal(refused.code, 1);
	const command = /`(ssh-keygen .+)`/.exec(refused.stderr)?.[1] ?? '';
	await run('sh', ['-c', `${command} -N ''`], {cwd: machine.home});
	const taken = await machine.run(['key', 'import', 'COPY', '-n', 'converted']);
	assert.equal(taken.code, 0, taken.stderr);
});

test('a key is removed after its name was given, and never while a token has it', async () => {
	await anOpensslKey('orphan.pem');
	const {thumbprint, privateKeyFile} = v.parse(
		Shown,
		JSON.parse((await machine.run(['key', 'import', 'orphan.pem'])).stdout),
	);
	const used = await machine.run(['key', 'delete', made.id, '--confirm', 'ci-deploy-prod']);
	assert.equal(used.code, 1);
	assert.match(used.stderr, new RegExp(made.id));
	assert.ok(existsSync(made.privateKeyFile));

	assert.equal((await machine.run(['key', 'delete', thumbprint])).code, 2);
	const other = await machine.run(['key', 'delete', thumbprint, '--confirm', 'orphans']);
	assert.deepEqual([other.code, existsSync(privateKeyFile)], [1, true]);
	const typed = await machine.run(['key', 'delete', thumbprint], {
		columns: 100,
		answers: [['Type its name to remove it', 'orphan']],
	});
	assert.equal(typed.code, 0, typed.stderr);
	assert.equal(existsSync(privateKeyFile), false);
	assert.equal((await machine.run(['key', 'show', thumbprint])).code, 1);
});
