import {chmodSync, mkdirSync, readFileSync, renameSync} from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const SessionStoreChoice = v.picklist(['auto', 'keyring', 'file']);

/** Where sessions may be kept: in the system's keyring where it answers, else in a file; never in a file; always in one. */
export type SessionStoreChoice = v.InferOutput<typeof SessionStoreChoice>;

const Stored = v.object({
	environment: v.optional(v.fallback(v.string(), ''), ''),
	session: v.optional(v.fallback(v.object({store: SessionStoreChoice}), {store: 'auto'}), {store: 'auto'}),
});
type Stored = v.InferOutput<typeof Stored>;

/** What a person chose once and wants to find again; no key and no session ever stands here. */
export type Settings = {
	/** The name of the environment that was used last; empty before the first choice. */
	readonly environment: string;
	/** Remembers the environment; a setting that can't be kept is asked for again at the next start. */
	readonly rememberEnvironment: (name: string) => Promise<void>;
	/** What is to be said about the settings file, when something was wrong with it. */
	readonly warning: string | undefined;
};

const readStored = (file: string): Stored | 'missing' | 'damaged' | 'unreadable' => {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'unreadable';
	}
	try {
		const parsed = v.safeParse(Stored, JSON.parse(text));
		return parsed.success ? parsed.output : 'damaged';
	} catch {
		return 'damaged';
	}
};

const fileIn = (folder: string): string => path.join(folder, 'config.json');

/** Reads where sessions may be kept: `session.store` of the settings in `folder`; `auto` unless told. */
export const readSessionStoreChoice = (folder: string): SessionStoreChoice => {
	const stored = readStored(fileIn(folder));
	return typeof stored === 'object' ? stored.session.store : 'auto';
};

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
	const isRead = typeof stored === 'object';
	const warnings = {
		missing: () => undefined,
		damaged: () => setAside(file, now),
		unreadable: () => `The settings in ${file} can not be read: this run goes on without them.`,
	};
	const environment = isRead ? stored.environment : '';
	return {
		environment,
		async rememberEnvironment(name) {
			if (name === environment) return;
			try {
				mkdirSync(folder, {recursive: true, mode: 0o700});
				chmodSync(folder, 0o700);
				// Writing is rare, and conf takes as long to load as half the screens: no start waits for it.
				const {default: Conf} = await import('conf');
				const conf = new Conf({
					cwd: folder,
					configName: 'config',
					configFileMode: 0o600,
					clearInvalidConfig: false,
				});
				conf.set('environment', name);
			} catch {
				// A read-only home must not keep anyone from working: the choice is simply asked for again.
			}
		},
		warning: isRead ? undefined : warnings[stored](),
	};
};
