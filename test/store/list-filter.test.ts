import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type Token, toToken} from '../../source/api/token.ts';
import {findByLetters} from '../../source/store/find-by-letters.ts';
import {type FindNames, findByWords} from '../../source/store/find-by-words.ts';
import {filterHint, filterWords, parseListFilter} from '../../source/store/list-filter.ts';
import {selectMarks, selectRows} from '../../source/store/token-rows.ts';

const words = Object.keys(filterWords);
const value = fc.stringMatching(/^[a-zA-Z0-9:-]{1,8}$/u);
const name = fc.stringMatching(/^[a-zA-Z0-9-]{1,8}$/u);

test('words with a colon ask, everything else is a part of the name, in whatever order they are typed', () => {
	const asked = fc.record({word: fc.constantFrom(...words), value});
	fc.assert(
		fc.property(fc.array(fc.oneof(asked, name), {maxLength: 6}), parts => {
			const text = parts.map(part => (typeof part === 'string' ? part : `${part.word}:${part.value}`));
			assert.deepEqual(parseListFilter(` ${text.join('  ')} `), {
				typed: parts.filter(part => typeof part === 'string').join(' '),
				asked: parts.flatMap(part =>
					typeof part === 'string' ? [] : [{word: part.word, value: part.value.toLowerCase()}],
				),
			});
		}),
	);
});

test('an unknown word with a colon is a part of the name, and one without a value asks for nothing', () => {
	assert.deepEqual(parseListFilter('urn:1 KEY:'), {typed: 'urn:1', asked: []});
	assert.deepEqual(parseListFilter('Key:Missing'), {typed: '', asked: [{word: 'key', value: 'missing'}]});
});

test('the hint names all words, and after a colon what may follow', () => {
	for (const word of words) assert.match(filterHint('ci'), new RegExp(`${word}:`, 'u'));
	assert.equal(filterHint('ci key:mis'), 'key: missing, here, encrypted, weak, plain, exposed, kms');
	assert.equal(filterHint('key'), filterHint('key:'));
	assert.equal(filterHint('miss'), 'Part of a name. For the state type key:missing');
});

const letters = ({places}: FindNames, text: string, typed: string) =>
	[...places(text, typed)]
		.toSorted((one, other) => one - other)
		.map(place => text[place])
		.join('');

const isSubsequence = (typed: string, text: string) => {
	let at = 0;
	for (const letter of text) if (letter === typed[at]) at += 1;
	return at === typed.length;
};

test('loose finding finds just the names that hold the letters in their order, and marks those letters', () => {
	fc.assert(
		fc.property(fc.array(name, {maxLength: 20}), name, (names, typed) => {
			const indices = findByLetters.indices(names, typed);
			const expected = names.flatMap((each, index) =>
				isSubsequence(typed.toLowerCase(), each.toLowerCase()) ? [index] : [],
			);
			assert.deepEqual(
				indices.toSorted((one, other) => one - other),
				expected,
			);
			for (const index of indices)
				assert.equal(letters(findByLetters, names[index] ?? '', typed).toLowerCase(), typed.toLowerCase());
		}),
	);
});

test('finding by words finds the names that hold each of them, those that begin with the first word first', () => {
	const names = ['prod-ci', 'ci-prod', 'ci-dev'];
	const found = findByWords.indices(names, 'CI prod').map(index => names[index] ?? '');
	assert.deepEqual(found, ['ci-prod', 'prod-ci']);
	assert.deepEqual(
		found.map(name => letters(findByWords, name, 'CI prod')),
		['ciprod', 'prodci'],
	);
});

test('whatever the names, just those that hold each word are found, in their order behind those that begin with the first', () => {
	const text = fc.string({unit: fc.constantFrom('a', 'b', 'A', 'İ', ' ', '\n'), maxLength: 6});
	fc.assert(
		fc.property(fc.array(text, {maxLength: 12}), text, (names, typed) => {
			const asked = typed.toLowerCase().match(/\S+/gu) ?? [''];
			const fits = [...names.keys()].filter(index =>
				asked.every(word => names[index]?.toLowerCase().includes(word)),
			);
			const begins = (index: number) => names[index]?.toLowerCase().startsWith(asked[0] ?? '');
			assert.deepEqual(findByWords.indices(names, typed), [
				...fits.filter(begins),
				...fits.filter(index => !begins(index)),
			]);
		}),
		{numRuns: 500},
	);
});

test('above 2,000 names a name has to hold the words, and those are marked', () => {
	const items = Array.from({length: 2001}, (_, index) => toToken({id: `${index}`, name: `token-${index}`}));
	const look = (tokens: readonly Token[], filter: string) => ({
		tokens: {items: tokens, at: 0, status: 'fresh' as const},
		keys: new Map(),
		tries: new Map(),
		listView: {filter, isTyping: true, sort: 'name' as const, isReversed: false},
		findNames: findByLetters,
	});
	const many = look(items, 'token-2000');
	assert.equal(selectRows(look(items, 'tkn')).length, 0);
	assert.deepEqual(
		selectRows(many).map(row => [row.name, selectMarks(many)(row).size]),
		[['token-2000', 10]],
	);
	const fewer = look(items.slice(1), 'tkn');
	const [first] = selectRows(fewer);
	assert.deepEqual(first && [...selectMarks(fewer)(first)].toSorted(), [0, 2, 4]);
});
