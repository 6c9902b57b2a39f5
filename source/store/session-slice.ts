import type {NeedsApproval} from '../auth/service.ts';
import {makeSessionStore, type Session} from '../auth/session-store.ts';
import {type Environment, environmentNames} from '../config/environments.ts';
import {environmentFolder} from '../config/user-folder.ts';
import {type Failure, signInFailure} from './failure.ts';
import type {Slice} from './slice.ts';

export type SessionState = {
	readonly environment: Environment | undefined;
	readonly session:
		| {readonly status: 'signed-out'}
		| {readonly status: 'signing-in'}
		| {readonly status: 'needs-approval'; readonly authUrl: string}
		| {readonly status: 'signed-in'; readonly email: string; readonly sub: string}
		| {readonly status: 'failed'; readonly failure: Failure};
	readonly chooseEnvironment: (environment: Environment) => void;
	/** Takes up the kept session without asking the service; true when there is one. */
	readonly restoreSession: () => Promise<boolean>;
	/** Signs in, then goes where the sign-in screen was meant to lead; resolves when that is over, one way or the other. */
	readonly signIn: () => Promise<void>;
	/** Reads all that the screens of a signed-in user show. */
	readonly loadAll: () => Promise<void>;
	/** Goes on after the person approved the sign-in page. */
	readonly approve: () => Promise<void>;
	readonly cancelSignIn: () => void;
};

const signedIn = ({user}: Session) => ({status: 'signed-in', ...user}) as const;

/** Makes the part of the state that is about who is signed in where. */
export const sessionSlice: Slice<SessionState> = (set, get, core) => {
	let pending: NeedsApproval | undefined;
	let abort = new AbortController();
	const goOn = () => {
		const {routes, back, restart, replace, loadAll, loadProjects} = get();
		const route = routes.at(-1);
		if (route?.name !== 'sign-in') return;
		switch (route.next) {
			case 'tokens':
				restart({name: 'tokens'});
				void loadAll();
				return;
			case 'setup-project':
				replace({name: 'setup-project'});
				void loadProjects();
				return;
			case 'back':
				back();
				return;
		}
	};
	const isOver = (signal: AbortSignal) => signal.aborted || signal !== abort.signal;
	return {
		environment: undefined,
		session: {status: 'signed-out'},
		chooseEnvironment(environment) {
			core.choose(environment);
			// An override is of this run alone: its name means nothing at the next start.
			if (environmentNames.includes(environment.name))
				void core.settings.rememberEnvironment(environment.name);
			set({environment});
		},
		async restoreSession() {
			const {environment} = get();
			if (!environment) return false;
			// Read without the engine: the first frame waits for this.
			const kept = await makeSessionStore(environmentFolder(core.paths, environment)).load();
			if (kept) set({session: signedIn(kept)});
			return kept !== undefined;
		},
		async signIn() {
			abort = new AbortController();
			const {signal} = abort;
			set({session: {status: 'signing-in'}, message: ''});
			const result = await (await core.bench()).service.signIn(signal);
			if (isOver(signal)) return;
			if (result.ok) {
				set({session: signedIn(result.value)});
				goOn();
			} else if (result.error.kind === 'needs-approval') {
				pending = result.error;
				set({session: {status: 'needs-approval', authUrl: result.error.authUrl}});
			} else {
				set({session: {status: 'failed', failure: signInFailure(result.error)}});
			}
		},
		async loadAll() {
			const {loadProjects, loadTokens, loadKeys, loadOperations} = get();
			await Promise.all([loadTokens(), loadProjects(), loadKeys(), loadOperations()]);
		},
		async approve() {
			if (!pending || get().session.status !== 'needs-approval') return;
			const {complete, authUrl} = pending;
			const {signal} = abort;
			set({session: {status: 'signing-in'}, message: ''});
			const result = await complete(signal);
			if (isOver(signal)) return;
			if (result.ok) {
				pending = undefined;
				set({session: signedIn(result.value)});
				goOn();
				return;
			}
			const {error} = result;
			if (error.kind !== 'api') {
				set({session: {status: 'failed', failure: signInFailure(error)}});
				return;
			}
			// The page may simply not be approved yet: the same sign-in can be asked for again.
			set({session: {status: 'needs-approval', authUrl}});
			const isWaiting = error.error.kind === 'forbidden';
			get().say(
				isWaiting
					? 'Not accepted yet: accept on the page, then press Enter again.'
					: `Press Enter to ask again, or r for a new page: ${signInFailure(error).said}`,
			);
		},
		cancelSignIn() {
			abort.abort();
			pending = undefined;
			set({session: {status: 'signed-out'}});
		},
	};
};
