import {reduceAnsiCodes, styledCharsToString, tokenize} from '@alcalzone/ansi-tokenize';
import InkOutput from '../../node_modules/ink/build/output.js';
import {plainText} from './plain-text.mjs';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that style text begin with one.
const style = /\u001B\[[\d;]*m/y;

/** More characters than some frames hold, in UTF-16 units: what was drawn long ago is taken apart anew. */
const mostKept = 65_536;

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

/** One line of plain text: its cells, and whether they are styled. */
class Line {
	cells = [];
	#text = '';
	#isStyled = false;

	add(run, styled) {
		for (let place = 0; place < run.length; place += 1) {
			this.cells.push(styled.cell(run.charAt(place)));
		}

		this.#text += run;
		this.#isStyled ||= run !== '' && styled !== unstyled;
	}

	/** The text of some columns, as Ink writes what it cut. */
	slice(from, to) {
		return this.#isStyled ? styledCharsToString(this.cells.slice(from, to)) : this.#text.slice(from, to);
	}
}

/** The lines of a text, or undefined where a character is not one cell of its own. */
const readLines = text => {
	const lines = [new Line()];
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
				lines.push(new Line());
			}

			lines.at(-1).add(run, styled);
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
let kept = 0;

const linesOf = text => {
	if (known.has(text)) {
		return known.get(text);
	}

	kept += text.length;
	if (kept > mostKept) {
		known.clear();
		kept = text.length;
	}

	const lines = readLines(text);
	known.set(text, lines);
	return lines;
};

/** Where an axis may be drawn on, the end excluded: everywhere, where only one end or none is given. */
const bounds = (start, end) =>
	start === undefined || end === undefined
		? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
		: [start, end];

const transformed = (text, transformers, index) =>
	transformers.reduce((changed, transformer) => transformer(changed, index), text);

/** The cells that a text has in each row; undefined where not all of it is plain, or half a wide character would stay. */
const plainWrites = (output, {x, y, text, transformers}, clip) => {
	const lines = linesOf(text);
	const [left, right] = bounds(clip?.x1, clip?.x2);
	const [top, bottom] = bounds(clip?.y1, clip?.y2);
	if (lines === undefined) {
		return undefined;
	}

	const widest = Math.max(...lines.map(line => line.cells.length));
	const isHidden = x + widest < left || x > right || left >= right || top >= bottom;
	const start = Math.max(x, left);
	const writes = [];
	for (const [index, line] of isHidden ? [] : lines.entries()) {
		const row = output[y + index];
		if (row === undefined || y + index < top || y + index >= bottom) {
			continue;
		}

		const from = start - x;
		const to = Math.max(from, Math.min(line.cells.length, right - x));
		const piece =
			transformers.length === 0
				? [{cells: line.cells.slice(from, to)}]
				: linesOf(transformed(line.slice(from, to), transformers, index));
		if (piece?.length !== 1 || row[start]?.value === '' || row[start + piece[0].cells.length]?.value === '') {
			return undefined;
		}

		writes.push({row, start, cells: piece[0].cells});
	}

	return writes;
};

/** Ink's own drawing, but for plain text, whose cells are known: Ink takes each text apart up to four times in each frame. */
export default class Output extends InkOutput {
	applyWriteOperation(output, operation, clip) {
		const writes = plainWrites(output, operation, clip);
		if (writes === undefined) {
			super.applyWriteOperation(output, operation, clip);
			return;
		}

		for (const {row, start, cells} of writes) {
			for (let index = Math.max(0, -start); index < cells.length; index += 1) {
				row[start + index] = cells[index];
			}
		}
	}
}
