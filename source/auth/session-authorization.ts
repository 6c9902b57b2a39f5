import type {Authorization} from '../api/http.ts';
import type {Environment} from '../config/environments.ts';
import {reveal} from '../text/secret.ts';
import type {Session} from './session-store.ts';

/** Signs requests with a session that is not renewed when it is over, so that what the service says of it can be seen. */
export const sessionAuthorization = (
	{cookieName}: Pick<Environment, 'cookieName'>,
	{id}: Pick<Session, 'id'>,
): Authorization => ({kind: 'session', headers: () => ({cookie: `${cookieName}=${reveal(id)}`})});
