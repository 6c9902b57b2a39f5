import {readFile, rename, unlink} from 'node:fs/promises';
import {fail, type Result} from '../result.ts';
import {createFile} from './create-file.ts';
import {type FileError, hasCode} from './file-error.ts';
import type {Processes, ProcessIdentity} from './processes.ts';
import type {Random} from './random.ts';
import {quietly, temporaryBeside} from './temporary-file.ts';

/** Says that another program, or something else in this one, holds a lock. */
export type LockHeld = {readonly kind: 'held'; readonly message: string};

type LockDeps = {readonly random: Pick<Random, 'bytes'>; readonly processes: Processes};

// The file alone does not tell two holders in one process apart.
const heldHere = new Set<string>();

const markOf = ({pid, started, boot}: ProcessIdentity) => `${pid} ${started} ${boot}\n`;

const isAlive = (mark: string, processes: Processes): boolean => {
	const [pid, started = '', boot = ''] = mark.slice(0, -1).split(' ');
	return processes.isRunning({pid: Number(pid), started, boot});
};

/** Takes a lock away whose program is gone; false where that still runs. */
const clearDead = async (path: string, own: string, {random, processes}: LockDeps): Promise<boolean> => {
	const aside = temporaryBeside(path, random);
	try {
		const mark = await readFile(path, 'utf8');
		// One of this very process that is not held here was left by a fault.
		if (mark !== own && isAlive(mark, processes)) return false;
		await rename(path, aside);
		const isSame = (await readFile(aside, 'utf8')) === mark;
		// Somebody else was quicker and holds it since: it is theirs again.
		await (isSame ? unlink(aside) : rename(aside, path));
		return isSame;
	} catch (error) {
		if (hasCode(error, ['ENOENT'])) return true;
		throw error;
	}
};

const take = async (path: string, deps: LockDeps): Promise<Result<undefined, FileError | LockHeld>> => {
	const own = markOf(deps.processes.self());
	const held = fail({kind: 'held', message: `Another pat-tui holds ${path}.`} as const);
	const made = await createFile(path, own, deps);
	if (made.ok || made.error.kind !== 'exists') return made;
	if (!(await clearDead(path, own, deps))) return held;
	const again = await createFile(path, own, deps);
	return again.ok || again.error.kind !== 'exists' ? again : held;
};

/**
 * Runs `work` while nobody else, here or in another process, holds the lock that is a file at `path`; fails at once where
 * somebody does. A lock whose program is gone is taken over.
 */
export const holdLock = async <T, E>(
	path: string,
	deps: LockDeps,
	work: () => Promise<Result<T, E>>,
): Promise<Result<T, E | FileError | LockHeld>> => {
	if (heldHere.has(path)) return fail({kind: 'held', message: `This pat-tui holds ${path} already.`});
	heldHere.add(path);
	try {
		const taken = await take(path, deps);
		if (!taken.ok) return taken;
		try {
			return await work();
		} finally {
			await quietly(unlink(path));
		}
	} finally {
		heldHere.delete(path);
	}
};
