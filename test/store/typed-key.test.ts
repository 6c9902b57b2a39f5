import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {makeTypedKey} from '../../source/store/typed-key.ts';

const linesOf = (file: string) =>
	readFileSync(`test/keys/vectors/${file}`, 'utf8')
		.split('\n')
		.filter(line => line.trim() !== '');

test('of a private key that comes line by line nothing stays, in any form', () => {
	for (const file of ['p256.pem', 'rsa-traditional.pem', 'p256-openssh', 'rsa-old-aes128.pem']) {
		const typed = makeTypedKey();
		const left = linesOf(file).filter(line => !typed.holds(line));
		assert.deepEqual(left, [], file);
	}
	assert.ok(makeTypedKey().holds('{"kty":"EC","crv":"P-256","d":"c2VjcmV0","x":"eA","y":"eQ"}'));
});

test('a path, a public key and what is typed letter by letter after a private key are let through', () => {
	const typed = makeTypedKey();
	for (const text of [
		'keys/public.pem',
		'-----BEGIN PUBLIC KEY-----',
		'{"kty":"EC","x":"eA"}',
		'MFkwEwYHKoZI',
	])
		assert.equal(typed.holds(text), false, text);
	assert.ok(typed.holds('-----BEGIN PRIVATE KEY-----'));
	assert.ok(typed.heldLast());
	assert.ok(typed.holds('MIGHAgEAMBMGByqGSM49'));
	for (const text of ['k', 'keys', 'keys/public']) assert.equal(typed.holds(text), false, text);
	assert.ok(typed.holds('-----BEGIN PRIVATE KEY-----'));
	typed.end();
	assert.equal(typed.holds('keys/public'), false);
});
