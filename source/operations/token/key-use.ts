import type {Token} from '../../api/token.ts';
import type {KeyRow} from '../../keys/key-row.ts';
import {thumbprint} from '../../keys/thumbprint.ts';

/** A token, as it is named where keys are spoken of. */
export type KeyUser = Pick<Token, 'id' | 'name'>;

/** Which tokens use which keys, and what is left over on both sides. */
export type KeyUse = {
	/** The tokens that a key is registered with, by its thumbprint (RFC 7638). */
	readonly usersOf: ReadonlyMap<string, readonly KeyUser[]>;
	/** Thumbprints of keys of this computer that no token uses. */
	readonly unused: readonly string[];
	/** Tokens with none of whose registered keys can be signed from here. */
	readonly keyless: readonly KeyUser[];
};

/** Tells which of a user's tokens use which keys of this computer. */
export const keyUse = (
	rows: readonly KeyRow[],
	tokens: readonly Pick<Token, 'id' | 'name' | 'keys'>[],
): KeyUse => {
	const usersOf = new Map<string, KeyUser[]>();
	const known = rows.flatMap(row => (row.status === 'damaged' ? [] : [row]));
	const ready = new Set(known.flatMap(({status, record}) => (status === 'ready' ? [record.thumbprint] : [])));
	const keyless: KeyUser[] = [];
	for (const {id, name, keys} of tokens) {
		const prints = new Set(keys.flatMap(key => thumbprint(key) ?? []));
		for (const print of prints) usersOf.set(print, [...(usersOf.get(print) ?? []), {id, name}]);
		// Of a token whose record holds no key nothing can be said.
		if (prints.size > 0 && ![...prints].some(print => ready.has(print))) keyless.push({id, name});
	}
	const unused = known.flatMap(({record}) => (usersOf.has(record.thumbprint) ? [] : [record.thumbprint]));
	return {usersOf, unused, keyless};
};
