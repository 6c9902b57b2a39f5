import type {KeyRow} from '../../keys/key-row.ts';
import type {KeyUser} from '../../operations/token/key-use.ts';
import {fail, ok} from '../../result.ts';
import type {Run, View} from '../command.ts';
import {failedError} from '../command-error.ts';
import {type Column, tableText} from '../table-text.ts';
import {openKeyStore} from './find-key.ts';
import {keyState, keyValue} from './key-value.ts';
import {readKeyUse} from './read-key-use.ts';

type KnownRow = Exclude<KeyRow, {readonly status: 'damaged'}>;

const keyColumns: readonly Column<KnownRow>[] = [
	{title: 'KEY WITHOUT A TOKEN', value: ({record}) => record.name, least: 12},
	{title: 'STATE', value: keyState, priority: 1},
	{title: 'THUMBPRINT', value: ({record}) => record.thumbprint},
];

const tokenColumns: readonly Column<KeyUser>[] = [
	{title: 'TOKEN WITHOUT A KEY HERE', value: ({name}) => name, least: 12},
	{title: 'TOKEN ID', value: ({id}) => id, least: 36},
];

/** Lists what is left over on both sides: keys that no token of the signed-in user uses, and tokens whose key is not here. */
export const runListOrphans: Run = async context => {
	const {keyStore} = openKeyStore(context);
	const rows = await keyStore.list();
	if (!rows.ok) return fail(failedError(rows.error, 'Mend the folder and try again.'));
	const use = await readKeyUse(rows.value, context);
	if (!use.ok) return use;
	const {unused, keyless, environment} = use.value;
	const keys = rows.value.filter(
		(row): row is KnownRow => row.status !== 'damaged' && unused.includes(row.record.thumbprint),
	);
	context.voice.note(
		`Looked at ${environment} alone: a token of another environment or user may use such a key.`,
	);
	const text = (view: View) =>
		[
			keys.length > 0 ? tableText(keys, keyColumns, view) : '',
			keyless.length > 0 ? tableText(keyless, tokenColumns, view) : '',
		]
			.filter(table => table !== '')
			.join('\n') || 'Every key here has a token, and every token its key.\n';
	return ok({kind: 'value', value: {environment, keys: keys.map(keyValue), tokens: keyless}, text});
};
