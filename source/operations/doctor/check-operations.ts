import {lstat, readdir} from 'node:fs/promises';
import path from 'node:path';
import {plural} from '../../text/plural.ts';
import {shellPath} from '../../text/shell-quote.ts';
import {readJournal} from '../journal.ts';
import type {Operations} from '../operations.ts';
import type {Finding} from './finding.ts';

const oneHour = 3_600_000;
const suffix = '.jsonl';

const isOld = async (file: string, now: number): Promise<boolean> => {
	const stats = await lstat(file).catch(() => undefined);
	return stats !== undefined && now - stats.mtimeMs > oneHour;
};

/** What lies in the folder of operations and should not: journals nobody can read, and claims and temporary files that nobody needs. */
const strayFiles = async (folder: string, now: number) => {
	const names = await readdir(folder).catch(() => []);
	const journals = names.filter(name => name.endsWith(suffix));
	const states = await Promise.all(
		journals.map(async name => {
			const entries = await readJournal(path.join(folder, name));
			const isOpen = !entries.some(({type}) => type === 'closed');
			return {name, isRead: entries[0]?.type === 'opened', isOpen};
		}),
	);
	const open = new Set(
		states.filter(({isRead, isOpen}) => isRead && isOpen).map(({name}) => name.slice(0, -suffix.length)),
	);
	const needless = names.filter(name => {
		const [, id] = /^(.+)\.claim-\d+$/u.exec(name) ?? [];
		return id === undefined ? /^\..+\.tmp$/u.test(name) : !open.has(id);
	});
	const old = await Promise.all(needless.map(async name => isOld(path.join(folder, name), now)));
	return {
		unreadable: states.filter(({isRead}) => !isRead).map(({name}) => path.join(folder, name)),
		stale: needless.filter((_name, index) => old[index]).map(name => path.join(folder, name)),
	};
};

/**
 * Checks the journal of one user: operations that were interrupted, records that can't be read, and what a kill left behind.
 *
 * @param now milliseconds since the epoch
 */
export const checkOperations = async (
	operations: Pick<Operations, 'list'>,
	folder: string,
	now: number,
): Promise<readonly Finding[]> => {
	const [records, {unreadable, stale}] = await Promise.all([operations.list(), strayFiles(folder, now)]);
	const interrupted = records.filter(({status}) => status === 'interrupted');
	const running = records.filter(({status}) => status === 'running').length;
	const found = {id: 'operations', title: 'Operations'};
	const verb = interrupted.length === 1 ? 'was' : 'were';
	const first: Finding =
		interrupted.length === 0
			? {
					...found,
					status: 'ok',
					detail: running === 0 ? 'none is open' : `${running} running, none interrupted`,
				}
			: {
					...found,
					status: 'attention',
					detail: `${plural(interrupted.length, 'operation')} ${verb} interrupted.`,
					remedy: '`pat-tui operation list` shows them; resume or undo each.',
				};
	return [
		first,
		...unreadable.map(
			(file): Finding => ({
				id: 'journal-unreadable',
				title: 'Operations',
				status: 'failed',
				detail: `The record ${file} can not be read, so what it was about is not known.`,
				remedy:
					'Look through `pat-tui token list-tokens` for what it may have left, then move the file away.',
			}),
		),
		...(stale.length > 0
			? [
					{
						id: 'journal-stale',
						title: 'Operations',
						status: 'attention' as const,
						detail: `${plural(stale.length, 'file')} of operations that are over, or of a program that was killed.`,
						remedy: `rm -- ${stale.map(shellPath).join(' ')}`,
					},
				]
			: []),
	];
};
