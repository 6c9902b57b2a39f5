import {open, readFile} from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import {fail, ok, type Result} from '../result.ts';
import {ProjectName, Standings} from './access/standing.ts';
import {Intent} from './intent.ts';

const at = v.string();

/** One line of an operation's journal; no secret ever stands in one. */
export const JournalEntry = v.variant('type', [
	v.object({type: v.literal('opened'), at, intent: Intent}),
	v.object({type: v.literal('started'), at, step: v.string()}),
	v.object({
		type: v.literal('done'),
		at,
		step: v.string(),
		tokenId: v.optional(v.string()),
		projectId: v.optional(v.string()),
	}),
	/** The service said no, or reads back otherwise: the step certainly has no effect now. */
	v.object({type: v.literal('refused'), at, step: v.string()}),
	/** How a principal stood in the projects before a step changed anything: what the step is measured against, and taken back to. */
	v.object({type: v.literal('seen'), at, step: v.string(), standings: Standings}),
	/** A write goes out that the step may have to find again, also in another project than it was meant for. */
	v.object({type: v.literal('sends'), at, step: v.string(), access: v.picklist(['add', 'set', 'remove'])}),
	/** The session's active project is about to be set: what it was, so that it can be put back. */
	v.object({type: v.literal('switched'), at, from: v.optional(ProjectName), to: ProjectName}),
	/** The session's active project is what it was, or another terminal has chosen one since. */
	v.object({type: v.literal('restored'), at}),
	v.object({type: v.literal('closed'), at, outcome: v.picklist(['finished', 'undone'])}),
]);
export type JournalEntry = v.InferOutput<typeof JournalEntry>;

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;

/** Why a line could not be made safe on disk; nothing may be sent after it. */
export type JournalError = {readonly kind: 'journal-not-written' | 'read-only'; readonly message: string};

export type Journal = {
	/** Adds a line and returns when it is safe on disk (fsync). */
	readonly append: (entry: WithoutTime<JournalEntry>) => Promise<Result<void, JournalError>>;
};

/** The disk as the journal needs it: a test wraps the real one to break it. */
export type JournalFiles = {readonly open: typeof open};

const syncFolder = async (files: JournalFiles, folder: string) => {
	const handle = await files.open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
};

/**
 * Makes the writer of one journal: append-only, 0600, fsynced, for the one process that owns the operation.
 *
 * @param file an absolute path in a folder that is there
 * @param now milliseconds since the epoch
 */
export const makeJournal = (file: string, now: () => number, files: JournalFiles = {open}): Journal => ({
	async append(entry) {
		try {
			const handle = await files.open(file, 'a+', 0o600);
			try {
				const {size} = await handle.stat();
				const last = Buffer.alloc(1);
				if (size > 0) await handle.read(last, 0, 1, size - 1);
				// A line torn by a crash is closed first, so that it can't swallow this one.
				const separator = size > 0 && last[0] !== 0x0a ? '\n' : '';
				const {type, ...rest} = entry;
				await handle.writeFile(
					`${separator}${JSON.stringify({type, at: new Date(now()).toISOString(), ...rest})}\n`,
				);
				await handle.sync();
				if (size === 0) await syncFolder(files, path.dirname(file));
			} finally {
				await handle.close();
			}
			return ok(undefined);
		} catch (error) {
			const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
			return fail({
				kind: 'journal-not-written',
				message: `The journal could not be written to ${file}${code}.`,
			});
		}
	},
});

/** Reads a journal, oldest line first; a torn or damaged line is dropped, a missing file is an empty journal. */
export const readJournal = async (file: string): Promise<readonly JournalEntry[]> => {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch {
		// Missing: nothing was ever begun. Unreadable looks the same: who means to act on it looks for its first line.
		return [];
	}
	return text.split('\n').flatMap(line => {
		try {
			const parsed = v.safeParse(JournalEntry, JSON.parse(line));
			return parsed.success ? [parsed.output] : [];
		} catch {
			// A line torn by a crash: what it would have said was never acted on.
			return [];
		}
	});
};
