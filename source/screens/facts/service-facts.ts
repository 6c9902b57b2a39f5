import type {RegisteredJwk} from '../../api/token.ts';
import {keySize, keySizeWords} from '../../keys/key-size.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {sanitise} from '../../text/sanitise.ts';
import {entry, type Fact, section, sentence} from './fact.ts';
import type {KnownFacts} from './known-facts.ts';

const orNone = (text: string): string => (text === '' ? '(none)' : text);

const keyFacts = (key: RegisteredJwk, algorithm: string): readonly Fact[] => {
	const size = keySize(key);
	return [
		entry('key id', orNone(sanitise(key.kid ?? ''))),
		entry(
			'key',
			size ? keySizeWords(size) : 'members are missing or odd: nothing can be signed for it',
			size ? undefined : 'warning',
		),
		...(key.alg && key.alg !== algorithm
			? [entry('meant for', `${sanitise(key.alg)}, not the algorithm of the token`, 'warning')]
			: []),
		entry('thumbprint', thumbprint(key) ?? 'can not be computed'),
	];
};

const algorithmWords = ({algorithm, keys}: KnownFacts['token']): string => {
	const sizes = new Set(keys.flatMap(key => keySize(key) ?? []).map(keySizeWords));
	const name = orNone(sanitise(algorithm));
	return sizes.size === 0 ? name : `${name} (${[...sizes].map(size => sanitise(size)).join('; ')})`;
};

/** Says what the service's record of a token holds. */
export const recordFacts = ({token, signs}: Pick<KnownFacts, 'token' | 'signs'>): readonly Fact[] => {
	const {id, name, ari, ownerAri, scopes, jwksUri, problem} = token;
	return [
		...(problem === undefined ? [] : [sentence(`${signs.attention} ${problem}`, 'warning')]),
		entry('name', sanitise(name) || '(no name)'),
		entry('id', orNone(sanitise(id))),
		entry('ARI', orNone(sanitise(ari))),
		entry('owner', orNone(sanitise(ownerAri))),
		entry('algorithm', algorithmWords(token)),
		entry('scopes', orNone(sanitise(scopes.join(' '), {graphemes: 400}))),
		...(jwksUri === '' ? [] : [entry('keys at', sanitise(jwksUri, {graphemes: 400}))]),
	];
};

/** Says which public keys the service has registered for a token. */
export const publicKeyFacts = ({token: {keys, algorithm}}: Pick<KnownFacts, 'token'>): readonly Fact[] =>
	keys.flatMap((key, at) =>
		section(
			keys.length === 1 ? 'Public key' : `Public key ${at + 1} of ${keys.length}`,
			keyFacts(key, algorithm),
		),
	);
