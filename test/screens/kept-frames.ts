import assert from 'node:assert/strict';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';

/** Where the pictures of all screens are kept as text, a file for each state of a screen. */
export const framesFolder = resolve('test/screens/frames');

/** The name of the file for a scenario. */
export const frameFile = (name: string): string => `${name.replace(/[^a-z\d]+/gi, '-').toLowerCase()}.txt`;

/** One picture: what it shows under which conditions, and its rows. */
export type KeptFrame = {readonly title: string; readonly rows: readonly string[]};

const frameText = ({title, rows}: KeptFrame) =>
	`${[`== ${title} ==`, ...rows.map(row => row.trimEnd())].join('\n')}\n`;

/** Asserts that pictures are as they are kept; with `UPDATE_FRAMES` set they are kept as they are. */
export const assertKept = async (name: string, frames: readonly KeptFrame[]): Promise<void> => {
	const file = join(framesFolder, frameFile(name));
	const text = frames.map(frameText).join('\n');
	if (process.env['UPDATE_FRAMES']) {
		await mkdir(framesFolder, {recursive: true});
		await writeFile(file, text);
		return;
	}
	const kept = await readFile(file, 'utf8').catch(() => '');
	assert.equal(
		text,
		kept,
		'It is drawn otherwise than it is kept: look at it, then `npm run frames` keeps it.',
	);
};
