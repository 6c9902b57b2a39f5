import {Readable, Writable} from 'node:stream';
import {render} from 'ink';
import type {ReactNode} from 'react';
import {makePatience} from './patience.ts';
import {turnsUntil} from './turns.ts';

/** A tree drawn in a terminal that is not there: keys go in as chunks, frames come out whole. */
export type Rendered = {
	/** Sends one chunk of bytes, as a terminal would; chunks written together stay separate. */
	readonly write: (chunk: string) => void;
	readonly frames: readonly string[];
	readonly lastFrame: () => string;
	readonly resize: (columns: number, rows: number) => void;
	readonly rerender: (tree: ReactNode) => void;
	/** Resolves when nothing has been drawn for some turns of the event loop. */
	readonly settled: () => Promise<void>;
	/** Resolves when the last frame passes; throws with that frame after a minute. */
	readonly until: (passes: (frame: string) => boolean) => Promise<void>;
	readonly unmount: () => void;
};

const quietTurns = 40;
const patience = 60_000;

/** Draws a tree as Ink does on a terminal of the given size; ink-testing-library does it at 100 columns only. */
export const renderAt = (
	columns: number,
	rows: number,
	tree: ReactNode,
	{isSpoken = false}: {readonly isSpoken?: boolean} = {},
): Rendered => {
	const frames: string[] = [];
	const stdout = Object.assign(
		new Writable({
			decodeStrings: false,
			write: (chunk, _encoding, done) => {
				// Ink turns the marks of pasted text on and off with writes of their own, which are no frames.
				if (!String(chunk).includes('?2004')) {
					frames.push(String(chunk));
				}
				done();
			},
		}),
		{columns, rows, isTTY: true},
	);
	const stdin = Object.assign(new Readable({objectMode: true, read: () => {}}), {
		isTTY: true,
		setRawMode: () => {},
		ref: () => {},
		unref: () => {},
	});
	const instance = render(tree, {
		stdout,
		stdin,
		debug: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
		isScreenReaderEnabled: isSpoken,
	});
	const lastFrame = () => frames.at(-1) ?? '';
	return {
		write: chunk => {
			stdin.push(chunk);
		},
		frames,
		lastFrame,
		resize: (newColumns, newRows) => {
			Object.assign(stdout, {columns: newColumns, rows: newRows});
			stdout.emit('resize');
		},
		rerender: instance.rerender,
		settled: async () => {
			let drawn = frames.length;
			let quiet = 0;
			await turnsUntil(() => {
				quiet = frames.length === drawn ? quiet + 1 : 0;
				drawn = frames.length;
				return quiet >= quietTurns;
			});
		},
		until: async passes => {
			const start = performance.now();
			const moment = makePatience();
			while (!passes(lastFrame())) {
				if (performance.now() - start > patience) {
					throw new Error(`Not on the screen in time:\n${lastFrame()}`);
				}
				await moment();
			}
		},
		unmount: instance.unmount,
	};
};
