import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {toToken} from '../../source/api/token.ts';
import {charactersToGo, confirmationFor} from '../../source/store/delete-slice.ts';
import {anyCharacter} from '../any-character.ts';

const aToken = (name: string, id = '4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c') => toToken({id, name});
const asked = (name: string, others: readonly string[] = []) => {
	const token = aToken(name);
	return confirmationFor(token, [token, ...others.map((other, index) => aToken(other, `other-${index}`))]);
};

test('a plain name of its own is asked for', () => {
	for (const name of ['ci-deploy-prod', 'A name, with blanks (1)', 'x', 'a'.repeat(40)]) {
		assert.deepEqual(asked(name, ['another-token']), {kind: 'name', text: name});
	}
});

test('the end of the id is asked for where the name is shared, too long or can not plainly be typed', () => {
	const byId = {kind: 'id-end', text: '9a8f2c'};
	assert.deepEqual(asked('ci-deploy-prod', ['ci-deploy-prod']), byId);
	for (const name of [
		'',
		'a'.repeat(41),
		' leading',
		'trailing ',
		'täglich',
		'a\u0000b',
		'a\u202Eb',
		'日本語',
		'a\tb',
		'a\nb',
	]) {
		assert.deepEqual(asked(name), byId, JSON.stringify(name));
	}
});

test('what is asked for can always be typed and is never empty', () => {
	fc.assert(
		fc.property(
			fc.string({unit: anyCharacter}),
			fc.array(fc.string({unit: anyCharacter})),
			(name, others) => {
				assert.match(asked(name, others).text, /^[\x20-\x7e]+$/);
			},
		),
	);
});

test('the characters that are still to be typed are counted, and a wrong beginning is told apart', () => {
	assert.equal(charactersToGo('', 'name'), 4);
	assert.equal(charactersToGo('nam', 'name'), 1);
	assert.equal(charactersToGo('name', 'name'), 0);
	assert.equal(charactersToGo('names', 'name'), undefined);
	assert.equal(charactersToGo('N', 'name'), undefined);
});
