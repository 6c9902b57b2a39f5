import {open} from 'node:fs/promises';
import type {JournalFiles} from '../../source/operations/journal.ts';

type Break = {
	readonly call: 'open' | 'writeFile' | 'sync';
	readonly code: string;
	/** Whether half of the text reaches the disk before the failure. */
	readonly writesHalf?: boolean;
	/** Which of the journal's lines fail, counted from 0; all when not said. */
	readonly isBroken?: (line: number) => boolean;
};

/** The real disk, but for the lines that fail as they would on a full or forbidden one. */
export const breakingFiles = ({
	call,
	code,
	writesHalf = false,
	isBroken = () => true,
}: Break): JournalFiles => {
	let line = -1;
	const failure = () => Object.assign(new Error(`${code}: injected`), {code});
	return {
		open: async (path, flags, mode) => {
			// The folder is opened too, to be synced, but never to be written.
			if (flags !== 'r') line += 1;
			if (flags === 'r' || !isBroken(line)) return open(path, flags, mode);
			if (call === 'open') throw failure();
			const handle = await open(path, flags, mode);
			const write = handle.writeFile.bind(handle);
			handle[call] = async (text?: unknown) => {
				if (writesHalf && typeof text === 'string') await write(text.slice(0, text.length / 2));
				throw failure();
			};
			return handle;
		},
	};
};
