import {noteProblem} from '../../keys/note-problem.ts';
import {fail, ok} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Run} from '../command.ts';
import {failedError, usageError} from '../command-error.ts';
import {findKey, openKeyStore} from './find-key.ts';

/** Keeps a note about a key beside it, or takes it away. */
export const runNoteKey: Run = async context => {
	const [, text = ''] = context.operands;
	const note = text.trim();
	const problem = noteProblem(note);
	if (problem !== undefined) return fail(usageError(problem));
	const {keyStore} = openKeyStore(context);
	const found = await findKey(context, keyStore);
	if (!found.ok) return found;
	const noted = await keyStore.note(found.value.record.thumbprint, note);
	if (!noted.ok)
		return fail(failedError(noted.error, 'The note is as it was. Mend the folder and try again.'));
	const {thumbprint, name} = noted.value;
	return ok({
		kind: 'value',
		value: {thumbprint, name, note},
		text: () => `${note === '' ? 'There is no note on' : 'The note is kept with'} ${sanitise(name)}.\n`,
	});
};
