import {findPaths} from '../../config/paths.ts';
import {type KeyRow, makeKeyStore} from '../../keys/key-store.ts';
import {fail, ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {failedError} from '../command-error.ts';
import {type Column, tableText} from '../table-text.ts';

const stateOf = (row: KeyRow): string => {
	if (row.status !== 'ready') return row.status;
	if (row.isExposed) return 'others can read it';
	return row.record.encrypted ? 'encrypted' : 'plain';
};

const columns: readonly Column<KeyRow>[] = [
	{title: 'NAME', value: row => (row.status === 'damaged' ? row.message : row.record.name), least: 12},
	{title: 'ALG', value: row => (row.status === 'damaged' ? '' : row.record.algorithm), least: 5, priority: 1},
	{title: 'STATE', value: stateOf},
	{
		title: 'CREATED',
		value: row => (row.status === 'damaged' ? '' : row.record.created.slice(0, 10)),
		priority: 2,
	},
	{title: 'THUMBPRINT', value: row => (row.status === 'damaged' ? '' : row.record.thumbprint)},
	{title: 'FILE', value: row => row.path, least: 12, priority: 3},
];

const rowValue = (row: KeyRow): Readonly<Record<string, unknown>> => {
	const {path, status} = row;
	if (row.status === 'damaged') return {status, privateKeyFile: path, message: row.message};
	const {thumbprint, name, algorithm, custody, encrypted, created, publicJwk} = row.record;
	const facts = {thumbprint, name, algorithm, custody, encrypted, created, publicJwk};
	const state = row.status === 'ready' ? {exposed: row.isExposed} : {message: row.message};
	return {status, ...facts, privateKeyFile: path, ...state};
};

/** Lists the keys of the key store, whatever environment they are for; public facts only. */
export const runListKeys: Run = async ({host, voice}) => {
	const {clock, random} = host.effects;
	const {keys: folder} = findPaths(host.variables, host.workingDirectory);
	const rows = await makeKeyStore({folder, clock, random}).list();
	if (!rows.ok) return fail(failedError(rows.error, 'Mend the folder and try again.'));
	const exposed = rows.value.filter(row => row.status === 'ready' && row.isExposed);
	for (const {path} of exposed) voice.warn(`${path} can be read or written by others: chmod 600 mends it.`);
	if (rows.value.length === 0) voice.note(`There is no key in ${folder}.`);
	return ok({
		kind: 'value',
		value: rows.value.map(rowValue),
		text: view => tableText(rows.value, columns, view),
	});
};
