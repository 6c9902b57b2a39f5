import type {Algorithm} from '../keys/algorithms.ts';
import {passphraseProblem} from '../keys/passphrase-problem.ts';
import {graphemes} from '../text/graphemes.ts';
import {grouped, plural} from '../text/plural.ts';
import {makeSecret} from '../text/secret.ts';
import type {CreateDraft} from './draft-slice.ts';

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

/** What a person types once a passphrase that was made for them is written down. */
export const notedWord = 'noted';

/** The word that may be typed instead of the passphrase's repetition, where one may. */
export const wordInstead = (first: string, {isMade}: {readonly isMade: boolean}): string | undefined => {
	if (first === '') return plainWord;
	return isMade ? notedWord : undefined;
};

/**
 * Says what is wrong with a passphrase and its repetition, or undefined; without a passphrase the word `plain` is wanted,
 * and for one that was made here the word `noted` will do.
 */
export const passphrasesProblem = (
	first: string,
	second: string,
	{isMade = false}: {readonly isMade?: boolean} = {},
): string | undefined => {
	if (first === '') {
		return second === plainWord
			? undefined
			: `Without a passphrase the file alone is enough to act as this token. Type ${plainWord} to keep it so.`;
	}
	if (isMade && second !== notedWord && second !== first)
		return `Write it down, then type ${notedWord}, or type the passphrase itself. Nobody can recover it.`;
	if (!isMade && first !== second) return 'The two are not the same.';
	return passphraseProblem(makeSecret(first));
};

/** Says why an algorithm can't be had with the key of a draft, or undefined: a key that is made here fits any. */
export const misfit = (
	algorithm: Algorithm,
	{keyOrigin, brought}: Pick<CreateDraft, 'keyOrigin' | 'brought'>,
): string | undefined => {
	if (keyOrigin === 'new' || !brought || brought.key.algorithms.includes(algorithm)) return undefined;
	return `Your key signs with ${brought.key.algorithms.join(' or ')} alone: choose another key first (next page).`;
};
