import {Hono} from 'hono/quick';
import {accessTokenClaims} from '../caller.ts';
import {isFormEncoded} from '../parse-input.ts';
import {readText} from '../read-text.ts';
import type {Service} from '../service.ts';
import {checkClientAssertion} from './check-client-assertion.ts';

const lifetimeSeconds = 60 * 60;
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

type OAuthError = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type';

const refuse = (error: OAuthError, description: string, status = error === 'invalid_client' ? 401 : 400) =>
	Response.json({error, error_description: description}, {status, headers: {'cache-control': 'no-store'}});

const parameterNames = ['grant_type', 'client_assertion_type', 'client_assertion', 'client_id'] as const;

/** Makes the OAuth token endpoint: a client assertion in, an access token out (RFC 6749 section 4.4, RFC 7523; contract 4.1). */
export const tokenEndpoint = (service: Service) =>
	new Hono().post('/auth/oauth2/token', async ({req}) => {
		if (!isFormEncoded(req.raw)) return refuse('invalid_request', 'The body must be form-encoded.');
		const text = await readText(req.raw);
		if (!text.ok) return refuse('invalid_request', text.error.message, text.error.httpStatusCode);
		const form = new URLSearchParams(text.value);
		for (const name of parameterNames) {
			const values = form.getAll(name);
			if (values.length !== 1 || values[0] === '')
				return refuse('invalid_request', `${name} must be given once.`);
		}
		const value = (name: (typeof parameterNames)[number]) => form.get(name) ?? '';

		if (value('grant_type') !== 'client_credentials') {
			return refuse('unsupported_grant_type', 'The grant type must be client_credentials.');
		}
		if (value('client_assertion_type') !== assertionType) {
			return refuse('invalid_request', `The client assertion type must be ${assertionType}.`);
		}
		const checked = await checkClientAssertion(service, {
			clientId: value('client_id'),
			jwt: value('client_assertion'),
		});
		if (!checked.ok) return refuse('invalid_client', checked.error);

		const principal = {principalId: checked.value.id, principalType: 'token'} as const;
		const access_token = await service.signingKey.sign(
			{...accessTokenClaims(principal), iss: service.origin, scope: 'openid'},
			lifetimeSeconds,
		);
		return Response.json(
			{access_token, token_type: 'Bearer', expires_in: lifetimeSeconds, scope: 'openid'},
			{headers: {'cache-control': 'no-store'}},
		);
	});
