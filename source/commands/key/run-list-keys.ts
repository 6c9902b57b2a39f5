import type {KeyRow} from '../../keys/key-row.ts';
import type {KeyUser} from '../../operations/token/key-use.ts';
import {fail, ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {failedError, usageError} from '../command-error.ts';
import {type Column, tableText} from '../table-text.ts';
import {openKeyStore} from './find-key.ts';
import {keyState, keyValue} from './key-value.ts';
import {listCloudKeys} from './list-cloud-keys.ts';
import {readKeyUse} from './read-key-use.ts';

const columns: readonly Column<KeyRow>[] = [
	{title: 'NAME', value: row => (row.status === 'damaged' ? row.message : row.record.name), least: 12},
	{title: 'ALG', value: row => (row.status === 'damaged' ? '' : row.record.algorithm), least: 5, priority: 1},
	{title: 'STATE', value: keyState},
	{
		title: 'CREATED',
		value: row => (row.status === 'damaged' ? '' : row.record.created.slice(0, 10)),
		priority: 2,
	},
	{title: 'THUMBPRINT', value: row => (row.status === 'damaged' ? '' : row.record.thumbprint)},
	{title: 'PLACE', value: row => row.place, least: 12, priority: 3},
];

const usersColumn = (usersOf: (row: KeyRow) => readonly KeyUser[]): Column<KeyRow> => ({
	title: 'USED BY',
	value: row =>
		usersOf(row)
			.map(({name}) => name)
			.join(', ') || 'no token',
	least: 12,
});

/** Lists the keys of the key store, whatever environment they are for; with `--tokens` which tokens of one environment use them, with `--kms` those of a cloud instead. */
export const runListKeys: Run = async context => {
	const {flags, voice} = context;
	if (flags.has('kms')) return listCloudKeys(context);
	if (flags.has('kms-profile')) return fail(usageError('--kms-profile needs --kms.'));
	const {keyStore, folder} = openKeyStore(context);
	const rows = await keyStore.list();
	if (!rows.ok) return fail(failedError(rows.error, 'Mend the folder and try again.'));
	const use = flags.has('tokens') ? await readKeyUse(rows.value, context) : undefined;
	if (use && !use.ok) return use;
	const exposed = rows.value.filter(row => row.status === 'ready' && row.file?.isExposed);
	for (const {place} of exposed) voice.warn(`${place} can be read or written by others: chmod 600 mends it.`);
	if (rows.value.length === 0) voice.note(`There is no key in ${folder}.`);
	const usersOf = (row: KeyRow) => (row.status === 'damaged' ? [] : (use?.value.usersOf(row.record) ?? []));
	return ok({
		kind: 'value',
		value: rows.value.map(row => ({...keyValue(row), ...(use && {tokens: usersOf(row)})})),
		text: view => tableText(rows.value, use ? [...columns, usersColumn(usersOf)] : columns, view),
	});
};
