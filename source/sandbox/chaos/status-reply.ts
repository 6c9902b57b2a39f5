import {
	actionForbidden,
	invalidJwt,
	invalidParameter,
	notFound,
	type Refusal,
	refusalResponse,
	unexpected,
} from '../refusal.ts';

const refusals: Readonly<Record<number, Refusal>> = {
	400: invalidParameter('body'),
	401: invalidJwt('jwt-expired'),
	403: actionForbidden,
	404: notFound('id'),
	409: {name: 'AlreadyExistsError', message: 'The record exists already.', httpStatusCode: 409},
	429: {name: 'TooManyRequestsError', message: 'Too many requests.', httpStatusCode: 429},
};

const oauthErrors: Readonly<Record<number, string>> = {
	400: 'invalid_request',
	401: 'invalid_client',
	403: 'access_denied',
	503: 'temporarily_unavailable',
};

/** Makes the error of a status as the endpoint of that path would word it: the contract's envelope, or OAuth's (RFC 6749 section 5.2). */
export const statusReply = (status: number, path: string, traceId: string, retryAfter?: number): Response => {
	const refusal = refusals[status] ?? {...unexpected, httpStatusCode: status};
	const response = path.startsWith('/auth/oauth2/')
		? Response.json(
				{
					error: oauthErrors[status] ?? (status < 500 ? 'invalid_request' : 'server_error'),
					error_description: refusal.message,
				},
				{status},
			)
		: refusalResponse(refusal, traceId);
	if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
	return response;
};
