import type {RegisteredJwk} from '../api/token.ts';

// Named one by one: whatever else a record holds, no private member can be among them.
const publicMembers = ['kty', 'kid', 'alg', 'use', 'crv', 'x', 'y', 'n', 'e'] as const;

/** Gives the public members of a registered key that are not empty (RFC 7517). */
export const registeredPublicJwk = (key: RegisteredJwk): Readonly<Record<string, string>> =>
	Object.fromEntries(
		publicMembers.flatMap(name => {
			const value = key[name];
			return value ? [[name, value]] : [];
		}),
	);
