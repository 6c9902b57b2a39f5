import type {SignInError} from '../../auth/sign-in.ts';
import {type CommandError, failedError, interruptedError, requestError} from '../command-error.ts';

/** Says that signing in needs a person, which there is none of here. */
export const needsPerson = (
	message = 'Nobody is signed in, and signing in needs a person.',
	remedy = 'Run `pat-tui start` in a terminal once; the session is kept.',
): CommandError => failedError({kind: 'needs-approval', message}, remedy);

/** Says why nobody was signed in. */
export const signInError = (error: SignInError): CommandError => {
	switch (error.kind) {
		case 'api':
			return requestError(error.error);
		case 'cancelled':
			return interruptedError();
		case 'declined':
		case 'timed-out':
		case 'unusable-reply':
			return failedError(error, 'Nobody is signed in. `pat-tui start` opens a new page.');
	}
};
