import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {jsonText} from '../../source/text/json-text.ts';
import {anyCharacter} from '../any-character.ts';

test('control, format and line-separating characters are written as escapes', () => {
	assert.equal(
		jsonText({name: 'a\u001Bb\u009Bc\u202Ed\u2028e'}),
		String.raw`{"name":"a\u001bb\u009bc\u202ed\u2028e"}`,
	);
	assert.equal(jsonText('\u{E0041}'), String.raw`"\udb40\udc41"`);
});

test('what is written reads back as the same value', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
			const text = jsonText(value, indent);
			assert.equal(JSON.stringify(JSON.parse(text)), JSON.stringify(value));
			assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
		}),
	);
	fc.assert(
		fc.property(fc.string({unit: anyCharacter}), value => {
			assert.equal(JSON.parse(jsonText(value)), value);
		}),
	);
});
