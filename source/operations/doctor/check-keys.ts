import {lstat, readdir} from 'node:fs/promises';
import path from 'node:path';
import type {KeyRow} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {plural} from '../../text/plural.ts';
import {shellPath} from '../../text/shell-quote.ts';
import type {Finding} from './finding.ts';

const oneHour = 3_600_000;

const oldTemporaryFiles = async (folder: string, now: number): Promise<readonly string[]> => {
	const names = (await readdir(folder).catch(() => [])).filter(name => /^\.pat-tui-.+\.tmp$/u.test(name));
	const files = names.map(name => path.join(folder, name));
	const stats = await Promise.all(files.map(async file => lstat(file).catch(() => undefined)));
	return files.filter((_file, index) => now - (stats[index]?.mtimeMs ?? now) > oneHour);
};

const remedies = {
	damaged: 'Look at the file; pat-tui leaves it alone.',
	missing: 'Put the file back where it was, or `pat-tui key delete` what is known of it.',
	unfinished: 'Nothing is lost: it goes away when the key is saved again, or delete the record.',
} as const;

const badRow = (row: KeyRow): readonly Finding[] => {
	const found = {id: 'key', title: 'Key'};
	if (row.status === 'ready') {
		const {isExposed = false, protection} = row.file ?? {};
		const exposed: Finding = {
			...found,
			status: 'failed',
			detail: `${row.place} can be read or written by others.`,
			remedy: `chmod 600 ${shellPath(row.place)}`,
		};
		const weak: Finding = {
			...found,
			status: 'attention',
			detail: `${row.place} is encrypted weakly: its passphrase can be guessed fast.`,
			remedy: `pat-tui key passphrase ${row.record.thumbprint} --same`,
		};
		return [...(isExposed ? [exposed] : []), ...(protection === 'weak' ? [weak] : [])];
	}
	const status = row.status === 'unfinished' ? 'attention' : 'failed';
	return [{...found, status, detail: row.message, remedy: remedies[row.status]}];
};

/**
 * Checks the key store: keys that others can read, plain and weak ones, damaged ones, and what a kill left behind.
 *
 * @param now milliseconds since the epoch
 */
export const checkKeys = async (
	keyStore: Pick<KeyStore, 'list'>,
	folder: string,
	now: number,
): Promise<readonly Finding[]> => {
	const found = {id: 'keys', title: 'Keys'};
	const rows = await keyStore.list();
	if (!rows.ok) {
		const remedy = 'Mend the folder and try again.';
		return [{...found, status: 'failed', detail: rows.error.message, remedy}];
	}
	const ready = rows.value.filter(row => row.status === 'ready');
	const plain = ready.filter(({file}) => file?.protection === 'plain').length;
	const temporary = await oldTemporaryFiles(folder, now);
	const count = `${plural(ready.length, 'key')} in ${folder}`;
	return [
		plain === 0
			? {...found, status: 'ok', detail: count}
			: {
					...found,
					status: 'attention',
					detail: `${count}, ${plain} without a passphrase`,
					remedy: 'Whoever reads such a file can act as its token. `pat-tui key list` shows which they are.',
				},
		...rows.value.flatMap(badRow),
		...(temporary.length > 0
			? [
					{
						id: 'keys-temporary',
						title: 'Keys',
						status: 'attention' as const,
						detail: `${plural(temporary.length, 'temporary file')} of a program that was killed.`,
						remedy: `rm -- ${temporary.map(shellPath).join(' ')}`,
					},
				]
			: []),
	];
};
