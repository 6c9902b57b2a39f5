import type {Asked, BrowserSignIn} from '../auth/browser-sign-in.ts';
import {readSessionFile} from '../auth/session-file.ts';
import type {Session} from '../auth/session-store.ts';
import type {SignInError} from '../auth/sign-in.ts';
import {signedOutWords} from '../auth/signed-out-words.ts';
import {type Environment, environmentNames} from '../config/environments.ts';
import {environmentFolder} from '../config/user-folder.ts';
import {fail, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';
import {signInFailure} from './failure.ts';
import {
	askedWords,
	type SessionView,
	type SignedIn,
	type SignInWait,
	signedInView,
	waitingView,
} from './session-view.ts';
import type {Slice} from './slice.ts';
import {takeUpAgain} from './take-up-again.ts';

export type SessionState = {
	readonly environment: Environment | undefined;
	readonly session: SessionView;
	readonly chooseEnvironment: (environment: Environment) => void;
	/** Takes up the kept session without asking the service; true when there is one. */
	readonly restoreSession: () => Promise<boolean>;
	/**
	 * Signs in, then goes where the sign-in screen was meant to lead; resolves when that is over or a person is needed.
	 * `anew` does not look for a session of the official CLI.
	 */
	readonly signIn: (options?: {readonly anew?: boolean}) => Promise<void>;
	/** Uses the session of the official CLI that was found. */
	readonly adopt: () => Promise<void>;
	/** Asks the service now whether the sign-in page was accepted. */
	readonly approve: () => Promise<void>;
	/** Opens the sign-in page once more. */
	readonly openPage: () => Promise<void>;
	readonly cancelSignIn: () => void;
	/** Forgets the session here and on the service, and everything that is shown of the user. */
	readonly signOut: () => Promise<void>;
	/** Reads all that the screens of a signed-in user show. */
	readonly loadAll: () => Promise<void>;
};

/** Makes the part of the state that is about who is signed in where. */
export const sessionSlice: Slice<SessionState> = (set, get, core) => {
	let abort = new AbortController();
	let browser: BrowserSignIn | undefined;
	let found: Session | undefined;
	let isAnew = false;
	/** Who was signed in last: whose tokens and projects the state holds, also while they sign in again. */
	let last: SignedIn | undefined;

	const isOver = (signal: AbortSignal) => signal.aborted || signal !== abort.signal;

	const begin = (): AbortSignal => {
		abort.abort();
		abort = new AbortController();
		browser = undefined;
		found = undefined;
		return abort.signal;
	};

	const goOn = (isOther: boolean) => {
		const {back, restart, replace, loadAll, loadProjects} = get();
		const [below, top] = get().routes.slice(-2);
		// Whoever reads the help while the browser comes back is led on as well.
		if (top?.name === 'help' && below?.name === 'sign-in') back();
		const route = get().routes.at(-1);
		if (route?.name !== 'sign-in') return;
		// What was interrupted is another user's: it is neither shown nor taken up.
		switch (isOther && route.next === 'back' ? 'tokens' : route.next) {
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
				void takeUpAgain(get, set);
				return;
		}
	};

	const enter = async (session: Session) => {
		const {service} = await core.bench();
		const isOther = last?.sub !== session.user.sub;
		if (isOther) get().forgetUser();
		last = signedInView(session);
		isAnew = false;
		set({session: last});
		goOn(isOther);
		const isKept = !['memory', undefined].includes(service.custody()?.kind);
		const untilWhen = isKept ? '' : ' The session can not be kept: the next start asks again.';
		get().say(`Signed in as ${sanitise(last.email || last.sub)}.${untilWhen}`);
	};

	const settle = async (result: Result<Session, SignInError>) => {
		browser = undefined;
		if (result.ok) await enter(result.value);
		else set({session: {status: 'failed', failure: signInFailure(result.error)}});
	};

	const wait = (change: Partial<SignInWait>) =>
		set(({session}) => (session.status === 'needs-approval' ? {session: {...session, ...change}} : {}));

	return {
		environment: undefined,
		session: {status: 'signed-out'},
		chooseEnvironment(environment) {
			core.choose(environment);
			if (get().environment?.folder !== environment.folder) {
				begin();
				last = undefined;
				get().forgetUser();
				set({session: {status: 'signed-out'}});
			}
			// An override is of this run alone: its name means nothing at the next start.
			if (environmentNames.includes(environment.name))
				void core.settings.rememberEnvironment(environment.name);
			set({environment});
		},
		async restoreSession() {
			const {environment} = get();
			if (!environment) return false;
			// Who it is, without the engine and without a keyring: the first frame waits for this.
			const kept = readSessionFile(environmentFolder(core.paths, environment));
			if (!kept) return false;
			last = signedInView(kept);
			set({session: last});
			return true;
		},
		async signIn({anew = isAnew} = {}) {
			const signal = begin();
			isAnew = anew;
			set({session: {status: 'signing-in'}, message: ''});
			const [{service}, {beginBrowserSignIn}] = await Promise.all([core.bench(), core.engine()]);
			const official = anew ? undefined : await service.findOfficialSession(signal);
			if (isOver(signal)) return;
			if (official) {
				found = official;
				const {user, place} = official;
				set({session: {status: 'found', email: user.email || user.sub, place}});
				return;
			}
			const result = await service.signIn(signal);
			if (isOver(signal)) return;
			if (result.ok) {
				await settle(result);
				return;
			}
			const {error} = result;
			if (error.kind !== 'needs-approval') {
				await settle(fail(error));
				return;
			}
			const onReturned = (asked: Exclude<Asked, 'settled'>) => {
				if (!isOver(signal)) wait({said: askedWords(asked)});
			};
			const begun = await beginBrowserSignIn(error, {...core.effects, onReturned}, signal);
			if (isOver(signal)) return;
			browser = begun;
			set({session: waitingView(begun)});
			void begun.outcome.then(outcome => {
				if (!isOver(signal)) void settle(outcome);
			});
			await get().openPage();
		},
		async adopt() {
			const session = found;
			if (!session) return;
			const {signal} = abort;
			const {service} = await core.bench();
			const adopted = await service.adopt(session);
			if (!isOver(signal)) await enter(adopted);
		},
		async approve() {
			const asked = browser;
			if (!asked) return;
			wait({isAsking: true, said: ''});
			const answer = await asked.ask();
			if (asked !== browser || answer === 'settled') return;
			wait({isAsking: false, said: askedWords(answer)});
		},
		async openPage() {
			const opened = browser;
			if (!opened) return;
			wait({browser: 'opening'});
			const isOpened = await opened.openBrowser();
			if (opened === browser) wait({browser: isOpened ? 'opened' : 'not-opened'});
		},
		cancelSignIn() {
			begin();
			isAnew = false;
			set({session: last ?? {status: 'signed-out'}, message: ''});
		},
		async signOut() {
			const signal = begin();
			set({session: {status: 'signing-out'}, message: ''});
			const {service} = await core.bench();
			const result = await service.signOut();
			if (isOver(signal)) return;
			last = undefined;
			get().forgetUser();
			set({session: {status: 'signed-out', note: signedOutWords(result)}});
			get().restart({name: 'sign-in', next: 'tokens'});
		},
		async loadAll() {
			const {loadProjects, loadTokens, loadKeys, loadOperations, loadTries, takeUpDraft} = get();
			takeUpDraft();
			await Promise.all([loadTokens(), loadProjects(), loadKeys(), loadOperations(), loadTries()]);
		},
	};
};
