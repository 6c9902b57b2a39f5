import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import fc from 'fast-check';
import ours from '../../scripts/shims/string-width.mjs';

// The bundler puts ours in the package's place: the package itself is reached by its address.
const {resolve} = createRequire(join(process.cwd(), 'package.json'));
const {default: theirs} = await import(pathToFileURL(resolve('string-width')).href);

const pieces = [
	'a',
	'Z',
	' ',
	'~',
	'é',
	'ß',
	'Ω',
	'ж',
	'…',
	'—',
	'─',
	'│',
	'▸',
	'●',
	'✓',
	'✗',
	'⠋',
	'↑',
	'漢',
	'字',
	'か',
	'カ',
	'ｶ',
	'한',
	'글',
	'ＡＢ',
	'。',
	'e\u0301',
	'n\u0303',
	'o\u0302\u0323',
	'ก',
	'ש',
	'ع',
	'😀',
	'👍🏽',
	'👨‍👩‍👧',
	'🇩🇪',
	'❤️',
	'1️⃣',
	'⌚',
	'🏴󠁧󠁢󠁥󠁮󠁧󠁿',
	'✅',
	'\u200B',
	'\u2060',
	'\uFEFF',
	'\t',
	'\u0007',
	'\u001B[31m',
	'\u001B[0m',
	'\u001B[38;5;12m',
	'\u001B[1;4m',
];

test('every kind of text that is drawn is as wide as the package says', () => {
	const different = pieces
		.filter(piece => ours(piece) !== theirs(piece))
		.map(piece => [piece, ours(piece), theirs(piece)]);
	assert.deepEqual(different, []);
});

test('any text put together from them is as wide as the package says', () => {
	// A space between the pieces: what two of them make together is no longer one of them.
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...pieces), {maxLength: 12}), parts => {
			const text = parts.join(' ');
			assert.equal(ours(text), theirs(text));
		}),
	);
});

test('any ASCII text is as wide as the package says', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary-ascii'}), text => {
			assert.equal(ours(text.replaceAll('\u001B', '')), theirs(text.replaceAll('\u001B', '')));
		}),
	);
});
