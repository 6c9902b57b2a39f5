import {fail, ok, type Result} from '../../result.ts';
import {invalidParameter, type Refusal} from '../refusal.ts';
import type {Token, UpdateTokenInput} from '../token.ts';
import type {Variants} from '../variant-table.ts';

type PublicKeyInfo = Token['authenticationMethod']['publicKeyInfo'];
type Key = NonNullable<PublicKeyInfo['jwks']>['keys'][number];

const keysOf = ({jwks}: PublicKeyInfo): readonly Key[] => jwks?.keys ?? [];

const changeKeys = (before: PublicKeyInfo, sent: PublicKeyInfo, patch: Variants['patch']): PublicKeyInfo => {
	const keys = keysOf(sent);
	if (patch === 'replace' || keys.length === 0) return sent;
	if (patch === 'one-key') return {jwks: {keys: keys.slice(-1)}};
	const kept = keysOf(before).filter(key => keys.every(({kid}) => kid !== key.kid));
	return {jwks: {keys: [...kept, ...keys]}};
};

/** Applies an update to a token: what it names is changed, its keys as the variant has it, and the rest stays (the contract leaves replace or merge open). */
export const changeToken = (
	token: Token,
	{name, authenticationMethod}: UpdateTokenInput,
	{patch}: Pick<Variants, 'patch'>,
): Token => {
	const {signingAlgorithm, publicKeyInfo} = authenticationMethod ?? {};
	const before = token.authenticationMethod;
	return {
		...token,
		...(name !== undefined && {name}),
		authenticationMethod: {
			...before,
			...(signingAlgorithm !== undefined && {signingAlgorithm}),
			...(publicKeyInfo !== undefined && {
				publicKeyInfo: changeKeys(before.publicKeyInfo, publicKeyInfo, patch),
			}),
		},
	};
};

const isWhole = ({kty, n, e, crv, x, y}: Key) => (kty === 'EC' ? crv && x && y : n && e);

/** Checks a token's set of keys against what the variants forbid; the refusal (400) names the field. */
export const checkKeys = (
	{authenticationMethod}: Pick<Token, 'authenticationMethod'>,
	variants: Pick<Variants, 'keys' | 'kid' | 'ec-jwk'>,
): Result<void, Refusal> => {
	const keys = keysOf(authenticationMethod.publicKeyInfo);
	const refuse = (issue: string) =>
		fail(invalidParameter('publicKeyInfo', [{issue, field: 'publicKeyInfo', location: 'body'}]));
	if (variants.keys === 'one' && keys.length > 1) return refuse('at most one key');
	if (variants['ec-jwk'] === 'checked' && !keys.every(isWhole)) return refuse('a key lacks its numbers');
	const isRepeated = new Set(keys.map(({kid}) => kid)).size < keys.length;
	return variants.kid === 'unique' && isRepeated ? refuse('a kid stands twice') : ok(undefined);
};
