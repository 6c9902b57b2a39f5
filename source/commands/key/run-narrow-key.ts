import {fail, ok} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Run} from '../command.ts';
import {failedError} from '../command-error.ts';
import {findKey, openKeyStore} from './find-key.ts';
import {keyValue} from './key-value.ts';

const otherwise = 'Nothing was changed. Look at the file and its folder.';

/** Narrows the mode of a key's file to 0600. */
export const runNarrowKey: Run = async context => {
	const {keyStore} = openKeyStore(context);
	const found = await findKey(context, keyStore);
	if (!found.ok) return found;
	const {thumbprint} = found.value.record;
	const narrowed = await keyStore.narrow(thumbprint);
	if (!narrowed.ok) return fail(failedError(narrowed.error, otherwise));
	const row = await keyStore.find(thumbprint);
	if (!row.ok) return fail(failedError(row.error, otherwise));
	const after = row.value ?? found.value;
	return ok({
		kind: 'value',
		value: keyValue(after),
		text: () => `Only you can read ${sanitise(after.place, {graphemes: 1000})}.\n`,
	});
};
