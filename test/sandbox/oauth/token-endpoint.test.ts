import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import type {JWTPayload} from 'jose';
import {aSandbox, aToken, ecKey, jwkOf, methodOf, rsa, textAt} from '../a-sandbox.ts';
import {anAssertion, formOf, tokenPath} from '../an-assertion.ts';

const aMachine = async (t: TestContext) => {
	const own = await aSandbox(t);
	const session = await own.signIn();
	const tokenId = await aToken(own.call, session);
	const exchange = async (assertion: string, form: Record<string, string> = {}) =>
		own.call('POST', tokenPath, {form: {...formOf(tokenId, assertion), ...form}});
	const assertion = async (claims: JWTPayload = {}, header = {alg: 'ES256', kid: 'k-1'}) =>
		anAssertion({tokenId, now: own.clock.now(), claims, header});
	return {...own, session, tokenId, exchange, assertion};
};

const assertRefused = (
	reply: {readonly status: number; readonly body: unknown},
	error: string,
	words: RegExp,
) => {
	assert.equal(textAt(reply.body, 'error'), error);
	assert.match(textAt(reply.body, 'error_description'), words);
	assert.equal(reply.status, error === 'invalid_client' ? 401 : 400);
};

test('a good assertion is exchanged for an access token', async t => {
	const {exchange, assertion} = await aMachine(t);
	const {status, body, headers} = await exchange(await assertion());
	assert.equal(status, 200);
	const {access_token, ...rest} = Object(body);
	assert.deepEqual(rest, {token_type: 'Bearer', expires_in: 3600, scope: 'openid'});
	assert.equal(access_token.split('.').length, 3);
	assert.equal(headers.get('cache-control'), 'no-store');
});

test('a jti is good once, also after a restart, and for this token only', async t => {
	const own = await aMachine(t);
	const jti = 'Mon Jan 01 2024 0.123';
	assert.equal((await own.exchange(await own.assertion({jti}))).status, 200);
	assertRefused(await own.exchange(await own.assertion({jti})), 'invalid_client', /jti .* used/);
	const later = await aSandbox(t, {directory: own.directory, clock: own.clock});
	const replay = await later.call('POST', tokenPath, {form: formOf(own.tokenId, await own.assertion({jti}))});
	assertRefused(replay, 'invalid_client', /jti .* used/);
	const otherId = await aToken(own.call, own.session);
	const other = await anAssertion({tokenId: otherId, now: own.clock.now(), claims: {jti}});
	assert.equal((await own.call('POST', tokenPath, {form: formOf(otherId, other)})).status, 200);
});

test('of many exchanges of one assertion at the same time, one succeeds', async t => {
	const {exchange, assertion} = await aMachine(t);
	const jwt = await assertion();
	const replies = await Promise.all(Array.from({length: 8}, async () => exchange(jwt)));
	assert.deepEqual(replies.map(({status}) => status).sort(), [200, 401, 401, 401, 401, 401, 401, 401]);
});

test('a refused assertion does not use its jti up', async t => {
	const {exchange, assertion, tokenId, clock, directory} = await aMachine(t);
	const stranger = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const forged = await anAssertion({
		tokenId,
		now: clock.now(),
		key: stranger.privateKey,
		claims: {jti: 'mine'},
	});
	assertRefused(await exchange(forged), 'invalid_client', /signature/);
	assert.deepEqual(await readdir(join(directory, 'assertions')).catch(() => []), []);
	assert.equal((await exchange(await assertion({jti: 'mine'}))).status, 200);
});

test('the endpoint may be written with localhost or 127.0.0.1, and nothing else', async t => {
	const {exchange, assertion} = await aMachine(t);
	for (const host of ['localhost:2777', '127.0.0.1:2777']) {
		assert.equal((await exchange(await assertion({aud: `http://${host}${tokenPath}`}))).status, 200, host);
	}
	for (const aud of [
		`http://localhost:2778${tokenPath}`,
		'http://localhost:2777',
		`https://localhost:2777${tokenPath}`,
		`http://localhost:2777${tokenPath}/`,
		'',
	]) {
		assertRefused(await exchange(await assertion({aud})), 'invalid_client', /aud/);
	}
});

test('issuer and subject must be the client', async t => {
	const {exchange, assertion, tokenId, call, session} = await aMachine(t);
	const otherId = await aToken(call, session);
	assertRefused(await exchange(await assertion({iss: otherId})), 'invalid_client', /iss/);
	assertRefused(await exchange(await assertion({sub: otherId})), 'invalid_client', /sub/);
	assertRefused(await exchange(await assertion(), {client_id: otherId}), 'invalid_client', /iss/);
	assertRefused(
		await exchange(await assertion(), {client_id: tokenId.replace(/^./, 'x')}),
		'invalid_client',
		/not known/,
	);
	assertRefused(await exchange(await assertion(), {client_id: '../users'}), 'invalid_client', /not known/);
});

test('an assertion is good in its time only, give or take half a minute', async t => {
	const {exchange, assertion, clock} = await aMachine(t);
	const now = clock.now() / 1000;
	const at = async (offset: number) =>
		exchange(await assertion({iat: now + offset, exp: now + offset + 300}));
	for (const offset of [-320, -300, 0, 30]) assert.equal((await at(offset)).status, 200, String(offset));
	assertRefused(await at(-330), 'invalid_client', /exp/);
	assertRefused(await at(31), 'invalid_client', /iat/);
	assertRefused(await at(600), 'invalid_client', /iat/);
	assertRefused(await exchange(await assertion({exp: now + 100_000})), 'invalid_client', /exp .* far/);
});

test('exp and jti are required', async t => {
	const {exchange, assertion} = await aMachine(t);
	assertRefused(await exchange(await assertion({jti: ''})), 'invalid_client', /jti/);
	assertRefused(await exchange(await assertion(JSON.parse('{"exp":null}'))), 'invalid_client', /exp/);
	assertRefused(await exchange(await assertion(JSON.parse('{"jti":7}'))), 'invalid_client', /jti/);
});

test('a kid that is given must be a registered one; without any, every key is tried', async t => {
	const own = await aMachine(t);
	const second = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const keys = [jwkOf(ecKey.publicKey, 'ES256', 'k-1'), jwkOf(second.publicKey, 'ES256', 'k-2')];
	await own.call('PATCH', `/iam/v1/tokens/${own.tokenId}`, {
		session: own.session,
		body: {authenticationMethod: methodOf('ES256', ...keys)},
	});
	const signed = async (key: typeof ecKey.privateKey, kid?: string) =>
		own.exchange(
			await anAssertion({
				tokenId: own.tokenId,
				now: own.clock.now(),
				key,
				header: {alg: 'ES256', ...(kid !== undefined && {kid})},
			}),
		);
	assert.equal((await signed(ecKey.privateKey)).status, 200);
	assert.equal((await signed(second.privateKey)).status, 200);
	assert.equal((await signed(second.privateKey, 'k-2')).status, 200);
	assertRefused(await signed(second.privateKey, 'k-1'), 'invalid_client', /signature/);
	for (const kid of ['k-3', '']) assertRefused(await signed(ecKey.privateKey, kid), 'invalid_client', /kid/);
});

test('each of the four algorithms works with its key, and no token takes another’s', async t => {
	const own = await aMachine(t);
	const p521 = generateKeyPairSync('ec', {namedCurve: 'P-521'});
	const pairs = {RS256: rsa, RS512: rsa, ES256: ecKey, ES512: p521};
	for (const [algorithm, pair] of Object.entries(pairs)) {
		await own.call('PATCH', `/iam/v1/tokens/${own.tokenId}`, {
			session: own.session,
			body: {authenticationMethod: methodOf(algorithm, jwkOf(pair.publicKey, algorithm))},
		});
		for (const [alg, {privateKey}] of Object.entries(pairs)) {
			const header = {alg, kid: 'k-1'};
			const reply = await own.exchange(
				await anAssertion({tokenId: own.tokenId, now: own.clock.now(), key: privateKey, header}),
			);
			if (alg === algorithm) assert.equal(reply.status, 200, alg);
			else assertRefused(reply, 'invalid_client', new RegExp(`signed with ${algorithm}`));
		}
	}
});

test('a secret that is the public key, or no signature at all, is never a signature', async t => {
	const own = await aMachine(t);
	const pem = ecKey.publicKey.export({type: 'spki', format: 'pem'});
	const {createSecretKey} = await import('node:crypto');
	const hmac = await anAssertion({
		tokenId: own.tokenId,
		now: own.clock.now(),
		key: createSecretKey(Buffer.from(pem)),
		header: {alg: 'HS256', kid: 'k-1'},
	});
	assertRefused(await own.exchange(hmac), 'invalid_client', /signed with ES256/);
	const [, claims] = (await own.assertion()).split('.');
	const header = (alg: string) => Buffer.from(JSON.stringify({alg, kid: 'k-1'})).toString('base64url');
	assertRefused(await own.exchange(`${header('none')}.${claims}.`), 'invalid_client', /signed with ES256/);
	assertRefused(await own.exchange(`${header('ES256')}.${claims}.`), 'invalid_client', /signature/);
	for (const junk of ['x', 'a.b.c', '..'])
		assertRefused(await own.exchange(junk), 'invalid_client', /not a JWT/);
});

test('a token whose key can’t verify anything is refused, not broken', async t => {
	const own = await aMachine(t);
	const methods = [
		{publicKeyInfo: {jwks: {keys: [{kid: 'k-1', kty: 'EC', alg: 'ES256', use: 'sig'}]}}},
		{
			publicKeyInfo: {
				jwks: {keys: [{kid: 'k-1', kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', alg: 'ES256', use: 'sig'}]},
			},
		},
		{publicKeyInfo: {jwksUri: 'https://example.org/jwks'}},
	];
	for (const authenticationMethod of methods) {
		await own.call('PATCH', `/iam/v1/tokens/${own.tokenId}`, {
			session: own.session,
			body: {authenticationMethod},
		});
		assert.equal((await own.exchange(await own.assertion())).status, 401);
	}
});

test('a request that is not the one of the flow is refused in OAuth’s words', async t => {
	const {call, exchange, assertion, tokenId} = await aMachine(t);
	const form = formOf(tokenId, await assertion());
	assertRefused(
		await exchange(form.client_assertion, {grant_type: 'password'}),
		'unsupported_grant_type',
		/client_credentials/,
	);
	assertRefused(
		await exchange(form.client_assertion, {client_assertion_type: 'jwt'}),
		'invalid_request',
		/type/,
	);
	for (const name of ['grant_type', 'client_assertion_type', 'client_assertion', 'client_id']) {
		assertRefused(await exchange(form.client_assertion, {[name]: ''}), 'invalid_request', new RegExp(name));
	}
	const headers = {'content-type': 'application/x-www-form-urlencoded'};
	const twice = `${new URLSearchParams(form)}&client_id=${tokenId}`;
	assertRefused(await call('POST', tokenPath, {body: twice, headers}), 'invalid_request', /client_id/);
	assertRefused(await call('POST', tokenPath, {body: form}), 'invalid_request', /form/);
	const long = await call('POST', tokenPath, {body: 'x'.repeat(1024 * 1024 + 1), headers});
	assert.deepEqual([long.status, textAt(long.body, 'error')], [413, 'invalid_request']);
});
