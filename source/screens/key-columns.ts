import {basename} from 'node:path';
import type {Column} from '../components/table.tsx';
import type {KeyRow} from '../keys/key-row.ts';
import type {KeyUse} from '../operations/token/key-use.ts';
import {keyWords} from '../store/key-words.ts';
import type {Signs} from '../terminal/signs.ts';
import {plural} from '../text/plural.ts';
import {relativeTime} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';

const custodies = {stored: 'key store', external: 'your file', kms: 'KMS'} as const;

const stateOf = (row: KeyRow): string => (row.status === 'ready' ? keyWords(row, true).words : row.status);

const isSafe = (row: KeyRow): boolean => ['encrypted', 'kms'].includes(stateOf(row));

const users = (row: KeyRow, use: KeyUse | undefined): string => {
	if (row.status === 'damaged' || !use) return '';
	const count = use.usersOf(row.record).length;
	return count === 0 ? 'no token' : plural(count, 'token');
};

/** The columns of the list of keys, the dearest first; the others leave where there is too little room. */
export const keyColumns = (use: KeyUse | undefined, signs: Signs, now: number): readonly Column<KeyRow>[] => [
	{title: '', width: 1, cell: row => (isSafe(row) ? signs.ok : signs.attention)},
	{
		title: 'NAME',
		flex: 3,
		minWidth: 20,
		cell: row => sanitise(row.status === 'damaged' ? basename(row.place) : row.record.name),
	},
	{title: 'ALG', width: 5, cell: row => (row.status === 'damaged' ? '' : row.record.algorithm)},
	{title: 'STATE', width: 14, cell: stateOf},
	{title: 'USED BY', width: 10, drop: 2, cell: row => users(row, use)},
	{
		title: 'KEPT IN',
		width: 9,
		drop: 1,
		cell: row => (row.status === 'damaged' ? '' : custodies[row.record.custody]),
	},
	{
		title: 'MADE',
		width: 10,
		drop: 3,
		cell: row => (row.status === 'damaged' ? '' : relativeTime(Date.parse(row.record.created), now)),
	},
	{
		title: 'THUMBPRINT',
		minWidth: 12,
		flex: 1,
		drop: 4,
		cell: row => (row.status === 'damaged' ? '' : row.record.thumbprint),
	},
];
