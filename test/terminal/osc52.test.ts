import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {mostCopiedBytes, osc52} from '../../source/terminal/osc52.ts';
import {anyCharacter} from '../any-character.ts';

const dcs = '\u001BP';
const st = '\u001B\\';
const doubled = '\u001B\u001B';

/** What stands between a beginning and an end. */
const inside = (text: string, begin: string, end: string): string => {
	assert.ok(text.startsWith(begin) && text.endsWith(end), JSON.stringify(text));
	return text.slice(begin.length, text.length - end.length);
};

/** Reads a sequence as a terminal does; nothing else may stand in it. */
const decode = (sequence: string): string => {
	const payload = inside(sequence, '\u001B]52;c;', '\u0007');
	assert.match(payload, /^[\w+/]*={0,2}$/u);
	return Buffer.from(payload, 'base64').toString('utf8');
};

/** What tmux passes on to the terminal around it. */
const passedByTmux = (wrapped: string): string => {
	const pairs = inside(wrapped, `${dcs}tmux;`, st).split(doubled);
	assert.ok(!pairs.some(part => part.includes('\u001B')), 'an ESC that is not doubled ends it too early');
	return pairs.join('\u001B');
};

/** What GNU screen passes on: the insides of all its strings, none of which it may have to cut. */
const passedByScreen = (wrapped: string): string => {
	const parts = inside(wrapped, dcs, st).split(`${st}${dcs}`);
	for (const part of parts) assert.ok(!part.includes(st) && part.length <= 256);
	return parts.join('');
};

const anyText = fc.oneof(
	fc.string({unit: anyCharacter, maxLength: 2000}),
	fc.string({unit: 'grapheme', maxLength: 200}),
	fc.constantFrom('', '\u0007', '\u001B\\', '\u001B]52;c;!\u0007', '\u009C', 'a\r\nb\0'),
);

/** What UTF-8 can say of a text: half a pair becomes U+FFFD. */
const asUtf8 = (text: string) => Buffer.from(text, 'utf8').toString('utf8');

test('a terminal reads the text that was meant, whatever stands in it', () => {
	fc.assert(
		fc.property(anyText, text => {
			const sequence = osc52(text, {TERM: 'xterm-256color'}) ?? assert.fail('refused');
			assert.equal(decode(sequence), asUtf8(text));
		}),
	);
});

test('tmux reads it, and so does the terminal that tmux passes it to', () => {
	fc.assert(
		fc.property(anyText, text => {
			const sequence =
				osc52(text, {TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0'}) ?? assert.fail('refused');
			const wrappedFrom = sequence.indexOf(dcs);
			assert.equal(decode(sequence.slice(0, wrappedFrom)), asUtf8(text));
			assert.equal(decode(passedByTmux(sequence.slice(wrappedFrom))), asUtf8(text));
		}),
	);
});

test('GNU screen passes it on whole, in parts that it does not cut', () => {
	fc.assert(
		fc.property(anyText, text => {
			const sequence = osc52(text, {TERM: 'screen.xterm-256color', TMUX: ''}) ?? assert.fail('refused');
			assert.equal(decode(passedByScreen(sequence)), asUtf8(text));
		}),
	);
});

test('what is longer than terminals take is refused, counted in bytes', () => {
	const longest = osc52('x'.repeat(mostCopiedBytes), {}) ?? assert.fail('refused');
	assert.equal(longest.length, 100_000);
	assert.equal(osc52('x'.repeat(mostCopiedBytes + 1), {}), undefined);
	assert.equal(osc52('é'.repeat(mostCopiedBytes / 2 + 1), {}), undefined);
});
