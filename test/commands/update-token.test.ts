import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {publicJwkOf} from '../../source/keys/public-jwk.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';
import {aMachine, type RunOptions} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;
const columns = 100;

const pemOf = async (file: string, {publicKey}: {readonly publicKey: Parameters<typeof publicJwkOf>[0]}) => {
	await writeFile(join(machine.home, file), publicKey.export({format: 'pem', type: 'spki'}));
	return publicJwkOf(publicKey);
};
const rsa = await pemOf('rsa.pem', rsaKey());
const p256 = await pemOf('p256.pem', generateKeyPairSync('ec', {namedCurve: 'P-256'}));

const update = async (id: string, argv: readonly string[], options: RunOptions = {}) =>
	machine.run(['token', 'update-token', '-i', id, ...argv], {variables, ...options});

const aToken = async (name: string) => (await machine.makeToken(name, [], {variables})).id;

const recordOf = async (id: string) =>
	JSON.parse((await machine.run(['token', 'get-token', '-i', id], {variables})).stdout);

/** The key that a token has now. */
const keyOf = async (id: string) => (await recordOf(id)).authenticationMethod.publicKeyInfo.jwks.keys[0];

/** Answers the reading of tokens with a change in each record, as if the service held it so. */
const showing = (change: (record: Record<string, unknown>) => object) =>
	service.interceptWith(async (request, next) => {
		const response = await next(request);
		const isOne = /\/v1\/tokens\/[^/]+$/.test(new URL(request.url).pathname);
		return isOne && request.method === 'GET' ? Response.json(change(await response.json())) : response;
	});

const countWrites = () => {
	const writes: string[] = [];
	service.interceptWith(async (request, next) => {
		if (request.method !== 'GET') writes.push(request.method);
		return next(request);
	});
	return writes;
};

describe('token update-token', () => {
	test('changes everything that the official command line changes at once, and prints the token', async () => {
		const id = await aToken('before the update');
		const ran = await update(id, ['-n', ' MyNewToken ', '-k', 'MyKeyID', '-f', 'p256.pem', '--json']);
		assert.equal(ran.code, 0, ran.stderr);
		assert.deepEqual(JSON.parse(ran.stdout), await recordOf(id));
		assert.equal((await recordOf(id)).name, 'MyNewToken');
		assert.deepEqual(await keyOf(id), {...p256, kid: 'MyKeyID', alg: 'ES256', use: 'sig'});
	});

	test('changes any one thing, and leaves the others as they are', async () => {
		const id = await aToken('one thing only');
		const before = await keyOf(id);
		assert.equal((await update(id, ['-n', 'another name'])).code, 0);
		assert.deepEqual([(await recordOf(id)).name, await keyOf(id)], ['another name', before]);
		assert.equal((await update(id, ['-k', 'kid-2'])).code, 0);
		assert.deepEqual(
			[(await recordOf(id)).name, await keyOf(id)],
			['another name', {...before, kid: 'kid-2'}],
		);
		assert.equal((await update(id, ['-f', 'p256.pem'])).code, 0);
		assert.deepEqual(await keyOf(id), {...p256, kid: 'kid-2', alg: 'ES256', use: 'sig'});
	});

	test('keeps the algorithm unless told, and takes a new key\u2019s own type', async () => {
		const id = await aToken('algorithm stays');
		const refused = await update(id, ['-f', 'rsa.pem', '--json']);
		assert.deepEqual([refused.code, refused.stdout], [1, '']);
		assert.match(JSON.parse(refused.stderr).error.message, /ES256.*RSA/);
		assert.equal((await update(id, ['-f', 'rsa.pem', '--algorithm', 'RS512'])).code, 0);
		assert.deepEqual(await keyOf(id), {...rsa, kid: id, alg: 'RS512', use: 'sig'});
		assert.equal((await update(id, ['--algorithm', 'RS256'])).code, 0);
		assert.equal((await recordOf(id)).authenticationMethod.signingAlgorithm, 'RS256');
		assert.deepEqual(await keyOf(id), {...rsa, kid: id, alg: 'RS256', use: 'sig'});
	});

	test('sends nothing where the token is like that already', async () => {
		const id = await aToken('nothing to do');
		const writes = countWrites();
		const ran = await update(id, ['-n', 'nothing to do', '-k', id]);
		service.passOn();
		assert.deepEqual([ran.code, writes], [0, []]);
		assert.equal(JSON.parse(ran.stdout).id, id);
	});

	test('refuses a token with two keys by the names of both', async () => {
		const id = await aToken('two keys token');
		const other = {...p256, kid: 'second-key', alg: 'ES256', use: 'sig'};
		showing(record => {
			const method = Object(record['authenticationMethod']);
			const keys = [...method.publicKeyInfo.jwks.keys, other];
			return {...record, authenticationMethod: {...method, publicKeyInfo: {jwks: {keys}}}};
		});
		const ran = await update(id, ['-n', 'MyNewToken', '-k', 'MyKeyID', '-f', 'p256.pem', '--json']);
		service.passOn();
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		const {error} = JSON.parse(ran.stderr);
		assert.equal(error.kind, 'several-keys');
		assert.ok(error.message.includes(id) && error.message.includes('second-key'), error.message);
	});

	test('shows an address of keys, and replaces it only after the name was typed, or with --yes', async () => {
		const jwksUri = 'https://keys.example/jwks.json';
		const id = await aToken('address of keys');
		const {http} = {http: `${service.origin}/iam/v1/tokens/${id}`};
		const session = new Map<string, string>();
		service.interceptWith(async (request, next) => {
			session.set('cookie', request.headers.get('cookie') ?? '');
			return next(request);
		});
		await recordOf(id);
		service.passOn();
		const publish = async () =>
			fetch(http, {
				method: 'PATCH',
				headers: {'content-type': 'application/json', cookie: session.get('cookie') ?? ''},
				body: JSON.stringify({authenticationMethod: {publicKeyInfo: {jwksUri}}}),
			});
		assert.equal((await publish()).status, 200);
		const argv = ['-f', 'p256.pem'];
		const scripted = await update(id, argv);
		assert.deepEqual([scripted.code, scripted.stdout], [2, '']);
		assert.match(scripted.stderr, /keys\.example.*--yes/s);
		const refused = await update(id, argv, {columns, answers: [['Type its name', 'address']]});
		assert.equal(refused.code, 1);
		assert.match(refused.stderr, /https:\/\/keys\.example\/jwks\.json/);
		assert.equal((await recordOf(id)).authenticationMethod.publicKeyInfo.jwksUri, jwksUri);
		assert.equal((await update(id, ['-n', 'address of keys, renamed'])).code, 0);
		assert.equal((await recordOf(id)).authenticationMethod.publicKeyInfo.jwksUri, jwksUri);
		const typed = await update(id, argv, {columns, answers: [['Type its name', 'address of keys, renamed']]});
		assert.equal(typed.code, 0, typed.stderr);
		assert.deepEqual((await recordOf(id)).authenticationMethod.publicKeyInfo, {
			jwks: {keys: [{...p256, kid: id, alg: 'ES256', use: 'sig'}]},
		});
		await publish();
		assert.equal((await update(id, [...argv, '--yes'])).code, 0);
	});

	test('asks a person for what is to change, and keeps what Enter keeps', async () => {
		const id = await aToken('asked for update');
		const before = await keyOf(id);
		const ran = await update(id, [], {
			columns,
			answers: [
				['Name [asked for update]:', 'short'],
				['Name [asked for update]:', 'typed new name'],
				['File of a new public key', 'nowhere.pem'],
				['File of a new public key', ''],
				[`Key id [${id}]:`, 'typed-kid'],
				['Algorithm [ES256]:', ''],
			],
		});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stderr, /nowhere\.pem/);
		assert.match(ran.stdout, /^Name +typed new name$/m);
		assert.deepEqual(await keyOf(id), {...before, kid: 'typed-kid'});
	});

	test('shows in a dry run the requests, and sends nothing', async () => {
		const writes = countWrites();
		const ran = await update('some-id', ['-n', 'MyNewToken', '-f', 'p256.pem', '--dry-run']);
		service.passOn();
		assert.equal(ran.code, 0, ran.stderr);
		const requests = JSON.parse(ran.stdout);
		assert.deepEqual(
			requests.map(({method}: {method: string}) => method),
			['GET', 'GET', 'PATCH', 'GET'],
		);
		assert.equal(requests[2].body.name, 'MyNewToken');
		assert.equal(
			requests[2].body.authenticationMethod.publicKeyInfo.jwks.keys[0].x,
			'x' in p256 ? p256.x : '',
		);
		assert.deepEqual(writes, []);
	});

	test('that was interrupted is resumed or taken back by its operation', async () => {
		for (const way of ['resume', 'undo'] as const) {
			const id = await aToken('interrupted update');
			let isBroken = false;
			service.interceptWith(async (request, next) => {
				if (isBroken) throw new Error('broken');
				const response = await next(request);
				isBroken = request.method === 'PATCH';
				return isBroken ? Promise.reject(new Error('broken')) : response;
			});
			const ran = await update(id, ['-n', 'changed name', '--json']);
			service.passOn();
			assert.deepEqual([ran.code, ran.stdout], [1, '']);
			const [, operation = ''] = /operation resume (\S+)`/.exec(JSON.parse(ran.stderr).error.hint) ?? [];
			const open = JSON.parse((await machine.run(['operation', 'list'], {variables})).stdout);
			assert.deepEqual([open[0].kind, open[0].tokenId], ['update-token', id]);
			const ended = await machine.run(['operation', way, operation], {variables});
			assert.equal(ended.code, 0, ended.stderr);
			assert.equal((await recordOf(id)).name, way === 'resume' ? 'changed name' : 'interrupted update');
		}
	});
});
