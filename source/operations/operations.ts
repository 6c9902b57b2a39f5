import {readdirSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import path from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import {ensureFolder} from '../system/folder.ts';
import type {Processes} from '../system/processes.ts';
import type {Random} from '../system/random.ts';
import {makeClaims} from './claim.ts';
import type {Intent} from './intent.ts';
import {
	type Journal,
	type JournalEntry,
	type JournalError,
	type JournalFiles,
	makeJournal,
	readJournal,
} from './journal.ts';
import {type Progress, progressOf} from './progress.ts';
import {makeTurns, type Turns} from './turns.ts';

/** An operation as its journal tells it. */
export type OperationRecord = {
	readonly id: string;
	readonly intent: Intent;
	readonly openedAt: string;
	/** `interrupted`: open, and no running process works on it. */
	readonly status: 'running' | 'interrupted' | 'finished' | 'undone';
	readonly progress: Progress;
};

/** An operation that this process owns and may work on. */
export type OwnedOperation<I extends Intent = Intent> = {
	readonly intent: I;
	/** How far it had come when it was taken up. */
	readonly progress: Progress;
	readonly journal: Journal;
	/** Ends the operation for good. */
	readonly close: (outcome: 'finished' | 'undone') => Promise<Result<void, JournalError>>;
	/** Leaves the operation open, for anyone to take up. */
	readonly release: () => Promise<void>;
};

/** Why an operation can't be taken up. */
export type TakeUpError = {
	readonly kind: 'not-found' | 'running' | 'over' | 'not-written' | 'read-only';
	readonly message: string;
};

export type Operations = {
	/** Puts an intent on disk, owned by this process; nothing may be sent when it fails. */
	readonly begin: <I extends Intent>(intent: I) => Promise<Result<OwnedOperation<I>, JournalError>>;
	readonly list: () => Promise<readonly OperationRecord[]>;
	/** Those that are not over, without reading what is. */
	readonly listOpen: () => Promise<readonly OperationRecord[]>;
	/** Takes up an operation that was interrupted; `id` may be a unique prefix. */
	readonly takeUp: (id: string) => Promise<Result<OwnedOperation, TakeUpError>>;
	/** The turns of this machine's programs at the session's active project. */
	readonly turns: Turns;
};

type Deps = {
	readonly clock: Pick<Clock, 'now'>;
	readonly processes: Processes;
	readonly random: Pick<Random, 'uuid'>;
	readonly files?: JournalFiles;
};

const suffix = '.jsonl';

/** Makes the operations of one user of one environment, each a journal and its claims in `folder`. */
export const makeOperations = (folder: string, {clock, processes, random, files}: Deps): Operations => {
	const claims = makeClaims(folder, {processes, random});
	const fileOf = (id: string) => path.join(folder, `${id}${suffix}`);

	const own = <I extends Intent>(intent: I, entries: readonly JournalEntry[]): OwnedOperation<I> => {
		const journal = makeJournal(fileOf(intent.id), clock.now, files);
		return {
			intent,
			progress: progressOf(entries),
			journal,
			async close(outcome) {
				const closed = await journal.append({type: 'closed', outcome});
				if (closed.ok) await claims.forget(intent.id);
				return closed;
			},
			async release() {
				try {
					await claims.release(intent.id);
				} catch {
					// A full disk can't hold the release: the claim then ends with this process.
				}
			},
		};
	};

	const names = (): readonly string[] => {
		try {
			// Every command looks here: `node:fs/promises` alone takes longer to load than this takes.
			return readdirSync(folder);
		} catch {
			// No folder yet: nothing was ever begun here.
			return [];
		}
	};

	const idsIn = (listed: readonly string[]): readonly string[] =>
		listed.flatMap(name => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : []));

	const recordOf = async (id: string): Promise<OperationRecord | undefined> => {
		const entries = await readJournal(fileOf(id));
		const [opened] = entries;
		if (opened?.type !== 'opened') return undefined;
		const progress = progressOf(entries);
		const status = progress.closed ?? ((await claims.isHeld(id)) ? 'running' : 'interrupted');
		return {id, intent: opened.intent, openedAt: opened.at, status, progress};
	};

	const read = async (ids: readonly string[]) => {
		const records = await Promise.all(ids.map(recordOf));
		return records.filter(record => record !== undefined).sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
	};

	const claim = async (id: string): Promise<Result<undefined, TakeUpError>> => {
		try {
			if (await claims.claim(id)) return ok(undefined);
			return fail({kind: 'running', message: 'Another pat-tui is working on this operation right now.'});
		} catch (error) {
			const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
			return fail({kind: 'not-written', message: `The operation could not be taken up in ${folder}${code}.`});
		}
	};

	return {
		async begin(intent) {
			const made = await ensureFolder(folder);
			if (!made.ok) return fail({kind: 'journal-not-written', message: made.error.message});
			try {
				// Claimed before the journal is there, so that no other process ever sees it unowned.
				await claims.claim(intent.id);
			} catch (error) {
				const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
				return fail({
					kind: 'journal-not-written',
					message: `The operation could not be recorded in ${folder}${code}.`,
				});
			}
			const operation = own(intent, []);
			const opened = await operation.journal.append({type: 'opened', intent});
			if (opened.ok) return ok(operation);
			// Nothing was sent, so nothing may be left that looks like a begun operation.
			await Promise.allSettled([rm(fileOf(intent.id), {force: true}), claims.forget(intent.id)]);
			return opened;
		},
		list: async () => read(idsIn(names())),
		async listOpen() {
			const listed = names();
			// An operation is claimed before its journal is there, and its claims go when it is over.
			const claimed = new Set(listed.map(name => name.split('.claim-')[0]));
			const records = await read(idsIn(listed).filter(id => claimed.has(id)));
			return records.filter(({progress}) => !progress.closed);
		},
		// Beside the folder, not in it: what lies there are operations.
		turns: makeTurns(path.join(path.dirname(folder), 'turns'), {processes, random}),
		async takeUp(wanted) {
			const matching = (await read(idsIn(names()))).filter(record => record.id.startsWith(wanted));
			const [record] = matching;
			if (!record || !wanted) return fail({kind: 'not-found', message: 'There is no such operation here.'});
			if (matching.length > 1)
				return fail({kind: 'not-found', message: 'Several operations begin like that: give more of the id.'});
			const over = {kind: 'over', message: 'This operation is over: there is nothing left to do.'} as const;
			if (record.progress.closed) return fail(over);
			const claimed = await claim(record.id);
			if (!claimed.ok) return claimed;
			// It may have ended between the look and the claim.
			const entries = await readJournal(fileOf(record.id));
			const owned = own(record.intent, entries);
			if (owned.progress.closed) {
				await claims.forget(record.id);
				return fail(over);
			}
			// A journal that can't be read now must not pass for one in which nothing was sent yet.
			if (entries[0]?.type !== 'opened') {
				await owned.release();
				return fail({kind: 'not-found', message: 'The record of this operation can not be read now.'});
			}
			return ok(owned);
		},
	};
};
