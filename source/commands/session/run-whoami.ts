import {custodyWords} from '../../auth/custody-words.ts';
import {fail, ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {requestError} from '../command-error.ts';
import {fieldsText} from '../fields-text.ts';
import {openSession} from '../open-session.ts';

/** Shows who is signed in: the service's reply as it came for scripts, and for a person also where the session is kept. */
export const runWhoami: Run = async context => {
	const session = await openSession(context);
	if (!session.ok) return session;
	const {environment, workbench} = session.value;
	const {service} = workbench;
	const user = await service.portal.whoami({signal: context.signal});
	if (!user.ok) return fail(requestError(user.error));
	const {sub, email, raw} = user.value.value;
	const isAdopted = service.session()?.from === 'official-cli';
	return ok({
		kind: 'value',
		value: raw,
		text: () =>
			fieldsText([
				['User', email || sub],
				['User id', sub],
				['Environment', `${environment.name}, ${environment.portalUrl}`],
				['Session', `${custodyWords(service.custody())}${isAdopted ? ', the official CLI has it too' : ''}`],
			]),
	});
};
