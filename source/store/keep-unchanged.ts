import {isDeepStrictEqual} from 'node:util';
import type {Token} from '../api/token.ts';

/**
 * Makes the function that gives a token that was known before where its record is still the same, and else the one that was
 * read: a long list that is read again is not held twice, and what was worked out for a token serves on.
 */
export const keepUnchanged = (before: readonly Token[]): ((token: Token) => Token) => {
	const known = new Map(before.map(token => [token.id, token]));
	return token => {
		const old = known.get(token.id);
		return old !== undefined && isDeepStrictEqual(old, token) ? old : token;
	};
};
