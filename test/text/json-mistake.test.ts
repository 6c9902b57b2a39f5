import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {jsonMistake} from '../../source/text/json-mistake.ts';

const isJson = (text: string) => {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
};

test('what is JSON has no mistake', () => {
	fc.assert(
		fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
			assert.equal(jsonMistake(JSON.stringify(JSON.parse(json), undefined, indent)), undefined);
		}),
	);
});

test('what is damaged has a mistake exactly where the language itself reads no JSON', () => {
	const piece = fc.constantFrom(
		'',
		',',
		'}',
		']',
		'{',
		'[',
		'"',
		':',
		'1',
		'x',
		'\n',
		' ',
		'\\',
		'tru',
		'-',
		'.5',
	);
	fc.assert(
		fc.property(fc.json({maxDepth: 3}), fc.nat(), fc.nat(6), piece, (json, at, cut, added) => {
			const from = at % (json.length + 1);
			const text = json.slice(0, from) + added + json.slice(from + cut);
			assert.equal(jsonMistake(text) === undefined, isJson(text), text);
		}),
		{numRuns: 500},
	);
});

test('a mistake is found at its line and column', () => {
	assert.deepEqual(jsonMistake('{\n  "a": 1,\n}'), {line: 3, column: 1});
	assert.deepEqual(jsonMistake('{\n  "a": 1\n  "b": 2\n}'), {line: 3, column: 3});
	assert.deepEqual(jsonMistake('["é日", x]'), {line: 1, column: 8});
	assert.deepEqual(jsonMistake('[1, 2'), {line: 1, column: 6});
	assert.deepEqual(jsonMistake(''), {line: 1, column: 1});
	assert.deepEqual(jsonMistake('[] []'), {line: 1, column: 4});
});
