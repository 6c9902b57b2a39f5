import {editingFolder} from '../config/editing-folder.ts';
import type {Environment} from '../config/environments.ts';
import type {Paths} from '../config/paths.ts';
import type {Settings} from '../config/settings.ts';
import type {Algorithm} from '../keys/algorithms.ts';
import type {KeyPair} from '../keys/key-pair.ts';
import type {SigningKey} from '../keys/signing-key.ts';
import type {ActivityEntry} from '../operations/activity.ts';
import type {Effects, Workbench} from '../operations/workbench.ts';
import type {Copy} from '../system/clipboard.ts';
import type {Engine} from './engine.ts';
import type {KeyRules} from './rules-slice.ts';
import {makeSecretDrafts, type SecretDrafts} from './secret-drafts.ts';

/** What the program is started with. */
export type StoreDeps = {
	readonly effects: Effects;
	readonly paths: Paths;
	readonly settings: Settings;
	readonly version: string;
	/** The variables of the process's environment. */
	readonly variables: Readonly<Record<string, string | undefined>>;
	/** Puts a text into the clipboard of the terminal and of this computer. */
	readonly copy: Copy;
	/** Own keys and read-only; none unless given. */
	readonly rules?: KeyRules;
};

/** A key pair in the making, or made, for the token that is being created. */
export type KeyDraft = {
	readonly algorithm: Algorithm;
	readonly pair: Promise<KeyPair>;
	readonly drop: () => void;
};

/** What the slices share but no screen may see: services, keys and secrets, which never stand in the state. */
export type Core = StoreDeps & {
	readonly engine: () => Promise<Engine>;
	/** The workbench of the chosen environment, with its kept session taken up; throws before one is chosen. */
	readonly bench: () => Promise<Workbench>;
	readonly choose: (environment: Environment) => void;
	readonly secrets: SecretDrafts;
	/** Opened keys by thumbprint, forgotten ten minutes after they were last used. */
	readonly opened: OpenedKeys;
	keyDraft: KeyDraft | undefined;
	/** Grows whenever a user is forgotten: what was asked for in an earlier one is neither shown nor kept. */
	era: number;
};

export type OpenedKeys = {
	readonly get: (thumbprint: string) => SigningKey | undefined;
	readonly put: (thumbprint: string, key: SigningKey) => void;
	readonly forget: (thumbprint: string) => void;
	readonly forgetAll: () => void;
};

const rememberedMs = 10 * 60 * 1000;

const makeOpenedKeys = ({clock}: Pick<Effects, 'clock'>): OpenedKeys => {
	const keys = new Map<string, {readonly key: SigningKey; readonly timer: AbortController}>();
	const put = (thumbprint: string, key: SigningKey) => {
		keys.get(thumbprint)?.timer.abort();
		const timer = new AbortController();
		keys.set(thumbprint, {key, timer});
		clock.sleep(rememberedMs, timer.signal).then(
			() => keys.delete(thumbprint),
			() => undefined,
		);
	};
	const forget = (thumbprint: string) => {
		keys.get(thumbprint)?.timer.abort();
		keys.delete(thumbprint);
	};
	return {
		put,
		forget,
		forgetAll() {
			for (const thumbprint of [...keys.keys()]) forget(thumbprint);
		},
		get(thumbprint) {
			const key = keys.get(thumbprint)?.key;
			if (key) put(thumbprint, key);
			return key;
		},
	};
};

/**
 * Makes what the slices share.
 *
 * @param onProblem told what went wrong beside the work, which goes on
 * @param onActivity told each line that was written into the activity log
 */
export const makeCore = (
	deps: StoreDeps,
	onProblem: (message: string) => void,
	onActivity: (entry: ActivityEntry) => void,
): Core => {
	let chosen: Environment | undefined;
	let bench: Promise<Workbench> | undefined;
	const engine = async () => (await import('./engine.ts')).engine;
	const open = async (environment: Environment) => {
		const {makeWorkbench, sweepOwnFolders, sweepTemporaryFiles} = await engine();
		const workbench = makeWorkbench(environment, deps.paths, deps.effects, deps.version, {
			onProblem,
			onActivity,
			isReadOnly: deps.rules?.isReadOnly ?? false,
		});
		void sweepOwnFolders(editingFolder(deps.paths), deps.effects.processes);
		void sweepTemporaryFiles(deps.paths.keys, deps.effects.clock.now());
		await workbench.service.restore();
		return workbench;
	};
	return {
		...deps,
		engine,
		async bench() {
			if (!chosen) throw new Error('No environment is chosen yet');
			bench ??= open(chosen);
			return bench;
		},
		choose(environment) {
			chosen = environment;
			bench = undefined;
		},
		secrets: makeSecretDrafts(),
		opened: makeOpenedKeys(deps.effects),
		keyDraft: undefined,
		era: 0,
	};
};
