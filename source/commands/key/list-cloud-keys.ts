import {findPaths} from '../../config/paths.ts';
import {asKmsReference} from '../../keys/kms/kms-reference.ts';
import {type ListedKmsKey, listKmsKeys} from '../../keys/kms/list-kms-keys.ts';
import {kmsDeps} from '../../operations/kms-deps.ts';
import {fail, ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {failedError, interruptedError, usageError} from '../command-error.ts';
import {type Column, tableText} from '../table-text.ts';
import {kmsProfileOf} from '../token/kms-profile.ts';

const columns: readonly Column<ListedKmsKey>[] = [
	{title: 'KEY', value: row => row.reference, least: 20},
	{title: 'ABOUT', value: row => row.about, priority: 1},
];

/** Lists keys of a cloud, through the cloud's own tool. */
export const listCloudKeys: Run = async ({flags, host, signal, voice}) => {
	if (flags.has('tokens')) return fail(usageError('--tokens and --kms exclude each other.'));
	const profile = kmsProfileOf(flags);
	if (!profile.ok) return profile;
	const deps = kmsDeps(findPaths(host.variables, host.workingDirectory), host.effects);
	const place = asKmsReference(flags.text('kms') ?? '');
	const listed = await listKmsKeys(place, profile.value, deps, signal);
	if (!listed.ok) {
		const {kind, message, remedy} = listed.error;
		if (kind === 'bad-reference') return fail(usageError(`--kms: ${message}`, remedy));
		return fail(kind === 'cancelled' ? interruptedError() : failedError({kind, message}, remedy));
	}
	if (listed.value.length === 0) voice.note('There is no key.');
	return ok({kind: 'value', value: listed.value, text: view => tableText(listed.value, columns, view)});
};
