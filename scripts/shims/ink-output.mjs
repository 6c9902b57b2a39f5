import {reduceAnsiCodes, tokenize} from '@alcalzone/ansi-tokenize';
import InkOutput from '../../node_modules/ink/build/output.js';
import {plainText} from './plain-text.mjs';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that style text begin with one.
const style = /\u001B\[[\d;]*m/y;

/** More texts than some screens hold: what was drawn long ago is taken apart anew. */
const kept = 2000;

/** The cells of one style: each character's is made once, for nobody changes a cell. */
class Styled {
	static #all = new Map();
	#codes;
	#cells = new Map();
	#next = new Map();

	static of(codes) {
		const name = codes.map(({code, endCode}) => code + endCode).join(' ');
		const known = Styled.#all.get(name) ?? new Styled(codes);
		Styled.#all.set(name, known);
		return known;
	}

	constructor(codes) {
		this.#codes = codes;
	}

	cell(character) {
		let cell = this.#cells.get(character);
		if (cell === undefined) {
			cell = {type: 'char', value: character, fullWidth: false, styles: this.#codes};
			this.#cells.set(character, cell);
		}

		return cell;
	}

	after(sequence) {
		let next = this.#next.get(sequence);
		if (next === undefined) {
			next = Styled.of(reduceAnsiCodes([...this.#codes, ...tokenize(sequence)]));
			this.#next.set(sequence, next);
		}

		return next;
	}
}

const unstyled = Styled.of([]);

/** The cells of each line, or undefined where a character is not one cell of its own. */
const readLines = text => {
	const lines = [[]];
	let styled = unstyled;
	let at = 0;
	while (at < text.length) {
		const next = text.indexOf('\u001B', at);
		const end = next < 0 ? text.length : next;
		for (const [index, run] of text.slice(at, end).split('\n').entries()) {
			if (!plainText.test(run)) {
				return undefined;
			}

			if (index > 0) {
				lines.push([]);
			}

			const line = lines.at(-1);
			for (let place = 0; place < run.length; place += 1) {
				line.push(styled.cell(run.charAt(place)));
			}
		}

		at = end;
		if (next >= 0) {
			style.lastIndex = at;
			const [sequence] = style.exec(text) ?? [];
			if (sequence === undefined) {
				return undefined;
			}

			styled = styled.after(sequence);
			at += sequence.length;
		}
	}

	return lines;
};

const known = new Map();

const linesOf = text => {
	if (known.has(text)) {
		return known.get(text);
	}

	if (known.size >= kept) {
		known.clear();
	}

	const lines = readLines(text);
	known.set(text, lines);
	return lines;
};

const everywhere = [0, Number.POSITIVE_INFINITY];

/** Where an axis may be drawn on, the end excluded: everywhere, where only one end or none is given. */
const bounds = (start, end) =>
	start === undefined || end === undefined ? everywhere : [Math.max(0, start), end];

/** Ink's own drawing, but for plain text, whose cells are known: Ink takes each text apart up to four times in each frame. */
export default class Output extends InkOutput {
	applyWriteOperation(output, operation, clip) {
		const {x, y, text, transformers} = operation;
		const lines = transformers.length === 0 ? linesOf(text) : undefined;
		if (lines === undefined) {
			super.applyWriteOperation(output, operation, clip);
			return;
		}

		const [left, right] = bounds(clip?.x1, clip?.x2);
		const [top, bottom] = bounds(clip?.y1, clip?.y2);
		const from = Math.max(0, left - x);
		const seen = lines
			.map((cells, index) => ({
				cells,
				row: output[y + index],
				to: Math.min(cells.length, right - x),
				at: y + index,
			}))
			.filter(({row, to, at}) => row !== undefined && at >= top && at < bottom && from < to && left < right);
		// At either end half a wide character may stay, which Ink makes whole.
		if (seen.some(({row, to}) => row[x + from]?.value === '' || row[x + to]?.value === '')) {
			super.applyWriteOperation(output, operation, clip);
			return;
		}

		for (const {cells, row, to} of seen) {
			for (let index = from; index < to; index += 1) {
				row[x + index] = cells[index];
			}
		}
	}
}
