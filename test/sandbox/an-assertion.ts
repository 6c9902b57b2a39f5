import {randomUUID} from 'node:crypto';
import {type CryptoKey, type JWTPayload, type KeyObject, SignJWT} from 'jose';
import {type ASandbox, ecKey, textAt} from './a-sandbox.ts';

export const tokenPath = '/auth/oauth2/token';

type Assertion = {
	readonly tokenId: string;
	readonly now: number;
	readonly key?: CryptoKey | KeyObject;
	readonly header?: {readonly alg: string; readonly kid?: string};
	readonly claims?: JWTPayload;
};

/** A client assertion as the official SDKs make it; `now` in milliseconds. */
export const anAssertion = async ({
	tokenId,
	now,
	key = ecKey.privateKey,
	header = {alg: 'ES256', kid: 'k-1'},
	claims = {},
}: Assertion) => {
	const iat = Math.floor(now / 1000);
	return new SignJWT({
		iss: tokenId,
		sub: tokenId,
		aud: `http://localhost:2777${tokenPath}`,
		jti: randomUUID(),
		iat,
		exp: iat + 300,
		...claims,
	})
		.setProtectedHeader({typ: 'JWT', ...header})
		.sign(key);
};

export const formOf = (tokenId: string, assertion: string) => ({
	grant_type: 'client_credentials',
	scope: 'openid',
	client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
	client_assertion: assertion,
	client_id: tokenId,
});

/** The access token of a token made with the fixture's EC key. */
export const accessTokenOf = async ({call, clock}: ASandbox, tokenId: string, kid = 'k-1') => {
	const assertion = await anAssertion({tokenId, now: clock.now(), header: {alg: 'ES256', kid}});
	const form = formOf(tokenId, assertion);
	const {body} = await call('POST', tokenPath, {form});
	return textAt(body, 'access_token');
};

/** A project-scoped token for whoever the access token or session belongs to. */
export const scopedTokenOf = async (
	{call}: ASandbox,
	projectId: string,
	caller: {readonly session: string} | {readonly token: string},
) => {
	const {body} = await call('POST', '/iam/v1/sts/create-project-scoped-token', {
		body: {projectId},
		...caller,
	});
	return textAt(body, 'accessToken');
};
