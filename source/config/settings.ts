import {chmodSync, existsSync, mkdirSync, renameSync} from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import * as v from 'valibot';

const Stored = v.object({environment: v.optional(v.fallback(v.string(), ''))});

/** What a person chose once and wants to find again; no key and no session ever stands here. */
export type Settings = {
	/** The name of the environment that was used last; empty before the first choice. */
	readonly environment: () => string;
	/** Remembers the environment; a setting that can't be kept is asked for again at the next start. */
	readonly rememberEnvironment: (name: string) => void;
	/** What is to be said about the settings file, when something was wrong with it. */
	readonly warning: string | undefined;
};

const openConf = (folder: string) =>
	new Conf<v.InferOutput<typeof Stored>>({
		cwd: folder,
		configName: 'config',
		configFileMode: 0o600,
		clearInvalidConfig: false,
	});

/** Opens the settings in `folder` (`config.json`, 0600); a damaged file is set aside under another name, and that is said. */
export const openSettings = (folder: string, now: number): Settings => {
	const none: Settings = {
		environment: () => '',
		rememberEnvironment: () => undefined,
		warning: `The settings in ${folder} can not be read or written: this run goes on without them.`,
	};
	try {
		mkdirSync(folder, {recursive: true, mode: 0o700});
		chmodSync(folder, 0o700);
		const file = path.join(folder, 'config.json');
		let conf: ReturnType<typeof openConf>;
		let warning: string | undefined;
		try {
			conf = openConf(folder);
			// Conf reads lazily: a damaged file shows at the first look.
			void conf.store;
		} catch {
			if (!existsSync(file)) return none;
			const aside = `${file}.damaged-${now}`;
			renameSync(file, aside);
			conf = openConf(folder);
			warning = `The settings were damaged. They are kept as ${aside}, and new ones begun.`;
		}
		return {
			environment: () => v.parse(Stored, conf.store).environment ?? '',
			rememberEnvironment(name) {
				try {
					conf.set('environment', name);
				} catch {
					// A read-only home must not keep anyone from working: the choice is simply asked for again.
				}
			},
			warning,
		};
	} catch {
		return none;
	}
};
