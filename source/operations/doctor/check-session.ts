import * as v from 'valibot';
import {custodyWords} from '../../auth/custody-words.ts';
import type {Service} from '../../auth/service.ts';
import {sessionAuthorization} from '../../auth/session-authorization.ts';
import type {Custody, Session} from '../../auth/session-store.ts';
import type {Finding} from './finding.ts';

/** Checks who is signed in, where the session is kept, and, by asking the service, whether it still counts; never signs in. */
export const checkSession = async (
	{environment, http}: Pick<Service, 'environment' | 'http'>,
	session: Session | undefined,
	custody: Custody | undefined,
	signal?: AbortSignal,
): Promise<Finding> => {
	const found = {id: 'session', title: 'Session'};
	if (!session) {
		const detail = `Nobody is signed in to ${environment.name}.`;
		return {...found, status: 'attention', detail, remedy: 'pat-tui start'};
	}
	const {user, from} = session;
	const whose = from === undefined ? '' : " (the official command line's session)";
	const who = `${user.email || user.sub}${whose}, kept ${custodyWords(custody)}`;
	const reply = await http.send({
		method: 'GET',
		url: `${environment.portalUrl}/api/whoami`,
		schema: v.unknown(),
		authorization: sessionAuthorization(environment, session),
		retry: false,
		signal,
	});
	if (reply.ok) return {...found, status: 'ok', detail: `${who}; it still counts`};
	const {kind, message} = reply.error;
	if (kind === 'session-ended') {
		return {...found, status: 'attention', detail: `${who}; it is over: ${message}`, remedy: 'pat-tui start'};
	}
	const remedy = 'It is kept. Try again when the service answers.';
	return {
		...found,
		status: 'attention',
		detail: `${who}; whether it still counts is not known: ${message}`,
		remedy,
	};
};
