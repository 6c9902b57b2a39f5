import {createPrivateKey, randomUUID} from 'node:crypto';
import {parseEnv} from 'node:util';
import {SignJWT} from 'jose';
import * as v from 'valibot';

const Handed = v.object({
	PROJECT_ID: v.string(),
	TOKEN_ID: v.string(),
	KEY_ID: v.optional(v.string()),
	PRIVATE_KEY: v.string(),
	API_GATEWAY_URL: v.string(),
	TOKEN_ENDPOINT: v.string(),
});

const AccessToken = v.object({access_token: v.string()});
const ScopedToken = v.object({accessToken: v.string()});

type Send = (request: Request) => Promise<Response>;

const bodyOf = async (response: Response): Promise<unknown> => {
	if (!response.ok) throw new Error(`${response.url} replied ${response.status}: ${await response.text()}`);
	return response.json();
};

/**
 * Does what an application does with the `.env` it was handed, with none of the program's own code: signs an assertion
 * (RS256), exchanges it, and gets a token for its project. Throws when the service refuses any of it.
 */
export const useExport = async (text: string, passphrase: string, send: Send) => {
	const handed = v.parse(Handed, parseEnv(text));
	const {TOKEN_ID: id, TOKEN_ENDPOINT: endpoint, API_GATEWAY_URL: gateway} = handed;
	const key = createPrivateKey({key: handed.PRIVATE_KEY, passphrase});
	const assertion = await new SignJWT({iss: id, sub: id, aud: endpoint, jti: randomUUID()})
		.setProtectedHeader({alg: 'RS256', typ: 'JWT', kid: handed.KEY_ID ?? id})
		.setIssuedAt()
		.setExpirationTime('5 minutes')
		.sign(key);
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		scope: 'openid',
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: assertion,
		client_id: id,
	});
	const granted = v.parse(
		AccessToken,
		await bodyOf(await send(new Request(endpoint, {method: 'POST', body: form}))),
	);
	const scoped = await send(
		new Request(`${gateway}/iam/v1/sts/create-project-scoped-token`, {
			method: 'POST',
			headers: {authorization: `Bearer ${granted.access_token}`, 'content-type': 'application/json'},
			body: JSON.stringify({projectId: handed.PROJECT_ID}),
		}),
	);
	return {tokenId: id, projectToken: v.parse(ScopedToken, await bodyOf(scoped)).accessToken};
};
