import {custodyWords} from '../../auth/custody-words.ts';
import {ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {openWorkbench} from '../open-workbench.ts';
import {keptSession} from './kept-session.ts';
import {signIn} from './sign-in.ts';

/** Signs a person in, unless somebody is already; nothing on standard output, as scripts of the official CLI expect. */
export const runStart: Run = async context => {
	const {voice, signal} = context;
	const workbench = openWorkbench(context);
	if (!workbench.ok) return workbench;
	const {environment, service} = workbench.value;
	const kept = await keptSession(service, signal);
	if (!kept.ok) return kept;
	const session = kept.value
		? ({ok: true, value: kept.value} as const)
		: await signIn(service, context, {waitsWithoutTerminal: true});
	if (!session.ok) return session;
	const {email, sub} = session.value.user;
	voice.note(`${kept.value ? 'Already signed' : 'Signed'} in to ${environment.name} as ${email || sub}.`);
	voice.note(`The session is kept ${custodyWords(service.custody())}.`);
	return ok({kind: 'nothing'});
};
