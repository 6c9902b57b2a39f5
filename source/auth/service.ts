import type {ApiError} from '../api/errors.ts';
import {type Authorization, type Http, makeHttp} from '../api/http.ts';
import {type Iam, makeIam} from '../api/iam.ts';
import {makePortal, type Portal} from '../api/portal.ts';
import {refuseWrites} from '../api/refuse-writes.ts';
import {type EffectWatch, watchEffects} from '../api/watch-effects.ts';
import type {Environment} from '../config/environments.ts';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import type {Fetch} from '../system/fetch.ts';
import {isLoopback} from '../system/is-loopback.ts';
import type {Random} from '../system/random.ts';
import {reveal, type Secret} from '../text/secret.ts';
import {followedRelease} from './client-release.ts';
import {type Candidate, type OfficialSession, takesOfficialSession} from './official-session.ts';
import type {Custody, Session, SessionStore} from './session-store.ts';
import {
	approveByFetch,
	beginSignIn,
	type PendingSignIn,
	type SignInError,
	type SignInKeys,
} from './sign-in.ts';

/** The way in turned out to need a person: open the address, approve, then call `complete`. */
export type NeedsApproval = {
	readonly kind: 'needs-approval';
	readonly authUrl: string;
	readonly complete: (signal?: AbortSignal) => Promise<Result<Session, SignInError>>;
};

/** What became of a session that was signed out of. */
export type SignedOut = {
	/** `left`: it is the official CLI's, and stays signed in there; `nobody`: there was none. */
	readonly service: 'ended' | 'left' | 'nobody' | {readonly kind: 'failed'; readonly error: ApiError};
	/** What could not be removed from this computer, and why. */
	readonly leftBehind?: string;
};

/** One environment's service: its clients, and the session they are signed with. */
export type Service = {
	readonly environment: Environment;
	readonly http: Http;
	readonly portal: Portal;
	/** IAM as the signed-in user. */
	readonly iam: Iam;
	/** IAM at the gateway with another authorization, e.g. a project-scoped token. */
	readonly gatewayIam: (authorization: Authorization) => Iam;
	/** The session in use; undefined when signed out. */
	readonly session: () => Session | undefined;
	/** Takes up the kept session, without asking the service whether it still counts. */
	readonly restore: () => Promise<Session | undefined>;
	/** Signs in; where no person is needed the session is there at once. */
	readonly signIn: (signal?: AbortSignal) => Promise<Result<Session, SignInError | NeedsApproval>>;
	/** Finds a session of the official CLI that the service still takes; only on Affinidi's own environments. */
	readonly findOfficialSession: (signal?: AbortSignal) => Promise<OfficialSession | undefined>;
	/** Uses the official CLI's session from now on; it stays marked as not ours. */
	readonly adopt: (session: Session) => Promise<Session>;
	/** Where the session is kept; undefined when none is. */
	readonly custody: () => Custody | undefined;
	/** Ends the session at the service, but for one that is the official CLI's, and forgets it and the user's list here in any case. */
	readonly signOut: (signal?: AbortSignal) => Promise<SignedOut>;
};

type Deps = {
	readonly environment: Environment;
	readonly fetch: Fetch;
	readonly clock: Clock;
	readonly random: Random;
	readonly sessions: SessionStore;
	readonly version: string;
	/** What is sent as `affinidi-cli-version`. */
	readonly clientRelease?: string;
	/** Makes the key pair of a sign-in, in place of a fresh one. */
	readonly makeSignInKeys?: () => Promise<SignInKeys>;
	/** Sessions that may be the official CLI's. */
	readonly officialCandidates?: () => AsyncIterable<Candidate>;
	/** Forgets what is kept of a user, but for the session itself. */
	readonly forgetUser?: (user: Session['user']) => Promise<void>;
	/** Whether everything that changes something at the service is refused before it is sent. */
	readonly isReadOnly?: boolean;
	/** Makes the watch over remote effects, given the way to tell whose they are. */
	readonly watch?: (user: () => string) => EffectWatch;
};

/** Makes the clients of one environment, which share one session and renew it where that needs nobody's hands. */
export const makeService = ({
	environment,
	fetch,
	clock,
	random,
	sessions,
	version,
	clientRelease = followedRelease,
	makeSignInKeys,
	officialCandidates,
	forgetUser,
	isReadOnly = false,
	watch,
}: Deps): Service => {
	let session: Session | undefined;
	let renewing: Promise<Result<Session, SignInError | NeedsApproval>> | undefined;
	const plainHttp = makeHttp({
		fetch,
		clock,
		random,
		headers: {'affinidi-cli-version': clientRelease, 'user-agent': `pat-tui/${version}`},
	});
	const watchedHttp = watch
		? watchEffects(
				plainHttp,
				watch(() => session?.user.sub ?? ''),
			)
		: plainHttp;
	const http = isReadOnly ? refuseWrites(watchedHttp, environment) : watchedHttp;

	const cookie = (id: Secret | undefined) => ({
		cookie: `${environment.cookieName}=${id ? reveal(id) : ''}`,
	});
	const authorization: Authorization = {
		kind: 'session',
		headers: () => cookie(session?.id),
		async renew(signal) {
			// Only the embedded service signs in by itself; elsewhere a person must be asked first.
			if (!environment.embedded) return false;
			// Requests that are refused together share one new session.
			renewing ??= signIn(signal).finally(() => {
				renewing = undefined;
			});
			return (await renewing).ok;
		},
		async probe(signal) {
			const user = await portalOfProbe.whoami({signal});
			return user.ok || user.error.kind !== 'session-ended';
		},
	};
	const portal = makePortal(http, environment.portalUrl, authorization);
	const portalOfProbe = makePortal(http, environment.portalUrl, {
		kind: 'session',
		headers: authorization.headers,
		// Whoever is signed in may ask who that is: here a refusal of any form means that nobody is.
		probe: async () => false,
	});

	const whoIs = async (id: Secret, signal?: AbortSignal): Promise<Result<Session['user'], ApiError>> => {
		// Without `renew`: a service that refuses the session it has just given would be asked for another one for ever.
		const portalOfNewSession = makePortal(http, environment.portalUrl, {
			kind: 'session',
			headers: () => cookie(id),
		});
		const user = await portalOfNewSession.whoami({signal});
		return user.ok ? ok({sub: user.value.value.sub, email: user.value.value.email}) : user;
	};

	const begin = (pending: PendingSignIn) => {
		let id: Secret | undefined;
		return async (signal?: AbortSignal): Promise<Result<Session, SignInError>> => {
			// It is handed out once only, so it is kept while the service can't say whose it is.
			if (!id) {
				const got = await pending.finish(signal);
				if (!got.ok) return got;
				id = got.value;
			}
			const user = await whoIs(id, signal);
			if (!user.ok) return fail({kind: 'api', error: user.error});
			session = {id, user: user.value};
			// A session that can't be kept still serves this run; the next one signs in again.
			await sessions.save(session);
			return ok(session);
		};
	};

	const signIn = async (signal?: AbortSignal): Promise<Result<Session, SignInError | NeedsApproval>> => {
		const begun = await beginSignIn(portal, signal, makeSignInKeys);
		if (!begun.ok) return begun;
		const {authUrl} = begun.value;
		const complete = begin(begun.value);
		const needsApproval: NeedsApproval = {kind: 'needs-approval', authUrl, complete};
		const {origin, hostname} = new URL(authUrl);
		const isOurs = origin === environment.portalUrl && (environment.embedded || isLoopback(hostname));
		if (!isOurs) return fail(needsApproval);
		const approval = await approveByFetch(fetch, authUrl, signal);
		if (approval === 'declined') return fail({kind: 'declined', message: 'The sign-in was declined.'});
		return approval === 'approved' ? complete(signal) : fail(needsApproval);
	};

	const endSession = async (
		ended: Session | undefined,
		signal: AbortSignal | undefined,
	): Promise<SignedOut['service']> => {
		if (!ended) return 'nobody';
		if (ended.from === 'official-cli') return 'left';
		const reply = await portal.logout({signal});
		if (reply.ok || reply.error.kind === 'session-ended') return 'ended';
		return {kind: 'failed', error: reply.error};
	};

	return {
		environment,
		http,
		portal,
		iam: makeIam(http, `${environment.portalUrl}/iam`, authorization),
		gatewayIam: other => makeIam(http, `${environment.apiUrl}/iam`, other),
		session: () => session,
		async restore() {
			session ??= await sessions.load();
			return session;
		},
		signIn,
		async findOfficialSession(signal) {
			if (!officialCandidates || !takesOfficialSession(environment)) return undefined;
			for await (const {id, place} of officialCandidates()) {
				const user = await whoIs(id, signal);
				if (user.ok) return {id, user: user.value, from: 'official-cli', place};
			}
			return undefined;
		},
		async adopt({id, user}) {
			session = {id, user, from: 'official-cli'};
			await sessions.save(session);
			return session;
		},
		custody: sessions.custody,
		async signOut(signal) {
			session ??= await sessions.load();
			const user = session?.user ?? sessions.who();
			const service = await endSession(session, signal);
			session = undefined;
			const cleared = await sessions.clear();
			if (user) await forgetUser?.(user);
			return {service, ...(!cleared.ok && {leftBehind: cleared.error.message})};
		},
	};
};
