import type {SignedOut} from './service.ts';

const ofService = ({service}: SignedOut): string => {
	if (service === 'nobody') return 'Nobody was signed in.';
	if (service === 'left')
		return 'Signed out here; the official CLI stays signed in, as the session is its own.';
	if (service === 'ended') return 'Signed out.';
	return `Signed out here, but the service could not be told, so the session may count there until it runs out: ${service.error.message}`;
};

/** Says what became of a session that was signed out of, on the service and on this computer. */
export const signedOutWords = (signedOut: SignedOut): string =>
	[ofService(signedOut), signedOut.leftBehind].filter(text => text !== undefined).join(' ');
