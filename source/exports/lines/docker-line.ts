import {carriesText} from './carries-text.ts';

/** Writes one line of a file for docker's `--env-file`, which takes a line as it is, without quotes or escapes; undefined where a value does not fit into one. */
export const dockerLine = (name: string, value: string): string | undefined =>
	carriesText(value) && !/\n|\r$/u.test(value) ? `${name}=${value}` : undefined;
