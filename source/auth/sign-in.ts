import {generateKeyPair, type KeyObject} from 'node:crypto';
import {promisify} from 'node:util';
import {compactDecrypt} from 'jose';
import {type ApiError, type ApiErrorKind, clientRefused} from '../api/errors.ts';
import type {Portal} from '../api/portal.ts';
import {fail, ok, type Result} from '../result.ts';
import {discard, type Fetch} from '../system/fetch.ts';
import {isLoopback} from '../system/is-loopback.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import {isSessionId} from './session-id.ts';

/** Why nobody is signed in. */
export type SignInError =
	/** `isNotApproved`: the service was asked too early, so it may be asked again. */
	| {readonly kind: 'api'; readonly error: ApiError; readonly isNotApproved?: boolean}
	| {readonly kind: 'declined'; readonly message: string}
	| {readonly kind: 'timed-out'; readonly message: string}
	| {readonly kind: 'cancelled'; readonly message: string}
	| {readonly kind: 'unusable-reply'; readonly message: string};

/** A sign-in that was begun: the address that a person must approve, and the way to fetch the session afterwards. */
export type PendingSignIn = {
	readonly authUrl: string;
	/** Asks for the session once; before approval the service refuses, and it may then be asked again. */
	readonly finish: (signal?: AbortSignal) => Promise<Result<Secret, SignInError>>;
};

/** The four key encryptions that the live service may use (contract 1.4). */
const keyManagementAlgorithms = ['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'];

/** Where a browser is sent after the decision (contract 1.4). */
export const callback = new URL('http://127.0.0.1:64287/callback');

const unusable = (message: string) => fail({kind: 'unusable-reply', message} as const);

const notApprovedKinds: ReadonlySet<ApiErrorKind> = new Set(['rejected', 'forbidden', 'not-found']);

// Which status the live service answers with before an approval is not known, so every refusal counts but that of this client.
const isNotApproved = ({kind, name}: ApiError): boolean =>
	notApprovedKinds.has(kind) && name !== clientRefused;

const decrypt = async (encoded: string, privateKey: KeyObject): Promise<Result<Secret, SignInError>> => {
	try {
		const jwe = Buffer.from(encoded, 'base64').toString('utf8');
		const {plaintext} = await compactDecrypt(jwe, privateKey, {keyManagementAlgorithms});
		const session = new TextDecoder('utf-8', {fatal: true}).decode(plaintext);
		return isSessionId(session)
			? ok(makeSecret(session))
			: unusable('The service sent a session that can not be used.');
	} catch {
		// What failed inside a decryption must not be told apart or shown.
		return unusable('The session that the service sent could not be decrypted.');
	}
};

/** The key pair of one sign-in, to whose public half the session is encrypted. */
export type SignInKeys = {readonly publicKey: KeyObject; readonly privateKey: KeyObject};

const newSignInKeys = async (): Promise<SignInKeys> =>
	promisify(generateKeyPair)('rsa', {modulusLength: 2048});

/**
 * Begins the browser sign-in (contract 1.4): an RSA key pair that lives in memory only, and the address to approve.
 *
 * The session comes back encrypted to that key as a compact JWE (RFC 7516).
 */
export const beginSignIn = async (
	portal: Portal,
	signal?: AbortSignal,
	makeKeys = newSignInKeys,
): Promise<Result<PendingSignIn, SignInError>> => {
	const {publicKey, privateKey} = await makeKeys();
	const reply = await portal.createAuthUrl(publicKey.export({type: 'spki', format: 'pem'}).toString(), {
		signal,
	});
	if (!reply.ok) return fail({kind: 'api', error: reply.error});
	const {authUrl} = reply.value.value;
	const url = URL.canParse(authUrl) ? new URL(authUrl) : undefined;
	const state = url?.searchParams.get('state');
	if (!url || !state) return unusable('The service sent a sign-in address without a state.');
	// It is handed to a browser, or to a person.
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
		return unusable('The service sent a sign-in address that is not https.');
	}
	return ok({
		authUrl,
		async finish(finishSignal) {
			const session = await portal.sessionId(state, {signal: finishSignal});
			return session.ok
				? decrypt(session.value.value.sessionId, privateKey)
				: fail({kind: 'api', error: session.error, isNotApproved: isNotApproved(session.error)});
		},
	});
};

/**
 * Approves a sign-in without a browser, where the service redirects at once (the embedded sandbox); `page` when it wants
 * a person to press a button.
 */
export const approveByFetch = async (
	serviceFetch: Fetch,
	authUrl: string,
	signal?: AbortSignal,
): Promise<'approved' | 'declined' | 'page'> => {
	try {
		const response = await serviceFetch(authUrl, {redirect: 'manual', ...(signal && {signal})});
		await discard(response);
		const location = response.headers.get('location');
		if (!location || response.status < 300 || response.status >= 400) return 'page';
		const target = new URL(location, authUrl);
		// A redirect to anywhere else, such as a log-in page, has approved nothing yet.
		if (target.origin !== callback.origin || target.pathname !== callback.pathname) return 'page';
		return target.searchParams.get('state') === 'error' ? 'declined' : 'approved';
	} catch {
		// Whatever kept us from the page, a person with a browser may still get there.
		return 'page';
	}
};
