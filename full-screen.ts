import {main} from './source/app/main.tsx';
import {screenStart} from './source/commands/screen-start.ts';

/** What the entry has to say and to hear of the full-screen face. */
type Entry = {
	readonly program: NodeJS.Process;
	readonly version: string;
	readonly isSetup: boolean;
	readonly onFirstFrame: () => void;
};

/**
 * Runs the full-screen face, which is built as one script so that it can be kept compiled; resolves with the exit code.
 *
 * @param argv the flags, without the program and without `setup`
 */
export const openFullScreen = async (
	argv: readonly string[],
	{program, version, ...entry}: Entry,
): Promise<number> => {
	const start = await screenStart(argv, program, version);
	return start ? main({...start, ...entry}) : 2;
};
