import assert from 'node:assert/strict';
import {test} from 'node:test';
import {styledCharsFromTokens, tokenize} from '@alcalzone/ansi-tokenize';
import fc from 'fast-check';
import InkOutput from '../../node_modules/ink/build/output.js';
import Output from '../../scripts/shims/ink-output.mjs';

const plain = ['a', 'token', '  ', 'é', '─', '▸', '…', '\n'];
const wide = ['漢字', 'e\u0301', '😀', '\u0301', '\u200B', '\u0007'];
const styles = ['1', '2', '22', '7', '27', '31', '39', '1;31', '38;5;9', '0', '4', '44', '49'].map(
	code => `\u001B[${code}m`,
);
const odd = ['\u001B]8;;https://sandbox.example\u0007', '\u001B]8;;\u0007', '\u001B[2K', '\u001B'];

const textOf = (...pieces: readonly string[]) =>
	fc.array(fc.constantFrom(...pieces), {minLength: 1, maxLength: 12}).map(parts => parts.join(''));

// Most of what is drawn is plain; the other texts come beside it, so that both kinds of cells meet.
const anyText = fc.oneof(
	{arbitrary: textOf(...plain, ...styles), weight: 3},
	textOf(...plain, ...wide, ...styles, ...odd),
);
const place = fc.integer({min: -4, max: 14});
const edge = fc.option(place, {nil: undefined});
const marks = {
	none: [],
	bold: [(line: string) => `\u001B[1m${line}\u001B[22m`],
	brackets: [(line: string) => `<${line}>`, (line: string, index: number) => `${index}${line}`],
	wide: [(line: string) => `漢${line}`],
	lines: [(line: string) => `${line}\n${line}`],
};
const write = fc.record({
	x: place,
	y: place,
	text: anyText,
	mark: fc.constantFrom<keyof typeof marks>('none', 'bold', 'bold', 'brackets', 'wide', 'lines'),
});
const clip = fc.record({x1: edge, x2: edge, y1: edge, y2: edge});
const step = fc.oneof({arbitrary: write, weight: 4}, clip, fc.constant('unclip' as const));
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

type Drawing = Pick<InkOutput, 'write' | 'clip' | 'unclip' | 'get'>;

const drawn = (
	Drawing: new (size: {readonly width: number; readonly height: number}) => Drawing,
	steps: readonly Step[],
) => {
	const output = new Drawing({width: 12, height: 6});
	for (const each of steps) {
		if (each === 'unclip') output.unclip();
		else if ('text' in each) {
			const {x, y, text, mark} = each;
			output.write(x, y, text, {transformers: marks[mark]});
		} else output.clip(each);
	}
	return output.get();
};

/** What a terminal shows of a frame; in which order styles begin and end is nothing that it shows. */
const shown = ({output, height}: ReturnType<InkOutput['get']>) => ({
	height,
	cells: styledCharsFromTokens(tokenize(output)).map(({value, styles: codes}) => [
		value,
		codes.map(({code}) => code).toSorted(),
	]),
});

test('what is drawn is what Ink itself draws, whatever is written where, clipped or over something else', () => {
	fc.assert(
		fc.property(fc.array(step, {maxLength: 12}), steps => {
			assert.deepEqual(shown(drawn(Output, steps)), shown(drawn(InkOutput, steps)));
		}),
		{numRuns: 1000},
	);
});

test('a text is drawn the same when it is drawn again, also after very many others', () => {
	const frame = (text: string) => drawn(Output, [{x: 1, y: 1, text, mark: 'bold'}]);
	const text = '\u001B[1mci-deploy\u001B[22m ES256';
	const first = frame(text);
	for (let number = 0; number < 2500; number += 1) frame(`${number}`.padEnd(40));
	assert.deepEqual([frame(text), frame(text)], [first, first]);
	assert.match(first.output, /ci-deploy/);
});
