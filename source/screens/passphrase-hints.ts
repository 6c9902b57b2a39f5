import type {FieldMessage} from '../components/field-row.tsx';
import {passphraseStrength} from '../keys/passphrase-strength.ts';
import {makeSecret} from '../text/secret.ts';

/** What is said about a new passphrase while it is typed: beside its field, beside the one that repeats it, and below both. */
export type PassphraseHints = {
	readonly first: FieldMessage | undefined;
	readonly second: FieldMessage | undefined;
	/** Missing while nothing was typed. */
	readonly below?: string;
};

/**
 * Says how strong a passphrase is, what would help, and whether it was repeated.
 *
 * @param name the name of the token or of the key, whose words are worth nothing
 */
export const passphraseHints = (passphrase: string, again: string, name: string): PassphraseHints => {
	if (passphrase === '') return {first: undefined, second: undefined};
	const {word, help} = passphraseStrength(makeSecret(passphrase), name);
	return {
		first: {tone: help ? 'hint' : 'ok', text: word},
		second: passphrase === again ? {tone: 'ok', text: 'the same'} : undefined,
		below: `It is used as you type it: blanks count. ${help ?? ''}`.trimEnd(),
	};
};
