// needs: openssl
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {generateKeyPairSync} from 'node:crypto';
import {readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {publicJwkOf} from '../../source/keys/public-jwk.ts';
import {thumbprint} from '../../source/keys/thumbprint.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';
import {aMachine} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;

const rsa = rsaKey();
const p256 = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const p521 = generateKeyPairSync('ec', {namedCurve: 'P-521'});
for (const [name, {publicKey, privateKey}] of Object.entries({rsa, p256, p521})) {
	await writeFile(join(machine.home, `${name}.pem`), publicKey.export({format: 'pem', type: 'spki'}));
	await writeFile(join(machine.home, `${name}.key`), privateKey.export({format: 'pem', type: 'pkcs8'}));
}

const create = async (name: string, ...argv: readonly string[]) =>
	machine.run(['token', 'create-token', '-n', name, ...argv], {variables});

const keyOf = (printed: string) => JSON.parse(printed).authenticationMethod.publicKeyInfo.jwks.keys[0];

describe('token create-token -f', () => {
	for (const [file, algorithm, pair] of [
		['rsa', 'RS256', rsa],
		['p256', 'ES256', p256],
		['p521', 'ES512', p521],
	] as const) {
		test(`registers ${file} whole, for its own algorithm, and keeps no key`, async () => {
			const ran = await create(`from ${file} file`, '-f', `${file}.pem`, '--json');
			assert.equal(ran.code, 0, ran.stderr);
			const made = JSON.parse(ran.stdout);
			const jwk = publicJwkOf(pair.publicKey);
			assert.deepEqual(keyOf(ran.stdout), {...jwk, kid: made.id, alg: algorithm, use: 'sig'});
			assert.equal(made.authenticationMethod.signingAlgorithm, algorithm);
			assert.deepEqual([made.keyId, made.thumbprint], [made.id, thumbprint(jwk)]);
			assert.deepEqual([made.projectIds, 'privateKeyFile' in made], [[], false]);
			assert.match(ran.stderr, new RegExp(`thumbprint ${thumbprint(jwk)}`));
			assert.equal((await readdir(machine.home)).includes('keys'), false);
			assert.deepEqual(JSON.parse((await machine.run(['key', 'list'])).stdout), []);
		});
	}

	test('takes the long flags of the official command line, with rights in the active project', async () => {
		const ran = await create(
			'MyNewToken',
			'--public-key-file',
			'rsa.pem',
			'--key-id',
			'MyKeyID',
			'--algorithm',
			'RS512',
			'--with-permissions',
		);
		assert.equal(ran.code, 0, ran.stderr);
		const made = JSON.parse(ran.stdout);
		assert.deepEqual(
			[made.keyId, keyOf(ran.stdout).kid, keyOf(ran.stdout).alg],
			['MyKeyID', 'MyKeyID', 'RS512'],
		);
		assert.equal(made.projectIds.length, 1);
	});

	test('makes a token that the key really signs for', async () => {
		const made = JSON.parse((await create('signed elsewhere', '-f', 'p256.pem', '-w')).stdout);
		const {SignJWT} = await import('jose');
		const aud = `${service.origin}/auth/oauth2/token`;
		const assertion = await new SignJWT({iss: made.id, sub: made.id, aud, jti: 'once'})
			.setProtectedHeader({alg: 'ES256', kid: made.id})
			.setIssuedAt()
			.setExpirationTime('5m')
			.sign(p256.privateKey);
		const reply = await fetch(aud, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				scope: 'openid',
				client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
				client_assertion: assertion,
				client_id: made.id,
			}),
		});
		assert.equal(reply.status, 200);
	});

	test('refuses an algorithm that does not fit the key by both names, and sends nothing', async () => {
		const ran = await create('does not fit', '-f', 'rsa.pem', '-a', 'ES256', '--json');
		assert.deepEqual([ran.code, ran.stdout], [2, '']);
		const {error} = JSON.parse(ran.stderr);
		assert.match(error.message, /-a .*ES256 does not fit an RSA key/);
		const curve = await create('does not fit', '-f', 'p521.pem', '-a', 'ES256');
		assert.deepEqual([curve.code, curve.stdout], [2, '']);
		assert.match(curve.stderr, /ES256 does not fit an EC key on P-521.*ES512/);
	});

	test('says that a file holds a private key, and that one is not there, by its name', async () => {
		const secret = await create('a private key', '-f', 'p256.key', '--json');
		assert.deepEqual([secret.code, secret.stdout], [1, '']);
		const {error} = JSON.parse(secret.stderr);
		assert.equal(error.kind, 'private-key');
		assert.match(error.message, /^p256\.key: .*private key/);
		assert.match(error.hint, /openssl pkey -in p256\.key -pubout/);
		const missing = await create('no such file', '-f', 'nowhere.pem', '--json');
		assert.deepEqual([missing.code, missing.stdout], [1, '']);
		assert.match(JSON.parse(missing.stderr).error.message, /nowhere\.pem/);
		const folder = await create('a folder', '-f', '.', '--json');
		assert.deepEqual([folder.code, folder.stdout], [1, '']);
	});

	test('shows in a dry run the requests with the whole key, and sends nothing', async () => {
		const before = JSON.parse((await machine.run(['token', 'list-tokens'], {variables})).stdout).length;
		const ran = await create('dry run token', '-f', 'p256.pem', '-k', 'kid-1', '--dry-run');
		const patch = JSON.parse(ran.stdout)[1];
		assert.equal(patch.method, 'PATCH');
		const jwk = {...publicJwkOf(p256.publicKey), kid: 'kid-1', alg: 'ES256', use: 'sig'};
		assert.deepEqual(patch.body.authenticationMethod.publicKeyInfo.jwks.keys, [jwk]);
		assert.equal(
			JSON.parse((await machine.run(['token', 'list-tokens'], {variables})).stdout).length,
			before,
		);
	});

	test('is asked for on a terminal, where no key pair is to be made', async () => {
		const ran = await machine.run(['token', 'create-token'], {
			variables,
			columns: 90,
			answers: [
				['Name of the token:', 'asked for token'],
				['Make its key pair', 'n'],
				['File of its public key', 'rsa.pem'],
				['Algorithm [RS256]:', 'es256'],
				['Algorithm [RS256]:', 'rs512'],
				['What may it do', ''],
			],
		});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stderr, /Please type one of: RS256, RS512\./);
		assert.match(ran.stdout, /^Algorithm +RS512$/m);
		assert.match(ran.stdout, /^Private key +yours, not kept here$/m);
	});

	test('takes the public half of a private key on a terminal when that is wanted, and nothing else of it', async () => {
		const ask = async (answer: string) =>
			machine.run(['token', 'create-token', '-n', 'half of a key', '-f', 'p256.key'], {
				variables,
				columns: 90,
				answers: [
					['Use the public half', answer],
					['What may it do', ''],
				],
			});
		const refused = await ask('');
		assert.equal(refused.code, 1);
		assert.match(refused.stderr, /Nothing was taken from it/);
		const taken = await ask('y');
		assert.equal(taken.code, 0, taken.stderr);
		assert.match(taken.stdout, /^Private key +yours, not kept here$/m);
	});

	test('takes the key from standard input, where that is no terminal and not the passphrase', async () => {
		const pem = rsa.publicKey.export({format: 'pem', type: 'spki'}).toString();
		const piped = async (...more: readonly string[]) =>
			machine.run(['token', 'create-token', '-n', 'piped key token', '-f', '-', '-a', 'RS512', ...more], {
				variables,
				stdin: pem,
			});
		const ran = await piped('--json');
		assert.equal(ran.code, 0, ran.stderr);
		assert.equal(JSON.parse(ran.stdout).thumbprint, thumbprint(publicJwkOf(rsa.publicKey)));
		assert.match(ran.stderr, /Standard input holds a public key in PEM\./);
		const typed = await machine.run(['token', 'create-token', '-n', 'typed key token', '-f', '-'], {
			variables,
			columns: 90,
			answers: [['never asked', '']],
		});
		assert.equal(typed.code, 2);
		assert.match(typed.stderr, /which is your terminal here/);
		const token = JSON.parse(ran.stdout).id;
		const both = await machine.run(
			['token', 'rotate-key', '-i', token, '-f', '-', '--passphrase-stdin', '--swap'],
			{variables, stdin: pem},
		);
		assert.equal(both.code, 2, both.stderr);
		assert.match(both.stderr, /--passphrase-stdin/);
	});

	test('leaves a stored private key where it is when the create is taken back', async () => {
		const own = await machine.makeToken('own key token', [], {variables});
		const pem = execFileSync('openssl', ['pkey', '-in', own.privateKeyFile, '-pubout']);
		await writeFile(join(machine.home, 'own.pem'), pem);
		assert.equal((await machine.run(['token', 'delete-token', '-i', own.id], {variables})).code, 0);
		service.interceptWith(async (request, next) => {
			if (request.method === 'PATCH') throw new Error('broken');
			return next(request);
		});
		const ran = await create('taken back token', '-f', 'own.pem', '--json');
		service.passOn();
		assert.equal(ran.code, 1);
		const [, id = ''] = /operation undo (\S+)`/.exec(JSON.parse(ran.stderr).error.hint) ?? [];
		const undone = await machine.run(['operation', 'undo', id], {variables});
		assert.equal(undone.code, 0, undone.stderr);
		const names = JSON.parse((await machine.run(['token', 'list-tokens'], {variables})).stdout).map(
			({name}: {name: string}) => name,
		);
		assert.equal(names.includes('taken back token'), false);
		assert.equal(JSON.parse((await machine.run(['key', 'list'])).stdout).length, 1);
	});

	test('is resumed without a second token', async () => {
		let isBroken = false;
		service.interceptWith(async (request, next) => {
			if (isBroken) throw new Error('broken');
			const response = await next(request);
			isBroken = request.method === 'POST' && request.url.endsWith('/v1/tokens');
			if (isBroken) throw new Error('broken');
			return response;
		});
		const ran = await create('resumed file token', '-f', 'p256.pem', '--json');
		service.passOn();
		const [, id = ''] = /operation resume (\S+)`/.exec(JSON.parse(ran.stderr).error.hint) ?? [];
		const resumed = await machine.run(['operation', 'resume', id], {variables});
		assert.equal(resumed.code, 0, resumed.stderr);
		assert.equal(JSON.parse(resumed.stdout).keyId, JSON.parse(resumed.stdout).id);
		const named = JSON.parse((await machine.run(['token', 'list-tokens'], {variables})).stdout).filter(
			({name}: {name: string}) => name === 'resumed file token',
		);
		assert.equal(named.length, 1);
	});
});
