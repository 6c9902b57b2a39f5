import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {variantTable} from '../../source/sandbox/variant-table.ts';
import {completeVariants, parseVariants} from '../../source/sandbox/variants.ts';
import {anyCharacter} from '../any-character.ts';

test('what nothing is said about is as the table has it first', () => {
	const first = Object.fromEntries(variantTable.map(({name, values}) => [name, values[0]]));
	assert.deepEqual(completeVariants(), first);
	assert.deepEqual(completeVariants({patch: 'merge'}), {...first, patch: 'merge'});
	assert.deepEqual(parseVariants([]), {ok: true, value: first});
});

test('every name with every value of the table is read, and changes that one only', () => {
	for (const {name, values} of variantTable) {
		for (const value of values) {
			const expected = {...completeVariants(), [name]: value};
			assert.deepEqual(parseVariants([`${name}=${value}`]), {ok: true, value: expected});
		}
	}
});

test('an unknown name or value, and a name given twice, are refused by name', () => {
	const cases: readonly (readonly [readonly string[], RegExp])[] = [
		[['patching=merge'], /^There is no variant "patching": patch, .*decline\.$/],
		[[''], /^There is no variant ""/],
		[['__proto__=x'], /^There is no variant "__proto__"/],
		[['patch'], /^patch takes one of replace, merge, one-key, and not ""\.$/],
		[['patch=merge=x'], /and not "merge=x"/],
		[['page=10', 'patch=\u001b[0m'], /^patch takes .* and not "\uFFFD\[0m"\.$/],
		[['patch=merge', 'page=10', 'patch=merge'], /^patch is given twice\.$/],
	];
	for (const [texts, expected] of cases) {
		const parsed = parseVariants(texts);
		assert.ok(!parsed.ok, texts.join(' '));
		assert.match(parsed.error, expected);
	}
});

test('whatever is written, the answer is a whole set of variants or one sentence that can be shown', () => {
	const pair = fc
		.tuple(
			fc.constantFrom(...variantTable.map(({name}) => name), 'toString', ''),
			fc.constantFrom('merge', '10', '403', ''),
		)
		.map(parts => parts.join('='));
	fc.assert(
		fc.property(fc.array(fc.oneof(pair, fc.string({unit: anyCharacter})), {maxLength: 4}), texts => {
			const parsed = parseVariants(texts);
			if (parsed.ok) assert.equal(Object.keys(parsed.value).length, variantTable.length);
			else assert.match(parsed.error, /^[^\p{Cc}]{5,600}[.]$/u);
		}),
		{numRuns: 1000},
	);
});
