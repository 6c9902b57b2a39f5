import assert from 'node:assert/strict';
import {generateKeyPairSync, randomBytes} from 'node:crypto';
import {test} from 'node:test';
import fc from 'fast-check';
import {SignJWT} from 'jose';
import {scrub} from '../../source/text/scrub.ts';

const pair = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const pem = pair.privateKey.export({type: 'pkcs8', format: 'pem'}).toString();

test('a signed token is removed wherever it stands, with its payload and signature', async () => {
	const token = await new SignJWT({sub: 'x'}).setProtectedHeader({alg: 'ES256'}).sign(pair.privateKey);
	fc.assert(
		fc.property(fc.string(), fc.string(), (before, after) => {
			const clean = scrub(`${before} ${token} ${after}`);
			for (const part of token.split('.')) {
				assert.ok(!clean.includes(part));
			}
		}),
	);
});

test('a private key is removed, whole or cut off, with real or written line breaks', () => {
	const body = pem.split('\n')[1] ?? '';
	for (const text of [pem, pem.replaceAll('\n', '\\n'), pem.replaceAll('\n', ' '), pem.slice(0, 100)]) {
		assert.ok(!scrub(`could not read ${text}`).includes(body.slice(0, 20)));
	}
});

test('cookies and credentials are removed by their names', () => {
	const secret = randomBytes(12).toString('hex');
	for (const text of [
		`Cookie: a=${secret}; b=1`,
		`set-cookie: sid=${secret}; Path=/`,
		`authorization: Bearer ${secret}`,
		`Bearer ${secret} was refused`,
		`connect.sid=${secret}; Path=/`,
		`client_assertion=${secret}&grant_type=x`,
		`passphrase=${secret}`,
	]) {
		assert.ok(!scrub(text).includes(secret), text);
	}
});

test('what a person needs from an error stays', () => {
	const text = 'HTTP 401 invalid_client: Token not found (trace 5f1c-e0, POST /auth/oauth2/token)';
	assert.equal(scrub(text), text);
});

test('much of anything, as a tool or a service may send it, is read in a moment', () => {
	for (const unit of [
		'session.',
		'a.',
		'eyJ-',
		'token',
		'a=token=',
		'eyJaaaaa.',
		'-----BEGIN A',
		'bearer  ',
	]) {
		const began = performance.now();
		scrub(unit.repeat(300_000 / unit.length));
		assert.ok(performance.now() - began < 1000, unit);
	}
});

test('a secret is found behind other words too, and what stands before it stays', () => {
	const secret = randomBytes(12).toString('hex');
	for (const [text, clean] of [
		[`a=token=${secret}`, 'a=token=[removed]'],
		[`my.x-session-id=${secret}`, 'my.x-session-id=[removed]'],
		[`key-eyJhbGciOi.${secret}.${secret}`, 'key-[token removed]'],
		[`aud.eyJhbGciOi.${secret}`, 'aud.[token removed]'],
	] as const) {
		assert.equal(scrub(text), clean);
	}
});
