import {passphraseProblem} from '../keys/passphrase-problem.ts';
import {graphemes} from '../text/graphemes.ts';
import {grouped, plural} from '../text/plural.ts';
import {makeSecret} from '../text/secret.ts';

const shortestName = 8;
const longestName = 2000;

/** What keeps a name from being used; `missing` graphemes are still to be typed. */
export type NameProblem = {readonly text: string; readonly missing: number};

/** Says what is wrong with a token's name (8 characters at least, as the official CLI asks; contract 2.2), or undefined. */
export const nameProblem = (name: string): NameProblem | undefined => {
	const trimmed = name.trim();
	const length = [...graphemes(trimmed)].length;
	const missing = shortestName - length;
	if (missing > 0)
		return {
			text:
				missing === shortestName
					? `at least ${shortestName} characters`
					: `${plural(missing, 'character')} to go`,
			missing,
		};
	if (trimmed.length > longestName)
		return {text: `too long: at most ${grouped(longestName)} characters`, missing: 0};
	return undefined;
};

/** What a person types instead of a passphrase to have the key kept in clear. */
export const plainWord = 'plain';

/** Says what is wrong with a passphrase and its repetition, or undefined; without a passphrase the word `plain` is wanted. */
export const passphrasesProblem = (first: string, second: string): string | undefined => {
	if (first === '') {
		return second === plainWord
			? undefined
			: `Without a passphrase the file alone is enough to act as this token. Type ${plainWord} to keep it so.`;
	}
	if (first !== second) return 'The two are not the same.';
	return passphraseProblem(makeSecret(first));
};
