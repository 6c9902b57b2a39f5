import {Writable} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import type {Clock} from '../system/clock.ts';
import {cells} from '../text/cells.ts';
import {echo, newLines, type SpokenFrame, spokenFrame} from '../text/spoken-frame.ts';
import {wrap} from '../text/wrap.ts';

type Deps = {
	readonly clock: Pick<Clock, 'sleep'>;
	/** The terminal itself. */
	readonly terminal: {readonly columns?: number | undefined; readonly write: (text: string) => unknown};
};

/** What Ink draws on in the place of the terminal, where the screen is spoken. */
export type SpokenScreen = {
	readonly stdout: Writable & {readonly isTTY: true; readonly columns: number; readonly rows: number};
	/** Says the whole screen once more. */
	readonly repeat: () => void;
	/** Leaves the terminal at the beginning of a line; nothing is said from then on. */
	readonly end: () => void;
};

// Narrow enough that nothing is set side by side, and high enough that few pages have to be turned.
const size = {columns: 79, rows: 60} as const;
const soonMs = 60;
/** How long nothing is typed before what that has changed is said: not at every letter. */
const pauseMs = 800;

// An address that is longer than a line stays one word for whoever copies it: the terminal goes on with it by itself.
const wrapped = (line: string, columns: number) =>
	line.split(' ').some(word => cells(word) > columns) ? line : wrap(line, columns).join('\n');

const isOnlyControl = (chunk: string) => chunk !== '' && stripVTControlCharacters(chunk) === '';

/**
 * Makes the screen that is written line by line, as a teletype would: nothing is drawn over, what was said stays, and of
 * each frame only what is new is written. Letters are echoed where they are typed.
 */
export const makeSpokenScreen = ({clock, terminal}: Deps): SpokenScreen => {
	let said: SpokenFrame | undefined;
	let latest: SpokenFrame | undefined;
	let isAtStart = true;
	let hasEnded = false;
	let timer: {readonly ms: number; readonly stop: AbortController} | undefined;

	const columnsNow = () => (terminal.columns || 80) - 1;
	const flush = () => {
		timer = undefined;
		if (!latest || hasEnded) return;
		const lines = newLines(said, latest);
		const {prompt} = latest;
		const isPromptNew = prompt !== said?.prompt;
		said = latest;
		if (lines.length === 0 && !isPromptNew) return;
		terminal.write(
			`${isAtStart ? '' : '\n'}${lines.map(line => `${wrapped(line, columnsNow())}\n`).join('')}${prompt ?? ''}`,
		);
		isAtStart = prompt === undefined;
	};
	const wait = (ms: number) => {
		timer?.stop.abort();
		const stop = new AbortController();
		timer = {ms, stop};
		clock.sleep(ms, stop.signal).then(flush, () => undefined);
	};
	const take = (frame: SpokenFrame) => {
		latest = frame;
		const typed =
			said?.title === frame.title && said.prompt !== undefined && frame.prompt !== undefined
				? echo(said.prompt, frame.prompt, columnsNow() + 1)
				: undefined;
		if (said && typed !== undefined && typed !== '') {
			terminal.write(typed);
			said = {...said, prompt: frame.prompt};
			wait(pauseMs);
		} else if (!timer || (timer.ms > soonMs && frame.title !== said?.title)) {
			wait(soonMs);
		}
	};

	const stdout = new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			const text = String(chunk);
			// Pasted text is marked as anywhere else; where the cursor is, and whether it is seen, is the terminal's matter.
			if (isOnlyControl(text)) terminal.write(text.includes('?2004') ? text : '');
			else if (text.trim() !== '' && !hasEnded) take(spokenFrame(text));
			done();
		},
	});
	return {
		stdout: Object.assign(stdout, {isTTY: true as const, ...size}),
		repeat() {
			said = undefined;
			if (!isAtStart) terminal.write('\n');
			isAtStart = true;
			wait(soonMs);
		},
		end() {
			timer?.stop.abort();
			hasEnded = true;
			if (!isAtStart) terminal.write('\n');
		},
	};
};
