import {constants, type Stats} from 'node:fs';
import {access, lstat} from 'node:fs/promises';
import {shellPath} from '../../text/shell-quote.ts';
import type {Finding} from './finding.ts';

/** A file or folder of ours that should be for its owner alone. */
export type KeptPath = {
	readonly id: string;
	readonly title: string;
	readonly path: string;
	readonly kind: 'file' | 'folder';
};

const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0');

const wrongOf = ({kind}: KeptPath, stats: Stats): string | undefined => {
	if (stats.isSymbolicLink()) return 'is a symbolic link, which is not followed';
	if (kind === 'folder' ? !stats.isDirectory() : !stats.isFile()) return `is not a ${kind}`;
	// Windows has no user ids: there, the profile folder's own access list is what protects.
	const user = process.getuid?.();
	return user !== undefined && stats.uid !== user ? 'belongs to another user' : undefined;
};

const isWritable = async (path: string): Promise<boolean> =>
	access(path, constants.W_OK).then(
		() => true,
		() => false,
	);

/** Checks one file or folder: ours, no link, writable, and nobody else's to read; a missing one is made when it is needed. */
export const checkKeptPath = async (kept: KeptPath): Promise<Finding> => {
	const {id, title, path, kind} = kept;
	const found = {id, title};
	try {
		const stats = await lstat(path);
		const wrong = wrongOf(kept, stats);
		if (wrong !== undefined) {
			const remedy = 'Move it away, or choose another place with PAT_TUI_HOME.';
			return {...found, status: 'failed', detail: `${path} ${wrong}.`, remedy};
		}
		if (!(await isWritable(path))) {
			const mode = kind === 'folder' ? 'u+rwx' : 'u+rw';
			const remedy = `chmod ${mode} ${shellPath(path)}`;
			return {...found, status: 'failed', detail: `${path} can not be written.`, remedy};
		}
		if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
			const detail = `${path} is open to others (${octal(stats.mode)}).`;
			const remedy = `chmod ${kind === 'folder' ? '700' : '600'} ${shellPath(path)}`;
			return {...found, status: 'attention', detail, remedy};
		}
		return {...found, status: 'ok', detail: path};
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
		if (code === 'ENOENT') return {...found, status: 'ok', detail: `${path}: not there yet`};
		const remedy = 'Mend the folders that lead there, or choose another place with PAT_TUI_HOME.';
		return {...found, status: 'failed', detail: `${path} can not be looked at (${code}).`, remedy};
	}
};
