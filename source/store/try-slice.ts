import * as v from 'valibot';
import {allPages} from '../api/pages.ts';
import type {Token} from '../api/token.ts';
import type {Sdk} from '../exports/sdks.ts';
import {Algorithm} from '../keys/algorithms.ts';
import {isEncrypted} from '../keys/key-row.ts';
import type {StoredKey} from '../operations/token/stored-keys.ts';
import type {TryOutcome} from '../operations/token/try-outcome.ts';
import {makeSecret} from '../text/secret.ts';
import {apiFailure, type Failure, stepFailure} from './failure.ts';
import {openRemembered} from './open-remembered.ts';
import {plannedRun, type RunView, withEvent} from './run-view.ts';
import type {Slice} from './slice.ts';

/** A try on the screen: first the key is opened, then it runs. */
export type Attempt = {
	readonly tokenId: string;
	readonly status: 'preparing' | 'locked' | 'unlocking' | 'running' | 'done' | 'impossible';
	/** What was wrong with the last passphrase. */
	readonly problem?: string | undefined;
	readonly failure?: Failure;
	readonly run?: RunView;
	readonly outcome?: TryOutcome;
	/** Whether header and claims are shown. */
	readonly showsAssertion: boolean;
	/** The official SDK whose way it is tried in; without one this program's own. */
	readonly as?: Sdk | undefined;
	/** Whether it is being chosen in whose way it is tried. */
	readonly isChoosing?: boolean;
	/** Whether the system's keyring shall remember the passphrase that opens its key. */
	readonly remembers?: boolean;
};

export type TryState = {
	readonly attempt: Attempt | undefined;
	/** Tries a token, with the key that is open already or after asking for the passphrase; `as` an SDK would, where one is given. */
	readonly startTry: (tokenId: string, as?: Sdk) => Promise<void>;
	/** Shows in whose way a token can be tried, or what was there before. */
	readonly chooseTry: (isChoosing: boolean) => void;
	/** Opens the key with the typed passphrase and goes on. */
	readonly unlockAndTry: () => Promise<void>;
	/** Has the typed passphrase remembered by the system's keyring once it opened the key, or not. */
	readonly toggleRemembering: () => void;
	readonly cancelTry: () => void;
	readonly toggleAssertion: () => void;
};

/** What is to be tried, once it is known that it can be. */
type Ready = {readonly token: Token; readonly key: StoredKey; readonly algorithm: Algorithm};

/** What is said once the keyring has a passphrase. */
export const rememberedSentence = "The system's keyring remembers its passphrase now.";

const notHere = 'It can not be tried here';

/** Makes the part of the state that is about trying a token. */
export const trySlice: Slice<TryState> = (set, get, core) => {
	let abort = new AbortController();

	const edit = (tokenId: string, change: Partial<Attempt>) =>
		set(({attempt}) => (attempt?.tokenId === tokenId ? {attempt: {...attempt, ...change}} : {}));

	const tokenOf = (tokenId: string): Token | undefined => get().tokens.items.find(({id}) => id === tokenId);

	/** The project to try a token in: the active one when it is a member there, else its first. */
	const projectFor = async (tokenId: string, signal: AbortSignal) => {
		const projects = await allPages((await core.bench()).service.iam.listProjectsOfToken(tokenId, {signal}));
		if (!projects.ok) return projects;
		const active = get().activeProject?.id;
		return {ok: true, value: projects.value.find(({id}) => id === active) ?? projects.value[0]} as const;
	};

	const run = async ({token, key, algorithm}: Ready) => {
		const signingKey = core.opened.get(key.record.thumbprint);
		if (!signingKey) return;
		const {signal} = abort;
		const sdk = get().attempt?.as;
		const {planTry, planTryAsSdk, tryAsSdk, tryToken} = await core.engine();
		edit(token.id, {status: 'running', run: plannedRun('try', 'Trying it', sdk ? planTryAsSdk : planTry)});
		const project = await projectFor(token.id, signal);
		if (!project.ok) {
			edit(token.id, {
				status: 'impossible',
				failure: apiFailure('Its projects could not be read, so it was not tried', project.error),
			});
			return;
		}
		const {clock, random} = core.effects;
		const deps = {service: (await core.bench()).service, clock, random};
		const keyId = key.registered.kid || token.id;
		const input = {tokenId: token.id, signingKey, keyId, project: project.value};
		const hand = {
			isEncrypted: isEncrypted(key),
			hasPassphrase: isEncrypted(key),
			...(key.record.custody === 'kms' && {form: 'kms' as const}),
		};
		const workflow = sdk
			? tryAsSdk(deps, {...input, ...hand, sdk}, signal)
			: tryToken(deps, {...input, algorithm}, signal);
		for (;;) {
			const next = await workflow.next();
			if (next.done) {
				const outcome = next.value;
				// What an SDK can not do says nothing about the token.
				if (!sdk)
					await get().noteTry(token.id, project.value && (project.value.name || project.value.id), outcome);
				const failure =
					outcome.failure && stepFailure(get().attempt?.run?.failedAt ?? 'The try failed', outcome.failure);
				edit(token.id, {status: 'done', outcome, ...(failure && {failure})});
				if (outcome.kind === 'works' && !sdk)
					set(({receipts}) => ({receipts: [...receipts, `Tried the token ${token.id}: it works.`]}));
				return;
			}
			const event = next.value;
			set(({attempt}) =>
				attempt?.run && attempt.tokenId === token.id
					? {attempt: {...attempt, run: withEvent(attempt.run, event)}}
					: {},
			);
		}
	};

	const prepare = async (tokenId: string): Promise<Ready | undefined> => {
		const token = tokenOf(tokenId);
		const algorithm = v.safeParse(Algorithm, token?.algorithm);
		if (!token || !algorithm.success) {
			const said = token
				? 'Its algorithm is none that this program knows.'
				: 'It is not in the list any more.';
			edit(tokenId, {
				status: 'impossible',
				failure: {kind: 'unknown-token', what: notHere, said, means: 'Refresh the list of tokens.'},
			});
			return undefined;
		}
		const key = await (await core.engine()).storedKeyOf(token, (await core.bench()).keyStore);
		if (!key.ok) {
			edit(tokenId, {status: 'impossible', failure: stepFailure(notHere, key.error)});
			return undefined;
		}
		return {token, key: key.value, algorithm: algorithm.output};
	};

	return {
		attempt: undefined,
		async startTry(tokenId, as) {
			abort.abort();
			abort = new AbortController();
			core.secrets.set('open-passphrase', '');
			set({attempt: {tokenId, status: 'preparing', showsAssertion: false, as}});
			const ready = await prepare(tokenId);
			if (!ready) return;
			const {key} = ready;
			const {thumbprint} = key.record;
			const isRemembered =
				!core.opened.get(thumbprint) && isEncrypted(key) && (await openRemembered(thumbprint, core));
			if (!isRemembered && !core.opened.get(thumbprint)) {
				if (isEncrypted(key)) {
					edit(tokenId, {status: 'locked'});
					return;
				}
				const opened = await (await core.bench()).keyStore.open(thumbprint);
				if (!opened.ok) {
					edit(tokenId, {
						status: 'impossible',
						failure: {
							kind: opened.error.kind,
							what: 'The key could not be opened',
							said: opened.error.message,
							means: 'Nothing was sent.',
						},
					});
					return;
				}
				core.opened.put(thumbprint, opened.value);
			}
			await run(ready);
		},
		async unlockAndTry() {
			const tokenId = get().attempt?.tokenId;
			if (tokenId === undefined || get().attempt?.status !== 'locked') return;
			edit(tokenId, {status: 'unlocking', problem: undefined});
			const {era} = core;
			const ready = await prepare(tokenId);
			if (!ready) return;
			const {key} = ready;
			const {thumbprint} = key.record;
			const {keyStore} = await core.bench();
			const passphrase = makeSecret(core.secrets.get('open-passphrase'));
			const opened = await keyStore.open(thumbprint, passphrase);
			// Who signed out meanwhile has locked everything.
			if (era !== core.era) return;
			if (!opened.ok) {
				edit(tokenId, {status: 'locked', problem: opened.error.message});
				return;
			}
			core.secrets.wipe();
			core.opened.put(thumbprint, opened.value);
			if (get().attempt?.remembers) {
				const kept = await keyStore.remember(thumbprint, passphrase);
				get().say(kept.ok ? rememberedSentence : kept.error.message);
				void get().loadKeys();
			}
			await run(ready);
		},
		toggleRemembering() {
			set(({attempt}) => (attempt ? {attempt: {...attempt, remembers: !attempt.remembers}} : {}));
		},
		cancelTry() {
			abort.abort();
		},
		chooseTry(isChoosing) {
			set(({attempt}) => (attempt ? {attempt: {...attempt, isChoosing}} : {}));
		},
		toggleAssertion() {
			set(({attempt}) => (attempt ? {attempt: {...attempt, showsAssertion: !attempt.showsAssertion}} : {}));
		},
	};
};
