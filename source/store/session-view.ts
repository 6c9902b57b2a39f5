import {remedyFor} from '../api/errors.ts';
import type {Asked, BrowserSignIn, ReturnPath} from '../auth/browser-sign-in.ts';
import type {Session} from '../auth/session-store.ts';
import type {Failure} from './failure.ts';

/** A sign-in that waits for a person in a browser, as it is drawn. */
export type SignInWait = {
	readonly authUrl: string;
	/** Milliseconds since the epoch at which it is given up. */
	readonly expiresAt: number;
	readonly returnPath: ReturnPath;
	/** Whether the page was opened in a browser of this machine. */
	readonly browser: 'opening' | 'opened' | 'not-opened';
	/** Whether the service is being asked because the person said that they have accepted. */
	readonly isAsking: boolean;
	/** What the service last said when it was asked and nobody was signed in by it. */
	readonly said: string;
};

/** Somebody who is signed in; `isAdopted`: the session is the official CLI's own. */
export type SignedIn = {
	readonly status: 'signed-in';
	readonly email: string;
	readonly sub: string;
	readonly isAdopted: boolean;
};

/** Who is signed in, or how far a sign-in is, as screens show it: no session id is in it. */
export type SessionView =
	| SignedIn
	/** `note`: what became of the session that was there before. */
	| {readonly status: 'signed-out'; readonly note?: string}
	| {readonly status: 'signing-in' | 'signing-out'}
	/** The official CLI has a session, which may be used; `place`: where it was found, in words. */
	| {readonly status: 'found'; readonly email: string; readonly place: string}
	| ({readonly status: 'needs-approval'} & SignInWait)
	| {readonly status: 'failed'; readonly failure: Failure};

/** Shows a session. */
export const signedInView = ({user, from}: Pick<Session, 'user' | 'from'>): SignedIn => ({
	status: 'signed-in',
	...user,
	isAdopted: from === 'official-cli',
});

/** Shows a sign-in that has just begun to wait for a person. */
export const waitingView = ({authUrl, expiresAt, returnPath}: BrowserSignIn): SessionView => ({
	status: 'needs-approval',
	authUrl,
	expiresAt,
	returnPath,
	browser: 'opening',
	isAsking: false,
	said: '',
});

/** Says why nobody is signed in yet although the service was asked. */
export const askedWords = (asked: Exclude<Asked, 'settled'>): string =>
	asked === 'not-yet'
		? 'Not accepted yet: accept on the page, then press Enter again.'
		: `The service could not be asked: ${asked.error.message} ${remedyFor(asked.error)} Enter asks again, r opens a new page.`;
