import {nextBoundary, previousBoundary} from './graphemes.ts';

/**
 * One line being edited. `cursor` is an offset in UTF-16 units; `killed` is what the last kills took away, and
 * `isKilling` tells that the last command was a kill, so that the next one adds to it.
 */
export type Line = {
	readonly value: string;
	readonly cursor: number;
	readonly killed: string;
	readonly isKilling: boolean;
};

/** What an editing key does to a line, under readline's meanings. */
export type LineCommand =
	| 'line-start'
	| 'line-end'
	| 'back'
	| 'forward'
	| 'word-back'
	| 'word-forward'
	| 'erase-back'
	| 'erase-forward'
	| 'kill-to-start'
	| 'kill-to-end'
	| 'kill-blank-word-back'
	| 'kill-word-back'
	| 'kill-word-forward'
	| 'yank';

/** Begins editing a value with the cursor after its last character. */
export const startLine = (value: string): Line => ({
	value,
	cursor: value.length,
	killed: '',
	isKilling: false,
});

const isWordAt = (value: string, offset: number) =>
	/^[\p{Alphabetic}\p{N}]/u.test(value.slice(offset, offset + 2));
const isBlankAt = (value: string, offset: number) => /^[ \t]/.test(value.slice(offset, offset + 1));

/** Walks back while the grapheme before the offset is, or is not, of a kind. */
const skipBack = (value: string, from: number, isKind: typeof isWordAt, wanted: boolean) => {
	let offset = from;
	while (offset > 0) {
		const previous = previousBoundary(value, offset);
		if (isKind(value, previous) !== wanted) {
			break;
		}
		offset = previous;
	}
	return offset;
};

const skipForward = (value: string, from: number, wanted: boolean) => {
	let offset = from;
	while (offset < value.length && isWordAt(value, offset) === wanted) {
		offset = nextBoundary(value, offset);
	}
	return offset;
};

const wordBack = ({value, cursor}: Line) =>
	skipBack(value, skipBack(value, cursor, isWordAt, false), isWordAt, true);
const blankWordBack = ({value, cursor}: Line) =>
	skipBack(value, skipBack(value, cursor, isBlankAt, true), isBlankAt, false);
const wordForward = ({value, cursor}: Line) => skipForward(value, skipForward(value, cursor, false), true);

const move = (line: Line, cursor: number): Line => ({...line, cursor, isKilling: false});

const erase = (line: Line, from: number, to: number): Line => ({
	...line,
	value: line.value.slice(0, from) + line.value.slice(to),
	cursor: from,
	isKilling: false,
});

const kill = (line: Line, from: number, to: number): Line => {
	if (from === to) {
		return {...line, isKilling: false};
	}
	const taken = line.value.slice(from, to);
	const before = line.isKilling ? line.killed : '';
	const killed = from < line.cursor ? taken + before : before + taken;
	return {...erase(line, from, to), killed, isKilling: true};
};

/**
 * Puts text in at the cursor. The cursor is left right after it even where the text has joined a neighbour into one
 * grapheme: only so do the same letters give the same line however they are cut into bursts.
 */
export const insertText = (line: Line, text: string): Line => ({
	...line,
	value: line.value.slice(0, line.cursor) + text + line.value.slice(line.cursor),
	cursor: line.cursor + text.length,
	isKilling: false,
});

const commands: Readonly<Record<LineCommand, (line: Line) => Line>> = {
	'line-start': line => move(line, 0),
	'line-end': line => move(line, line.value.length),
	back: line => move(line, previousBoundary(line.value, line.cursor)),
	forward: line => move(line, nextBoundary(line.value, line.cursor)),
	'word-back': line => move(line, wordBack(line)),
	'word-forward': line => move(line, wordForward(line)),
	'erase-back': line => erase(line, previousBoundary(line.value, line.cursor), line.cursor),
	'erase-forward': line => erase(line, line.cursor, nextBoundary(line.value, line.cursor)),
	'kill-to-start': line => kill(line, 0, line.cursor),
	'kill-to-end': line => kill(line, line.cursor, line.value.length),
	'kill-blank-word-back': line => kill(line, blankWordBack(line), line.cursor),
	'kill-word-back': line => kill(line, wordBack(line), line.cursor),
	'kill-word-forward': line => kill(line, line.cursor, wordForward(line)),
	yank: line => insertText(line, line.killed),
};

/** Carries out one editing command; a command that finds nothing to do leaves value and cursor as they are. */
export const editLine = (line: Line, command: LineCommand): Line => commands[command](line);
