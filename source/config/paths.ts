import path from 'node:path';
import envPaths from 'env-paths';

/** Where everything that this machine keeps is on disk (absolute paths). */
export type Paths = {
	/** Settings (`config.json`). */
	readonly config: string;
	/** Private keys and their records. */
	readonly keys: string;
	/** One folder an environment, in it one a user. */
	readonly environments: string;
	/** The log of this machine's remote effects; archives of it stand beside it. */
	readonly activity: string;
	/** The compiled form of the program's own scripts. */
	readonly codeCache: string;
	/** The embedded service's own data. */
	readonly sandbox: string;
	/** Where exports go when nothing else is said: the working directory of the person who asked. */
	readonly exports: string;
};

/**
 * Says where things are kept: all below `PAT_TUI_HOME` when it is set, else the platform's own folders.
 *
 * @param environment the process's variables
 * @param workingDirectory an absolute path
 */
export const findPaths = (
	environment: Readonly<Record<string, string | undefined>>,
	workingDirectory: string,
): Paths => {
	const home = environment['PAT_TUI_HOME'];
	const platform = envPaths('pat-tui', {suffix: ''});
	const config = home ? path.resolve(workingDirectory, home) : platform.config;
	const data = home ? config : platform.data;
	return {
		config,
		keys: path.join(data, 'keys'),
		environments: path.join(data, 'environments'),
		activity: path.join(data, 'activity.jsonl'),
		codeCache: path.join(home ? config : platform.cache, 'code'),
		sandbox: path.join(data, 'sandbox'),
		exports: workingDirectory,
	};
};
