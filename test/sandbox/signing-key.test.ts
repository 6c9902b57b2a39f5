import assert from 'node:assert/strict';
import {readFile, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {makeAtomicFiles} from '../../source/sandbox/records/atomic-files.ts';
import {openSigningKey} from '../../source/sandbox/signing-key.ts';
import {systemRandom} from '../../source/system/random.ts';
import {aClock, aFolder} from './a-sandbox.ts';

const aKeyIn = (directory: string, clock = aClock()) =>
	openSigningKey({
		directory,
		files: makeAtomicFiles(join(directory, 'temporary')),
		clock,
		random: systemRandom,
	});

test('all who make the key at the same time get the same one, and it never changes', async t => {
	const directory = await aFolder(t);
	const keys = await Promise.all(Array.from({length: 8}, async () => aKeyIn(directory).publicJwk()));
	assert.equal(new Set(keys.map(({x}) => x)).size, 1);
	assert.deepEqual(await aKeyIn(directory).publicJwk(), keys[0]);
	assert.equal((await stat(join(directory, 'signing-key.json'))).mode & 0o777, 0o600);
});

test('what one process signs another verifies, until the end of its time', async t => {
	const directory = await aFolder(t);
	const clock = aClock();
	const jwt = await aKeyIn(directory, clock).sign({sub: 'me'}, 60);
	const verified = await aKeyIn(directory, clock).verify(jwt);
	assert.equal(verified.ok ? verified.value.sub : '', 'me');
	clock.advance(60_000);
	assert.deepEqual(await aKeyIn(directory, clock).verify(jwt), {ok: false, error: 'jwt-expired'});
});

test('a key that another process made in the place of the first is the one that counts from then on', async t => {
	const directory = await aFolder(t);
	const key = aKeyIn(directory);
	const jwt = await key.sign({sub: 'me'}, 60);
	const first = await key.publicJwk();
	await rm(join(directory, 'signing-key.json'));
	const second = await aKeyIn(directory).publicJwk();
	assert.notEqual(second.kid, first.kid);
	assert.deepEqual(await key.publicJwk(), second);
	assert.deepEqual(await key.verify(jwt), {ok: false, error: 'jwt-invalid'});
	assert.ok((await aKeyIn(directory).verify(await key.sign({sub: 'me'}, 60))).ok);
});

test('the public key has no private part', async t => {
	const directory = await aFolder(t);
	const jwk = await aKeyIn(directory).publicJwk();
	const {d} = JSON.parse(await readFile(join(directory, 'signing-key.json'), 'utf8'));
	assert.equal(typeof d, 'string');
	assert.ok(!JSON.stringify(jwk).includes(d));
});

test('no text but a JWT of the key’s own is verified', async t => {
	const directory = await aFolder(t);
	const key = aKeyIn(directory);
	const [header, claims, signature] = (await key.sign({sub: 'me'}, 60)).split('.');
	const none = Buffer.from('{"alg":"none"}').toString('base64url');
	for (const jwt of [
		'',
		'a.b.c',
		`${none}.${claims}.`,
		`${header}.${claims}.`,
		`${header}.${claims}x.${signature}`,
	]) {
		assert.deepEqual(await key.verify(jwt), {ok: false, error: 'jwt-invalid'}, jwt);
	}
});
