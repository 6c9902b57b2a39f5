import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import inkSanitizeAnsi from '../../node_modules/ink/build/sanitize-ansi.js';
import sanitizeAnsi from '../../scripts/shims/ink-sanitize-ansi.mjs';
import {anyCharacter} from '../any-character.ts';

const pieces = ['a', 'token', ' ', '\n', '─', '漢', '\u0301', '\t', '\r', '\u0007', '\u009B1m', '\u001B'];
const styles = ['\u001B[1m', '\u001B[m', '\u001B[1;;2m', '\u001B[38;5;9m', '\u001B[38:5:9m', '\u001B[4:3m'];
const others = ['\u001B[2K', '\u001B[?25l', '\u001B]8;;https://sandbox.example\u0007', '\u001B[1', '[0m'];

test('a text is left as Ink leaves it', () => {
	const unit = fc.oneof(fc.constantFrom(...pieces, ...styles, ...others), anyCharacter);
	fc.assert(
		fc.property(fc.array(unit, {maxLength: 20}), parts => {
			const text = parts.join('');
			assert.equal(sanitizeAnsi(text), inkSanitizeAnsi(text));
		}),
		{numRuns: 2000},
	);
	fc.assert(
		fc.property(fc.array(fc.constantFrom('a', '─', '\n', ...styles), {maxLength: 20}), parts => {
			const text = parts.join('');
			assert.equal(sanitizeAnsi(text), inkSanitizeAnsi(text));
		}),
		{numRuns: 1000},
	);
});
