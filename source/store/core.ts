import type {KeyObject} from 'node:crypto';
import type {Environment} from '../config/environments.ts';
import type {Paths} from '../config/paths.ts';
import type {Settings} from '../config/settings.ts';
import type {GitCheck} from '../exports/git-check.ts';
import type {Algorithm} from '../keys/algorithms.ts';
import type {KeyPair} from '../keys/key-pair.ts';
import {type Effects, makeWorkbench, type Workbench} from '../operations/workbench.ts';
import {makeSecretDrafts, type SecretDrafts} from './secret-drafts.ts';

/** What the program is started with. */
export type StoreDeps = {
	readonly effects: Effects;
	readonly paths: Paths;
	readonly settings: Settings;
	readonly version: string;
	readonly isExposedToGit: GitCheck;
};

/** A key pair in the making, or made, for the token that is being created. */
export type KeyDraft = {
	readonly algorithm: Algorithm;
	readonly pair: Promise<KeyPair>;
	readonly drop: () => void;
};

/** What the slices share but no screen may see: services, keys and secrets, which never stand in the state. */
export type Core = StoreDeps & {
	/** The workbench of the chosen environment; throws before one is chosen. */
	readonly bench: () => Workbench;
	readonly choose: (environment: Environment) => void;
	readonly secrets: SecretDrafts;
	/** Opened private keys by thumbprint, forgotten ten minutes after they were last used. */
	readonly opened: OpenedKeys;
	keyDraft: KeyDraft | undefined;
};

export type OpenedKeys = {
	readonly get: (thumbprint: string) => KeyObject | undefined;
	readonly put: (thumbprint: string, key: KeyObject) => void;
};

const rememberedMs = 10 * 60 * 1000;

const makeOpenedKeys = ({clock}: Pick<Effects, 'clock'>): OpenedKeys => {
	const keys = new Map<string, {readonly key: KeyObject; readonly timer: AbortController}>();
	const put = (thumbprint: string, key: KeyObject) => {
		keys.get(thumbprint)?.timer.abort();
		const timer = new AbortController();
		keys.set(thumbprint, {key, timer});
		clock.sleep(rememberedMs, timer.signal).then(
			() => keys.delete(thumbprint),
			() => undefined,
		);
	};
	return {
		put,
		get(thumbprint) {
			const key = keys.get(thumbprint)?.key;
			if (key) put(thumbprint, key);
			return key;
		},
	};
};

/** Makes what the slices share. */
export const makeCore = (deps: StoreDeps): Core => {
	let bench: Workbench | undefined;
	return {
		...deps,
		bench() {
			if (!bench) throw new Error('No environment is chosen yet');
			return bench;
		},
		choose(environment) {
			bench = makeWorkbench(environment, deps.paths, deps.effects, deps.version);
		},
		secrets: makeSecretDrafts(),
		opened: makeOpenedKeys(deps.effects),
		keyDraft: undefined,
	};
};
