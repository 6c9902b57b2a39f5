import {chmodSync, mkdirSync, readFileSync, renameSync} from 'node:fs';
import path from 'node:path';
import {
	noSettings,
	type OwnKeys,
	parseSettings,
	type SessionStoreChoice,
	type StoredSettings,
} from './stored-settings.ts';
import type {SwitchValues} from './switches.ts';

/** What a person chose once and wants to find again; no key and no session ever stands here. */
export type Settings = {
	/** The name of the environment that was used last; empty before the first choice. */
	readonly environment: string;
	/** Looks and habits: what no flag and no variable says otherwise. */
	readonly switches: SwitchValues;
	/** The keys that the person gave to bindings. */
	readonly ownKeys: OwnKeys;
	/** Why own keys can not be understood; such settings are refused at the start. */
	readonly keysProblem: string | undefined;
	/** The file, absolute. */
	readonly file: string;
	/** Remembers the environment; a setting that can't be kept is asked for again at the next start. */
	readonly rememberEnvironment: (name: string) => Promise<void>;
	/** What is to be said about the settings file, when something was wrong with it. */
	readonly warning: string | undefined;
};

const readStored = (file: string): StoredSettings | 'missing' | 'damaged' | 'unreadable' => {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'unreadable';
	}
	try {
		return parseSettings(JSON.parse(text)) ?? 'damaged';
	} catch {
		return 'damaged';
	}
};

const fileIn = (folder: string): string => path.join(folder, 'config.json');

/** Reads the settings in `folder` without touching them; none where there are none, or damaged ones. */
export const readSettings = (folder: string): StoredSettings => {
	const stored = readStored(fileIn(folder));
	return typeof stored === 'object' ? stored : noSettings;
};

/** Reads where sessions may be kept: `session.store` of the settings in `folder`; `auto` unless told. */
export const readSessionStoreChoice = (folder: string): SessionStoreChoice =>
	readSettings(folder).sessionStore;

/** Says in one line what is wrong in settings; undefined when nothing is. */
export const settingsWarning = ({problems}: Pick<StoredSettings, 'problems'>): string | undefined =>
	problems.length === 0 ? undefined : `In the settings: ${problems.join(' ')}`;

const setAside = (file: string, now: number): string => {
	const aside = `${file}.damaged-${now}`;
	try {
		renameSync(file, aside);
		return `The settings were damaged. They are kept as ${aside}, and new ones begun.`;
	} catch {
		return `The settings in ${file} are damaged and can not be set aside: this run goes on without them.`;
	}
};

/**
 * Opens the settings in `folder` (`config.json`, 0600); a damaged file is set aside under another name, and that is said.
 *
 * @param now milliseconds since the epoch, for the name of a file that is set aside
 */
export const openSettings = (folder: string, now: number): Settings => {
	const file = fileIn(folder);
	const stored = readStored(file);
	const {environment, switches, ownKeys, keysProblem, problems} =
		typeof stored === 'object' ? stored : noSettings;
	const warnings = {
		missing: () => undefined,
		damaged: () => setAside(file, now),
		unreadable: () => `The settings in ${file} can not be read: this run goes on without them.`,
	};
	return {
		environment,
		switches,
		ownKeys,
		keysProblem,
		file,
		async rememberEnvironment(name) {
			if (name === environment) return;
			try {
				mkdirSync(folder, {recursive: true, mode: 0o700});
				chmodSync(folder, 0o700);
				// Writing is rare, and conf takes as long to load as half the screens: no start waits for it.
				const {writeSetting} = await import('./write-setting.ts');
				writeSetting(folder, 'environment', name);
			} catch {
				// A read-only home must not keep anyone from working: the choice is simply asked for again.
			}
		},
		warning: typeof stored === 'object' ? settingsWarning({problems}) : warnings[stored](),
	};
};
