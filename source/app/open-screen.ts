import {findPaths} from '../config/paths.ts';
import {runCachedScript} from '../system/cached-script.ts';
import {noTerminalSentence, readCapabilities} from '../terminal/capabilities.ts';

/** What the entry knows of itself. */
type Entry = {
	readonly program: NodeJS.Process;
	readonly version: string;
	/** The built full-screen face: an absolute path. */
	readonly script: string;
	readonly isSetup: boolean;
};

/**
 * Opens the full-screen face where there is a terminal, and says what to run instead where there is none; resolves with
 * the exit code.
 *
 * @param argv the flags, without the program and without `setup`
 */
export const openScreen = async (
	argv: readonly string[],
	{program, version, script, isSetup}: Entry,
): Promise<number> => {
	if (!readCapabilities(program).isTerminal) {
		program.stderr.write(`${noTerminalSentence}\n`);
		return 2;
	}
	// Ink's colours must neither drop `inverse` on a terminal they do not know nor go beyond the sixteen.
	program.env['FORCE_COLOR'] = '1';
	const {codeCache} = findPaths(program.env, program.cwd());
	const face = runCachedScript<typeof import('../../full-screen.ts')>(script, codeCache);
	return face.exports.openFullScreen(argv, {
		program,
		version,
		isSetup,
		// Now and no later: the less has run, the smaller is what every start has to read.
		onFirstFrame: face.keep,
	});
};
