import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

/**
 * Runs a program and gives what it printed; undefined where it can't be run, fails, or takes more than five seconds.
 *
 * @param program an absolute path
 * @param variables the environment that it gets, and nothing else
 */
export const readProgram = async (
	program: string,
	args: readonly string[],
	variables: Readonly<Record<string, string>>,
): Promise<string | undefined> => {
	try {
		const {stdout} = await promisify(execFile)(program, args, {
			env: variables,
			timeout: 5000,
			maxBuffer: 65_536,
		});
		return stdout;
	} catch {
		// Its own words would not help anybody who only wanted to know.
		return undefined;
	}
};
