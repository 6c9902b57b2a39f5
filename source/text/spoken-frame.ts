import {stripVTControlCharacters} from 'node:util';
import {cells} from './cells.ts';

/** A screen as it is spoken: its first line, the lines below, and the field that is being filled in, as `Label: value`. */
export type SpokenFrame = {
	readonly title: string;
	readonly lines: readonly string[];
	readonly prompt: string | undefined;
};

const field = 'textbox: ';
const chosen = '(selected) ';
const chosenWord = 'selected: ';

const spelt = (line: string) => {
	const text = line.startsWith(field) ? line.slice(field.length) : line;
	const words = text.startsWith(chosen) ? `${chosenWord}${text.slice(chosen.length)}` : text;
	return words.replace(/ {2,}/g, ' ').trim();
};

const withoutChoice = (line: string) =>
	line.startsWith(chosenWord) ? line.slice(chosenWord.length).trimStart() : line;

/** Reads a frame that Ink has written for screen readers. */
export const spokenFrame = (frame: string): SpokenFrame => {
	const all = stripVTControlCharacters(frame).split('\n');
	const isPrompt = (line: string) => line.startsWith(`${field}${chosen}`);
	const [title = '', ...lines] = all
		.filter(line => !isPrompt(line))
		.map(spelt)
		.filter(line => line !== '');
	return {title, lines, prompt: all.findLast(isPrompt)?.slice(field.length + chosen.length)};
};

const sameAtStart = (one: readonly string[], other: readonly string[]) => {
	const at = one.findIndex((line, index) => line !== other[index]);
	return at < 0 ? one.length : at;
};

/** Leaves out what both screens begin and end with: where one works, and keys that are the same. */
const withoutShared = (before: readonly string[], now: readonly string[]) => {
	const rest = now.slice(sameAtStart(now, before));
	return rest.slice(0, rest.length - sameAtStart(rest.toReversed(), before.toReversed()));
};

/** Gives what is to be said of a frame after another: all of another screen, of the same one what is new or newly chosen. */
export const newLines = (before: SpokenFrame | undefined, now: SpokenFrame): readonly string[] => {
	if (!before) return [now.title, ...now.lines];
	if (before.title !== now.title) return [now.title, ...withoutShared(before.lines, now.lines)];
	const said = new Set([...before.lines, before.prompt]);
	const known = new Set(before.lines.map(withoutChoice));
	return now.lines.filter(line => !(said.has(line) || known.has(line)));
};

/**
 * Gives what turns the last line of the terminal from one value of a field into the next: letters that came at the end,
 * or went from there. Undefined where the line has to be written anew, as one that has grown over `columns`.
 */
export const echo = (before: string, now: string, columns: number): string | undefined => {
	if (Math.max(cells(before), cells(now)) >= columns) return undefined;
	if (now.startsWith(before)) return now.slice(before.length);
	return before.startsWith(now) ? '\b \b'.repeat(cells(before.slice(now.length))) : undefined;
};
