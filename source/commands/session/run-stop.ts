import {signedOutWords} from '../../auth/signed-out-words.ts';
import {ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {openWorkbench} from '../open-workbench.ts';

/** Signs out: here in any case, at the service as far as it can be told; nothing on standard output. */
export const runStop: Run = async context => {
	const {voice, signal} = context;
	const workbench = openWorkbench(context);
	if (!workbench.ok) return workbench;
	const signedOut = await workbench.value.service.signOut(signal);
	const isWhole = typeof signedOut.service === 'string' && signedOut.leftBehind === undefined;
	(isWhole ? voice.note : voice.warn)(signedOutWords(signedOut));
	return ok({kind: 'nothing'});
};
