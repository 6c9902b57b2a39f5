import assert from 'node:assert/strict';
import {test} from 'node:test';
import {format, inspect} from 'node:util';
import fc from 'fast-check';
import {makeSecret, reveal} from '../../source/text/secret.ts';
import {anyCharacter} from '../any-character.ts';

const canary = 'canary-4711';

test('a secret shows as [secret] in templates, JSON, inspection and formatted logs', () => {
	const secret = makeSecret(canary);
	assert.equal(`${secret}`, '[secret]');
	assert.equal(JSON.stringify({secret}), '{"secret":"[secret]"}');
	assert.equal(inspect(secret, {showHidden: true, depth: 9}), '[secret]');
	assert.equal(format('%s %o %j', secret, secret, secret), '[secret] [secret] "[secret]"');
});

test('no property of a secret, listed or hidden, holds its text', () => {
	const secret = makeSecret(canary);
	assert.deepEqual(Reflect.ownKeys(secret), []);
	assert.deepEqual({...secret}, {});
	assert.ok(!new Error('failed', {cause: secret}).stack?.includes(canary));
});

test('any text comes back exactly as it was wrapped', () => {
	fc.assert(
		fc.property(fc.string({unit: anyCharacter}), text => {
			assert.equal(reveal(makeSecret(text)), text);
		}),
	);
});
