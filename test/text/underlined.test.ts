import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {underlined} from '../../source/text/underlined.ts';

test('the letters at the places are underlined, and nothing else of the text changes', () => {
	assert.equal(underlined('ci-prod', new Set([0, 3, 4])), '\u001B[4mc\u001B[24mi-\u001B[4mpr\u001B[24mod');
	const text = fc.string({unit: fc.constantFrom('a', 'é', '日', '👍', 'e\u0301', ' ')});
	fc.assert(
		fc.property(text, fc.array(fc.nat(20)), (name, places) => {
			assert.equal(stripVTControlCharacters(underlined(name, new Set(places))), name);
		}),
	);
});

test('a grapheme is never underlined in part', () => {
	assert.equal(underlined('👍a', new Set([1])), '\u001B[4m👍\u001B[24ma');
});
