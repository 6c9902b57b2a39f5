import * as v from 'valibot';
import type {Result} from '../result.ts';
import {makeSecret, reveal, type Secret} from '../text/secret.ts';
import type {ApiError} from './errors.ts';
import type {Authorization, Http, HttpReply, HttpRequest} from './http.ts';

/** What the token endpoint gives for a client assertion. */
export type AccessToken = {readonly accessToken: Secret; readonly expiresIn: number | undefined};

const AccessTokenReply = v.pipe(
	v.object({access_token: v.string(), expires_in: v.fallback(v.optional(v.number()), undefined)}),
	v.transform(
		(reply): AccessToken => ({accessToken: makeSecret(reply.access_token), expiresIn: reply.expires_in}),
	),
);

/** Exchanges a client assertion for an access token (RFC 7523, section 2.2; contract 4.1). */
export const exchangeAssertion = async (
	http: Http,
	tokenEndpoint: string,
	{
		tokenId,
		assertion,
		...call
	}: {readonly tokenId: string; readonly assertion: Secret} & Pick<
		HttpRequest<v.GenericSchema>,
		'signal' | 'onWait'
	>,
): Promise<Result<HttpReply<AccessToken>, ApiError>> =>
	http.send({
		method: 'POST',
		url: tokenEndpoint,
		form: {
			grant_type: 'client_credentials',
			scope: 'openid',
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: reveal(assertion),
			client_id: tokenId,
		},
		schema: AccessTokenReply,
		...call,
	});

/** Signs requests with a token: `Bearer` for IAM's user-level calls, raw for a service, as the official clients do (contract 4.1). */
export const tokenAuthorization = (token: Secret, form: 'bearer' | 'raw'): Authorization => ({
	kind: 'token',
	headers: () => ({authorization: form === 'bearer' ? `Bearer ${reveal(token)}` : reveal(token)}),
});
