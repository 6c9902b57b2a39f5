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
import {aKeyring} from '../fixtures/a-keyring.ts';
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
	const ran = await machine.run(['key', 'show', ...more, '--', key]);
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

type Changed = Readonly<Record<string, unknown>> & {readonly thumbprint: string; readonly stderr: string};

const changed = async (argv: readonly string[]): Promise<Changed> => {
	const ran = await machine.run(argv);
	assert.equal(ran.code, 0, ran.stderr);
	return {...JSON.parse(ran.stdout), stderr: ran.stderr};
};

test('a key of OpenSSL is linked where it is, its passphrase changed and taken away there, and it is forgotten without a scratch', async () => {
	await anOpensslKey('linked.pem', 'of old');
	await writeFile(atHome('old.txt'), 'of old\n');
	await writeFile(atHome('new.txt'), 'br\u00E4nd new\n');
	const linked = await changed(['key', 'import', 'linked.pem', '--link', '--passphrase-file', 'old.txt']);
	assert.match(linked.stderr, /linked\.pem: weakly encrypted/);
	const {thumbprint} = linked;
	assert.deepEqual(
		[linked['custody'], linked['privateKeyFile'], linked['weak']],
		['external', atHome('linked.pem'), true],
	);

	const passphrase = ['key', 'passphrase', thumbprint];
	const files = ['--passphrase-file', 'old.txt', '--new-passphrase-file', 'new.txt'];
	assert.equal((await machine.run(passphrase)).code, 2);
	assert.equal((await machine.run([...passphrase, '--plain', '--same'])).code, 2);
	const wrong = await machine.run([...passphrase, '--same', '--passphrase-file', 'new.txt']);
	assert.match(wrong.stderr, /does not open the key.*The key is as it was/su);
	const sealed = await changed([...passphrase, ...files]);
	assert.deepEqual([sealed['encrypted'], sealed['weak']], [true, false]);
	const opened = ['pkey', '-in', atHome('linked.pem'), '-noout', '-passin', `file:${atHome('new.txt')}`];
	await run('openssl', opened);
	const plain = await machine.run(passphrase, {
		columns: 100,
		answers: [
			['Passphrase of the private key', 'br\u00E4nd new'],
			['Passphrase for the private key', ''],
			['Type "plain"', 'plain'],
		],
	});
	assert.equal(plain.code, 0, plain.stderr);
	await run('openssl', ['pkey', '-in', atHome('linked.pem'), '-noout']);
	assert.match((await machine.run([...passphrase, '--same'])).stderr, /has no passphrase/);

	await run('chmod', ['644', atHome('linked.pem')]);
	assert.equal((await changed(['key', 'narrow', thumbprint]))['exposed'], false);
	assert.equal((await changed(['key', 'note', thumbprint, ' Ask Ada ']))['note'], 'Ask Ada');
	assert.equal((await shown(thumbprint))['note'], 'Ask Ada');
	assert.equal((await machine.run(['key', 'note', thumbprint, 'two\nlines'])).code, 2);
	const before = await readFile(atHome('linked.pem'));
	await changed(['key', 'delete', thumbprint, '--confirm', 'linked']);
	assert.deepEqual(await readFile(atHome('linked.pem')), before);
	assert.equal((await machine.run(['key', 'show', thumbprint])).code, 1);
});

test('what is no file of its own can not be linked', async () => {
	await anOpensslKey('piped.pem');
	const ran = await machine.run(['key', 'import', '/dev/stdin', '--link'], {
		stdin: await readFile(atHome('piped.pem'), 'utf8'),
	});
	assert.equal(ran.code, 1);
	assert.doesNotMatch((await machine.run(['key', 'list'])).stdout, /stdin/);
});

test('keys without a token and tokens without a key are both said', async () => {
	await anOpensslKey('unused.pem');
	const {thumbprint} = await changed(['key', 'import', 'unused.pem']);
	const lone = await machine.makeToken('lone token', ['-w']);
	await changed(['key', 'delete', lone.id, '--confirm', 'lone token', '--unchecked']);
	const orphans = await machine.run(['key', 'orphans']);
	const {keys, tokens} = JSON.parse(orphans.stdout);
	assert.ok(keys.some((key: unknown) => v.is(v.looseObject({thumbprint: v.literal(thumbprint)}), key)));
	assert.deepEqual(tokens, [{id: lone.id, name: 'lone token'}]);
	const listed: unknown[] = JSON.parse((await machine.run(['key', 'list', '--tokens'])).stdout);
	const users = v.looseObject({tokens: v.tuple([v.object({id: v.literal(made.id), name: v.string()})])});
	assert.equal(listed.filter(row => v.is(users, row)).length, 1);
	const table = await machine.run(['key', 'orphans'], {columns: 100});
	assert.match(
		table.stdout,
		/KEY WITHOUT A TOKEN[\s\S]*unused[\s\S]*TOKEN WITHOUT A KEY HERE[\s\S]*lone token/,
	);
});

test('all keys go to another computer in one encrypted file, and it is said of each what became of it', async () => {
	await writeFile(atHome('bundle.txt'), 'b\u00FCndel\n');
	const all = ['key', 'export', '--all', '--output', 'keys.jwe'];
	assert.equal((await machine.run(all)).code, 2, 'never plain');
	assert.equal((await machine.run(['key', 'export', '--all'])).code, 2);
	const written = await machine.run([...all, '--passphrase-file', 'bundle.txt']);
	assert.equal(written.code, 0, written.stderr);
	const file = atHome('keys.jwe');
	assert.equal(statSync(file).mode & 0o777, 0o600);
	const again = await machine.run([...all, '--passphrase-file', 'bundle.txt']);
	assert.equal(again.code, 1, 'never over a file');

	const other = await aMachine({after});
	const take = ['key', 'import', file, '--passphrase-stdin'];
	const wrong = await other.run(take, {stdin: 'other\n'});
	assert.match(wrong.stderr, /does not open the bundle/);
	const results = async (name: typeof other) => {
		const ran = await name.run(take, {stdin: 'b\u00FCndel\n'});
		assert.equal(ran.code, 0, ran.stderr);
		return v.parse(
			v.array(v.looseObject({thumbprint: v.string(), result: v.string()})),
			JSON.parse(ran.stdout),
		);
	};
	const taken = await results(other);
	assert.deepEqual(new Set(taken.map(({result}) => result)), new Set(['added']));
	const before = await readFile(made.privateKeyFile);
	assert.deepEqual(new Set((await results(machine)).map(({result}) => result)), new Set(['kept']));
	assert.deepEqual(await readFile(made.privateKeyFile), before);
	const {thumbprint} = await shown(made.id);
	const there = await other.run(['key', 'show', thumbprint]);
	const {privateKeyFile} = v.parse(Shown, JSON.parse(there.stdout));
	assert.deepEqual(await readFile(privateKeyFile), before);
});

test('a passphrase is remembered by the keyring on request, used where none is given, and forgotten', async () => {
	await anOpensslKey('kept.pem', 'of old');
	await writeFile(atHome('old.txt'), 'of old\n');
	const kept = aKeyring();
	// A home that was moved as a whole uses no keyring.
	const options = {variables: {PAT_TUI_HOME: ''}, effects: {keyring: kept.keyring}};
	const link = ['key', 'import', 'kept.pem', '--link', '--passphrase-file', 'old.txt'];
	const {thumbprint} = v.parse(Shown, JSON.parse((await machine.run(link, options)).stdout));
	const command = ['key', 'passphrase', thumbprint];
	const given = ['--passphrase-file', 'old.txt'];
	assert.equal((await machine.run([...command, '--remember', ...given], options)).code, 0);
	assert.equal(kept.entries.size, 1);
	const plain = await machine.run([...command, '--remember'], options);
	assert.equal(plain.code, 0, plain.stderr);
	const forgotten = await machine.run([...command, '--forget'], options);
	assert.equal(forgotten.code, 0, forgotten.stderr);
	assert.equal(kept.entries.size, 0);
	assert.equal((await machine.run([...command, '--remember'], options)).code, 2);
	assert.equal((await machine.run(link)).code, 0);
	const moved = await machine.run([...command, '--remember', ...given], {effects: options.effects});
	assert.match(moved.stderr, /PAT_TUI_HOME is set/);
});
