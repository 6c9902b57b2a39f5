import {mkdir, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Processes} from './processes.ts';
import type {Random} from './random.ts';

/** What a folder of one's own is named by: randomness, and the process that it belongs to. */
export type OwnFolderDeps = {
	readonly random: Pick<Random, 'bytes'>;
	readonly processes: Pick<Processes, 'self'>;
};

const ownName = /^(\d+)-[\da-f]{16}$/u;

/** Runs some work with a fresh folder (0700) in `parent`, which is removed whole afterwards; throws where it can't be made. */
export const withOwnFolder = async <T>(
	parent: string,
	{random, processes}: OwnFolderDeps,
	work: (folder: string) => Promise<T>,
): Promise<T> => {
	const folder = join(parent, `${processes.self().pid}-${Buffer.from(random.bytes(8)).toString('hex')}`);
	try {
		await mkdir(folder, {mode: 0o700});
		return await work(folder);
	} finally {
		await rm(folder, {recursive: true, force: true}).catch(() => {
			// It is swept at the next start.
		});
	}
};

/** Removes folders that a killed program left behind in `parent`; gives their number. */
export const sweepOwnFolders = async (parent: string, {self, isRunning}: Processes): Promise<number> => {
	const names = await readdir(parent).catch(() => []);
	const left = names.filter(name => {
		const pid = Number(ownName.exec(name)?.[1]);
		return pid > 0 && !isRunning({pid, started: '', boot: self().boot});
	});
	await Promise.allSettled(left.map(async name => rm(join(parent, name), {recursive: true, force: true})));
	return left.length;
};
