import {type Authorization, type Http, makeHttp} from '../api/http.ts';
import {type Iam, makeIam} from '../api/iam.ts';
import {makePortal, type Portal} from '../api/portal.ts';
import type {Environment} from '../config/environments.ts';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import type {Fetch} from '../system/fetch.ts';
import type {Random} from '../system/random.ts';
import {reveal} from '../text/secret.ts';
import type {Session, SessionStore} from './session-store.ts';
import {approveByFetch, beginSignIn, type PendingSignIn, type SignInError} from './sign-in.ts';

/** The way in turned out to need a person: open the address, approve, then call `complete`. */
export type NeedsApproval = {
	readonly kind: 'needs-approval';
	readonly authUrl: string;
	readonly complete: (signal?: AbortSignal) => Promise<Result<Session, SignInError>>;
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
	readonly signOut: (signal?: AbortSignal) => Promise<void>;
};

type Deps = {
	readonly environment: Environment;
	readonly fetch: Fetch;
	readonly clock: Clock;
	readonly random: Random;
	readonly sessions: SessionStore;
	readonly version: string;
};

/** The release of the official CLI whose contract this client follows; the portal may refuse requests without one. */
const cliVersion = '2.15.0';

/** Makes the clients of one environment, which share one session and renew it where that needs nobody's hands. */
export const makeService = ({environment, fetch, clock, random, sessions, version}: Deps): Service => {
	let session: Session | undefined;
	let renewing: Promise<Result<Session, SignInError | NeedsApproval>> | undefined;
	const http = makeHttp({
		fetch,
		clock,
		random,
		headers: {'affinidi-cli-version': cliVersion, 'user-agent': `pat-tui/${version}`},
	});

	const authorization: Authorization = {
		kind: 'session',
		headers: () => ({cookie: `${environment.cookieName}=${session ? reveal(session.id) : ''}`}),
		async renew(signal) {
			// Only the embedded service signs in by itself; elsewhere a person must be asked first.
			if (!environment.embedded) return false;
			// Requests that are refused together share one new session.
			renewing ??= signIn(signal).finally(() => {
				renewing = undefined;
			});
			return (await renewing).ok;
		},
	};
	const portal = makePortal(http, environment.portalUrl, authorization);
	// A service that refuses the session it has just given would be asked for another one for ever.
	const portalOfNewSession = makePortal(http, environment.portalUrl, {
		kind: 'session',
		headers: authorization.headers,
	});

	const complete = async (
		pending: PendingSignIn,
		signal?: AbortSignal,
	): Promise<Result<Session, SignInError>> => {
		const id = await pending.finish(signal);
		if (!id.ok) return id;
		session = {id: id.value, user: {sub: '', email: ''}};
		const user = await portalOfNewSession.whoami({signal});
		if (!user.ok) {
			session = undefined;
			return fail({kind: 'api', error: user.error});
		}
		const {sub, email} = user.value.value;
		session = {id: id.value, user: {sub, email}};
		// A session that can't be kept still serves this run; the next one signs in again.
		await sessions.save(session);
		return ok(session);
	};

	const signIn = async (signal?: AbortSignal): Promise<Result<Session, SignInError | NeedsApproval>> => {
		const begun = await beginSignIn(portal, signal);
		if (!begun.ok) return begun;
		const {authUrl} = begun.value;
		const needsApproval: NeedsApproval = {
			kind: 'needs-approval',
			authUrl,
			complete: async completeSignal => complete(begun.value, completeSignal),
		};
		if (new URL(authUrl).origin !== environment.portalUrl) return fail(needsApproval);
		const approval = await approveByFetch(fetch, authUrl, signal);
		if (approval === 'declined') return fail({kind: 'declined', message: 'The sign-in was declined.'});
		return approval === 'approved' ? complete(begun.value, signal) : fail(needsApproval);
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
		async signOut(signal) {
			await portal.logout({signal});
			session = undefined;
			await sessions.clear();
		},
	};
};
