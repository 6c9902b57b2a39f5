import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {editLine, insertText, type Line, type LineCommand, startLine} from '../../source/text/line-editor.ts';

const commands: readonly LineCommand[] = [
	'line-start',
	'line-end',
	'back',
	'forward',
	'word-back',
	'word-forward',
	'erase-back',
	'erase-forward',
	'kill-to-start',
	'kill-to-end',
	'kill-blank-word-back',
	'kill-word-back',
	'kill-word-forward',
	'yank',
];

/** A line written with `|` where its cursor is. */
const at = (text: string): Line => ({...startLine(text.replace('|', '')), cursor: text.indexOf('|')});
const show = ({value, cursor}: Line) => `${value.slice(0, cursor)}|${value.slice(cursor)}`;
const after = (text: string, ...steps: readonly LineCommand[]) => show(steps.reduce(editLine, at(text)));

test('the cursor moves by what people see as one character', () => {
	assert.equal(after('a👩‍👩‍👧|', 'back'), 'a|👩‍👩‍👧');
	assert.equal(after('|e\u0301x', 'forward'), 'e\u0301|x');
	assert.equal(after('日本|', 'erase-back'), '日|');
	assert.equal(after('|🇦🇹x', 'erase-forward'), '|x');
});

test('words for Alt end at whatever is no letter or digit', () => {
	assert.equal(after('foo-bar baz|', 'word-back'), 'foo-bar |baz');
	assert.equal(after('foo-bar |baz', 'word-back'), 'foo-|bar baz');
	assert.equal(after('|foo-bar', 'word-forward'), 'foo|-bar');
	assert.equal(after('foo|-bar x', 'kill-word-forward'), 'foo| x');
	assert.equal(after('foo-bar|', 'kill-word-back'), 'foo-|');
});

test('words for Ctrl+W end at blanks', () => {
	assert.equal(after('cd /usr/lib  |', 'kill-blank-word-back'), 'cd |');
});

test('kills in a row are put back together, in the order of the line', () => {
	assert.equal(after('one two three|', 'kill-word-back', 'kill-word-back', 'yank'), 'one two three|');
	assert.equal(after('one |two', 'kill-to-end', 'kill-to-start', 'yank'), 'one two|');
});

test('a kill after something else starts anew', () => {
	assert.equal(after('one two|', 'kill-word-back', 'back', 'kill-to-end', 'yank'), 'one |');
});

test('a kill that finds nothing keeps what was killed before', () => {
	assert.equal(after('one two|', 'kill-word-back', 'kill-to-end', 'yank'), 'one two|');
});

test('no command leaves the line, breaks a character in two or makes letters up', () => {
	const step = fc.oneof(
		fc.constantFrom(...commands).map(command => ({command})),
		fc.string({unit: 'grapheme', maxLength: 6}).map(text => ({text})),
	);
	fc.assert(
		fc.property(fc.array(step, {maxLength: 30}), steps => {
			let line = startLine('');
			for (const item of steps) {
				line = 'text' in item ? insertText(line, item.text) : editLine(line, item.command);
				assert.ok(line.cursor >= 0 && line.cursor <= line.value.length);
				assert.doesNotMatch(line.value, /\p{Cs}/u);
				assert.doesNotMatch(line.value.slice(0, line.cursor), /\p{Cs}/u);
			}
		}),
	);
});

test('text put in piece by piece is the same as put in at once', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme'}),
			fc.nat(),
			fc.string({unit: 'grapheme-composite'}),
			(value, place, text) => {
				const boundaries = [...new Intl.Segmenter().segment(value)].map(({index}) => index);
				const line = {...startLine(value), cursor: boundaries[place % Math.max(1, boundaries.length)] ?? 0};
				assert.deepEqual([...text].reduce(insertText, line), insertText(line, text));
			},
		),
	);
});

test('erasing undoes typing', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme-ascii'}),
			fc.string({unit: 'grapheme-ascii', maxLength: 10}),
			(value, text) => {
				const typed = insertText(startLine(value), text);
				const erased = [...text].reduce(line => editLine(line, 'erase-back'), typed);
				assert.equal(erased.value, value);
			},
		),
	);
});
