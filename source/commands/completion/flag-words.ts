import type {Flag} from '../flag.ts';

/** Gives a flag as it is typed, long and short: `--name`, `-n`. */
export const flagWords = ({name, short}: Flag): readonly string[] =>
	short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
