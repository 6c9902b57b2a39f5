import type {Token} from '../../api/token.ts';
import {canonicalJwk} from '../../keys/canonical-jwk.ts';
import type {KeyRecord} from '../../keys/key-record.ts';
import type {KeyRow} from '../../keys/key-row.ts';

/** A token, as it is named where keys are spoken of. */
export type KeyUser = Pick<Token, 'id' | 'name'>;

/** Which tokens use which keys, and what is left over on both sides. */
export type KeyUse = {
	/** The tokens that a key is registered with. */
	readonly usersOf: (key: Pick<KeyRecord, 'publicJwk'>) => readonly KeyUser[];
	/** Thumbprints (RFC 7638) of keys of this computer that no token uses. */
	readonly unused: readonly string[];
	/** Tokens with none of whose registered keys can be signed from here. */
	readonly keyless: readonly KeyUser[];
};

/** Tells which of a user's tokens use which keys of this computer. */
export const keyUse = (
	rows: readonly KeyRow[],
	tokens: readonly Pick<Token, 'id' | 'name' | 'keys'>[],
): KeyUse => {
	// By their canonical form, which is what a thumbprint is the hash of: hashing thousands of keys would be felt.
	const users = new Map<string, KeyUser[]>();
	const usersOf: KeyUse['usersOf'] = ({publicJwk}) => users.get(canonicalJwk(publicJwk) ?? '') ?? [];
	const known = rows.flatMap(row => (row.status === 'damaged' ? [] : [row]));
	const ready = new Set(
		known.flatMap(({status, record}) => (status === 'ready' ? [canonicalJwk(record.publicJwk)] : [])),
	);
	const keyless: KeyUser[] = [];
	for (const {id, name, keys} of tokens) {
		const forms = new Set(keys.flatMap(key => canonicalJwk(key) ?? []));
		for (const form of forms) {
			const others = users.get(form);
			if (others) others.push({id, name});
			else users.set(form, [{id, name}]);
		}
		// Of a token whose record holds no key nothing can be said.
		if (forms.size > 0 && ![...forms].some(form => ready.has(form))) keyless.push({id, name});
	}
	const unused = known.flatMap(({record}) => (usersOf(record).length > 0 ? [] : [record.thumbprint]));
	return {usersOf, unused, keyless};
};
