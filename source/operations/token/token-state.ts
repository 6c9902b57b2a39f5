import type {AuthenticationMethod} from '../../api/iam.ts';
import type {RegisteredJwk, Token} from '../../api/token.ts';
import {canonicalJwk} from '../../keys/canonical-jwk.ts';
import type {TokenState} from '../intent.ts';

type Key = TokenState['keys'][number];

const keyOf = ({kid = '', kty = '', alg = '', use, n, e, crv, x, y}: RegisteredJwk): Key => ({
	kid,
	kty,
	alg,
	use: use || 'sig',
	...(n && {n}),
	...(e && {e}),
	...(crv && {crv}),
	...(x && {x}),
	...(y && {y}),
});

/** Gives what of a token an update can change, as the service holds it. */
export const tokenState = ({name, algorithm, keys, jwksUri}: Token): TokenState => ({
	name,
	algorithm,
	keys: keys.map(keyOf),
	...(jwksUri && {jwksUri}),
});

/**
 * Gives the authentication method of a state, whole, since whether PATCH merges is not known (contract 2.2); undefined
 * for a token of which the service shows no key at all.
 */
export const methodOf = ({algorithm, keys, jwksUri}: TokenState): AuthenticationMethod | undefined => {
	if (keys.length === 0 && jwksUri === undefined) return undefined;
	const publicKeyInfo = jwksUri === undefined ? {jwks: {keys}} : {jwksUri};
	return {type: 'PRIVATE_KEY', signingAlgorithm: algorithm, publicKeyInfo};
};

// An odd key has no canonical form: then all that it has must be the same.
const textOf = (key: Key): string =>
	JSON.stringify([key.kid, key.alg, canonicalJwk(key) ?? {...key, use: undefined}]);

const textsOf = ({keys}: TokenState): readonly string[] => keys.map(textOf).sort();

/** Tells whether two states are the same, in whatever order their keys stand. */
export const isSameState = (one: TokenState, other: TokenState): boolean =>
	one.name === other.name &&
	one.algorithm === other.algorithm &&
	one.jwksUri === other.jwksUri &&
	JSON.stringify(textsOf(one)) === JSON.stringify(textsOf(other));

/** Tells whether the service added the keys that were sent to those that were there, instead of replacing them. */
export const isMerged = (
	now: TokenState,
	{before, wanted}: {readonly before: TokenState; readonly wanted: TokenState},
): boolean => {
	const [there, sent, old] = [textsOf(now), textsOf(wanted), textsOf(before)];
	const keptKeys = there.filter(key => !sent.includes(key));
	const keptUri = wanted.jwksUri === undefined && now.jwksUri !== undefined;
	return (
		sent.every(key => there.includes(key)) &&
		(keptKeys.length > 0 || keptUri) &&
		keptKeys.every(key => old.includes(key)) &&
		(now.jwksUri === wanted.jwksUri || now.jwksUri === before.jwksUri)
	);
};
