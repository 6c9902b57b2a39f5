import type {AuthenticationMethod, JwkInput} from '../../api/iam.ts';
import type {RegisteredJwk} from '../../api/token.ts';
import type {KeyPair} from '../../keys/key-pair.ts';
import {type Evidence, evidenceOf, type ProbeDeps, type Verdict, verdictOf} from './ask.ts';

/** The throw-away token and the key it was made with. */
export type Subject = {
	readonly tokenId: string;
	readonly name: string;
	readonly keyId: string;
	readonly keyPair: KeyPair;
};

/** What became of keys that were put on a token: whether they were taken, and which it then had. */
export type Patched = {
	readonly verdict: Verdict;
	readonly held: readonly RegisteredJwk[];
	readonly evidence: readonly Evidence[];
};

/** Gives a public key in the form in which it is registered. */
export const jwkOf = ({publicJwk, algorithm}: KeyPair, kid: string): JwkInput => ({
	...publicJwk,
	kid,
	alg: algorithm,
	use: 'sig',
});

/** Gives the authentication method of a token with these keys. */
export const methodWith = (keys: readonly JwkInput[]): AuthenticationMethod => ({
	type: 'PRIVATE_KEY',
	signingAlgorithm: 'ES256',
	publicKeyInfo: {jwks: {keys}},
});

/** Puts keys on the token and reads it back; what can't be read back is not known. */
export const patchKeys = async (
	{service, signal}: ProbeDeps,
	{tokenId, name}: Subject,
	sent: readonly JwkInput[],
): Promise<Patched> => {
	const authenticationMethod = methodWith(sent);
	const patched = await service.iam.updateToken(tokenId, {name, authenticationMethod}, {signal});
	const read = await service.iam.getToken(tokenId, {signal});
	return {
		verdict: patched.ok && !read.ok ? 'not known' : verdictOf(patched),
		held: read.ok ? read.value.value.keys : [],
		evidence: [evidenceOf('PATCH /iam/v1/tokens/{id}', patched), evidenceOf('GET /iam/v1/tokens/{id}', read)],
	};
};
