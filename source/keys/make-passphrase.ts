import type {Random} from '../system/random.ts';
import {makeSecret, type Secret} from '../text/secret.ts';

// Of letters that are told apart when they are read aloud or written by hand.
const consonants = 'bdfghjklmnprstvwyz';
const vowels = 'aeiou';
const syllables = consonants.length * vowels.length;
const words = 6;
const syllablesOfWord = 2;

/** How many bits a made passphrase has: each of its syllables is drawn by lot out of 90. */
export const madeBits = Math.floor(words * syllablesOfWord * Math.log2(syllables));

// Bytes above the largest multiple are drawn again: with them some syllables would come more often.
const fair = 256 - (256 % syllables);

const syllableOf = (number: number): string =>
	`${consonants[Math.floor(number / vowels.length)]}${vowels[number % vowels.length]}`;

/** Makes a passphrase of six short words that can be spoken, joined by dashes, which no shell and no `.env` has to quote. */
export const makePassphrase = ({bytes}: Pick<Random, 'bytes'>): Secret => {
	const drawn: string[] = [];
	while (drawn.length < words * syllablesOfWord) {
		const more = [...bytes(words * syllablesOfWord)].filter(octet => octet < fair);
		drawn.push(...more.map(octet => syllableOf(octet % syllables)));
	}
	const spoken = Array.from({length: words}, (_, word) =>
		drawn.slice(word * syllablesOfWord, (word + 1) * syllablesOfWord).join(''),
	);
	return makeSecret(spoken.join('-'));
};
