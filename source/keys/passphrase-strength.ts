import {graphemes} from '../text/graphemes.ts';
import {reveal, type Secret} from '../text/secret.ts';

/** A guess at how long a passphrase withstands guessing, in a word, and what would help; `help` is missing when nothing must. */
export type PassphraseStrength = {
	readonly word: 'too short' | 'weak' | 'fair' | 'strong' | 'very strong';
	readonly help?: string;
};

const shortest = 8;
const bitsOfWord = 12;
const keyboardRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop', '1234567890'];
const common = ['password', 'passphrase', 'passwort', 'letmein', 'welcome', 'admin', 'secret', 'iloveyou'];
const pools: ReadonlyArray<readonly [pattern: RegExp, size: number]> = [
	[/\p{Ll}/u, 26],
	[/\p{Lu}/u, 26],
	[/\d/u, 10],
	[/[^\p{Ll}\p{Lu}\d]/u, 20],
];

/** Drops what a guesser tries first: well-known words and the words of the token's name. */
const withoutKnown = (text: string, name: string): string => {
	const known = [...common, ...name.toLowerCase().split(/[^\p{L}\d]+/u)].filter(word => word.length > 3);
	return known.reduce((rest, word) => rest.replaceAll(word, ''), text);
};

const isStep = (before: string, after: string): boolean => {
	const by = (after.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
	return Math.abs(by) <= 1 || keyboardRows.some(row => row.includes(before + after));
};

/** Counts the characters that are no neighbour of the one before: neither repeated, nor counted up, nor along the keyboard. */
const surprises = (letters: readonly string[]): number =>
	letters.filter((letter, index) => index === 0 || !isStep(letters[index - 1] ?? '', letter)).length;

/** Guesses the bits of a passphrase; a text that repeats a part of itself counts once. */
const bitsOf = (text: string, name: string): number => {
	const lower = withoutKnown(text.toLowerCase(), name).replace(/^(?<part>.+?)\k<part>+$/su, '$<part>');
	const pool = pools.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
	// Letters alone are mostly words, of which a letter tells less than one drawn by lot.
	const bitsOfLetter = Math.log2(pool) * (/^[\p{L}\s]*$/u.test(text) ? 0.7 : 1);
	const byLetter = surprises([...graphemes(lower)]) * bitsOfLetter;
	const words = lower.split(/\s+/u).filter(word => word !== '');
	const isWords = words.length > 1 && words.every(word => /^\p{L}+$/u.test(word));
	return isWords ? Math.min(byLetter, new Set(words).size * bitsOfWord) : byLetter;
};

/**
 * Guesses the strength of a passphrase from its length, its variety, and the patterns that are tried first.
 *
 * @param name the token's name, whose words are worth nothing
 */
export const passphraseStrength = (passphrase: Secret, name: string): PassphraseStrength => {
	const text = reveal(passphrase);
	if ([...graphemes(text)].length < shortest)
		return {
			word: 'too short',
			help: `Fewer than ${shortest} characters are soon guessed, yet taken if you want. Six words that have nothing to do with each other are very strong.`,
		};
	const bits = bitsOf(text, name);
	if (bits < 35)
		return {word: 'weak', help: 'Known words, repeats, rows of keys and the name of the token count little.'};
	if (bits < 55) return {word: 'fair', help: 'One or two more words that nobody expects make it strong.'};
	return {word: bits < 70 ? 'strong' : 'very strong'};
};
