import {rm} from 'node:fs/promises';
import path from 'node:path';
import {clientRelease} from '../auth/client-release.ts';
import {mayUseKeyring} from '../auth/may-use-keyring.ts';
import {officialCandidates} from '../auth/official-session.ts';
import {makeService, type NeedsApproval, type Service} from '../auth/service.ts';
import {makeSessionStore, type Session} from '../auth/session-store.ts';
import type {SignInError, SignInKeys} from '../auth/sign-in.ts';
import type {Environment} from '../config/environments.ts';
import type {Paths} from '../config/paths.ts';
import {serviceFetch} from '../config/service-fetch.ts';
import {readSessionStoreChoice} from '../config/settings.ts';
import {environmentFolder, userFolder} from '../config/user-folder.ts';
import {type KeyGenerator, makeKeyGenerator} from '../keys/generate.ts';
import {type KeyStore, makeKeyStore} from '../keys/key-store.ts';
import {ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import type {Fetch} from '../system/fetch.ts';
import type {Keyring} from '../system/keyring.ts';
import type {Listen} from '../system/listen.ts';
import type {Processes} from '../system/processes.ts';
import type {Random} from '../system/random.ts';
import {type ActivityEntry, makeActivity, type NotedEffect} from './activity.ts';
import {kmsDeps, openKmsWith} from './kms-deps.ts';
import {makeOperations, type Operations} from './operations.ts';
import {passphraseKeyring} from './passphrase-keyring.ts';
import {readOnlyKeyStore, readOnlyOperations} from './read-only.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

/** Everything outside the program that the work needs; bound to the real things once, in `cli.tsx`. */
export type Effects = {
	readonly clock: Clock;
	readonly random: Random;
	readonly processes: Processes;
	readonly fetch: Fetch;
	readonly listen: Listen;
	/** Opens an address in a browser; false where none could be started. */
	readonly openBrowser: (url: string) => Promise<boolean>;
	readonly keyring: Keyring;
	/** The variables of the process's environment. */
	readonly variables: Readonly<Record<string, string | undefined>>;
	/** Makes the key pair of a sign-in, in place of a fresh one. */
	readonly makeSignInKeys?: () => Promise<SignInKeys>;
};

const forgetList = async (folder: string): Promise<void> => {
	try {
		await rm(path.join(folder, 'list.json'), {force: true});
	} catch {
		// It is drawn for nobody but this user, and only until a fresh one is there.
	}
};

/** One environment, ready to be worked in: its service, this machine's keys, and the operations of whoever is signed in. */
export type Workbench = {
	readonly environment: Environment;
	readonly service: Service;
	readonly keyStore: KeyStore;
	readonly keyGenerator: KeyGenerator;
	readonly operationsOf: (session: Session) => Operations;
	/** Writes into the activity log what whoever is signed in has done, where that is more than one request. */
	readonly note: (ended: NotedEffect) => Promise<void>;
	/** Takes up the kept session, or signs in, and gives what the workflows need. */
	readonly enter: (signal?: AbortSignal) => Promise<Result<WorkflowDeps, SignInError | NeedsApproval>>;
};

/**
 * Puts one environment's parts together.
 *
 * @param onProblem told once what keeps the activity log from being written, which stops no work
 * @param onActivity told each line that was written into the activity log
 * @param isReadOnly whatever would change something at the service, or a key, is refused
 */
export const makeWorkbench = (
	environment: Environment,
	paths: Paths,
	effects: Effects,
	version: string,
	{
		onProblem,
		onActivity,
		isReadOnly = false,
	}: {
		readonly onProblem?: (message: string) => void;
		readonly onActivity?: (entry: ActivityEntry) => void;
		readonly isReadOnly?: boolean;
	} = {},
): Workbench => {
	const {clock, random, processes, keyring, variables, makeSignInKeys} = effects;
	const activity = makeActivity(paths.activity, {clock, random, onProblem, onWritten: onActivity});
	const service = makeService({
		environment,
		fetch: serviceFetch(environment, {...effects, sandboxFolder: paths.sandbox}),
		clock,
		random,
		sessions: makeSessionStore(
			environmentFolder(paths, environment),
			mayUseKeyring(environment, variables)
				? {keyring, account: environment.folder, choice: readSessionStoreChoice(paths.config)}
				: undefined,
		),
		version,
		...(makeSignInKeys && {makeSignInKeys}),
		isReadOnly,
		clientRelease: clientRelease(variables),
		officialCandidates: () =>
			officialCandidates({home: variables['HOME'] ?? variables['USERPROFILE'], keyring}),
		forgetUser: async user => forgetList(userFolder(paths, environment, user)),
		watch: user => activity.watch(() => ({environment, user: user()})),
	});
	const ownKeyStore = makeKeyStore({
		folder: paths.keys,
		clock,
		random,
		openKms: openKmsWith(kmsDeps(paths, effects)),
		keyring: passphraseKeyring(paths, effects),
	});
	const keyStore = isReadOnly ? readOnlyKeyStore(ownKeyStore) : ownKeyStore;
	const operationsOf = (session: Session) => {
		const operations = makeOperations(path.join(userFolder(paths, environment, session.user), 'operations'), {
			clock,
			processes,
			random,
		});
		return isReadOnly ? readOnlyOperations(operations) : operations;
	};
	return {
		environment,
		service,
		keyStore,
		keyGenerator: makeKeyGenerator(),
		operationsOf,
		async note(ended) {
			const user = service.session()?.user.sub;
			if (user !== undefined) await activity.note({environment, user}, ended);
		},
		async enter(signal) {
			const kept = await service.restore();
			const session = kept ? ok(kept) : await service.signIn(signal);
			if (!session.ok) return session;
			return ok({service, operations: operationsOf(session.value), keyStore, clock, random});
		},
	};
};
