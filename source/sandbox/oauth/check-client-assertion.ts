import type {JWTPayload} from 'jose';
import {fail, ok, type Result} from '../../result.ts';
import type {Service} from '../service.ts';
import {secretKey} from '../session.ts';
import type {Token} from '../token.ts';
import type {Variants} from '../variant-table.ts';

const leewaySeconds = 30;
const longestLifeSeconds = 60 * 60;

type Assertion = {readonly clientId: string; readonly jwt: string};

/** The token endpoint's addresses that an assertion may be meant for: clients write `localhost` or the number. */
const audiencesOf = (origin: string) =>
	['localhost', '127.0.0.1'].map(host => {
		const url = new URL('/auth/oauth2/token', origin);
		url.hostname = host;
		return url.href;
	});

/** Finds the registered keys that could have signed: the one the header names, or, where it names none, all of them unless told otherwise. */
const candidateKeys = (
	{authenticationMethod}: Token,
	header: {readonly kid?: unknown},
	withoutKid: Variants['no-kid'],
) => {
	const keys = authenticationMethod.publicKeyInfo.jwks?.keys ?? [];
	if ('kid' in header) return keys.filter(key => key.kid === header.kid);
	return {any: keys, first: keys.slice(0, 1), refused: []}[withoutKid];
};

type RegisteredKey = NonNullable<Token['authenticationMethod']['publicKeyInfo']['jwks']>['keys'][number];

const claimsProblem = ({iat, exp, jti}: JWTPayload, now: number): string | undefined => {
	if (typeof jti !== 'string' || jti === '') return 'The jti claim is missing.';
	if (iat !== undefined && iat > now + leewaySeconds) return 'The iat claim lies in the future.';
	if ((exp ?? 0) > now + longestLifeSeconds + leewaySeconds)
		return 'The exp claim lies too far in the future.';
	return undefined;
};

// Importing takes an absent member, and not one that is undefined.
const definedMembers = (key: RegisteredKey) =>
	Object.fromEntries(Object.entries(key).filter(([, value]) => value !== undefined));

/** Verifies the signature with one key, and the claims that say who, for whom and until when; undefined when it is another key's signature. */
const verifyWith = async (
	key: RegisteredKey,
	{clientId, jwt}: Assertion,
	algorithm: string,
	{clock, origin}: Service,
): Promise<Result<JWTPayload, string> | undefined> => {
	const {errors, importJWK, jwtVerify} = await import('jose');
	try {
		const {payload} = await jwtVerify(jwt, await importJWK(definedMembers(key), algorithm), {
			algorithms: [algorithm],
			issuer: clientId,
			subject: clientId,
			audience: audiencesOf(origin),
			requiredClaims: ['exp'],
			clockTolerance: leewaySeconds,
			currentDate: new Date(clock.now()),
		});
		return ok(payload);
	} catch (error) {
		// Claims are looked at only after the signature fitted, so a claim that fails is the answer; all else is another key's.
		const isClaim = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
		return isClaim ? fail(`The ${error.claim} claim is not as expected.`) : undefined;
	}
};

/**
 * Checks a client assertion (RFC 7523; contract 4.1) against the keys registered with the token it names, and marks its
 * `jti` as used; returns the token, or a sentence on what is wrong.
 */
export const checkClientAssertion = async (
	service: Service,
	assertion: Assertion,
): Promise<Result<Token, string>> => {
	const {clientId, jwt} = assertion;
	const record = await service.state.tokens.read(clientId);
	if (record === undefined) return fail('The client is not known.');
	const {token} = record;
	const algorithm = token.authenticationMethod.signingAlgorithm;

	const {decodeProtectedHeader} = await import('jose');
	let header: ReturnType<typeof decodeProtectedHeader>;
	try {
		header = decodeProtectedHeader(jwt);
	} catch {
		return fail('The client assertion is not a JWT.');
	}
	if (header.alg !== algorithm) return fail(`The client assertion must be signed with ${algorithm}.`);

	const keys = candidateKeys(token, header, service.variants['no-kid']);
	if (keys.length === 0) return fail('No registered key has the kid of the client assertion.');
	for (const key of keys) {
		const verified = await verifyWith(key, assertion, algorithm, service);
		if (verified === undefined) continue;
		if (!verified.ok) return verified;
		const now = service.clock.now() / 1000;
		const problem = claimsProblem(verified.value, now);
		if (problem !== undefined) return fail(problem);
		const {jti = '', exp = 0} = verified.value;
		const isFirst = await service.state.assertions.create(secretKey(`${clientId}\n${jti}`), {
			expiresAt: (exp + leewaySeconds) * 1000,
		});
		return isFirst ? ok(token) : fail('The jti of the client assertion has been used before.');
	}
	return fail('The signature of the client assertion fits no registered key.');
};
