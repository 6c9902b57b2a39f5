/** One reason inside an error body: what is wrong, with which field, where it stood. */
export type RefusalDetail = {readonly issue: string; readonly field?: string; readonly location?: string};

/** An error as the service words it; the envelope's trace id comes with the reply. */
export type Refusal = {
	readonly name: string;
	readonly message: string;
	readonly httpStatusCode: number;
	readonly details?: readonly RefusalDetail[];
	/** The portal's own word for some errors, beside the envelope. */
	readonly errorCodeStr?: string;
};

/** Says that a parameter is missing or not as it must be (400). */
export const invalidParameter = (parameter: string, details?: readonly RefusalDetail[]): Refusal => ({
	name: 'InvalidParameterError',
	message: `Invalid parameter: ${parameter}.`,
	httpStatusCode: 400,
	...(details && {details}),
});

/** Says that nobody is signed in, or that the token is not one (401); `jwt-expired` is the issue clients look for. */
export const invalidJwt = (issue: 'jwt-expired' | 'jwt-invalid' | 'jwt-missing'): Refusal => ({
	name: 'InvalidJwtTokenError',
	message: 'JWT token is invalid',
	httpStatusCode: 401,
	details: [{issue}],
});

/** Says that there is no such thing (404). */
export const notFound = (parameter: string): Refusal => ({
	name: 'NotFoundError',
	message: `Not found: ${parameter}.`,
	httpStatusCode: 404,
});

/** Says that this kind of caller may not do this at all: the service answers 403 here, not 401. */
export const unauthorized: Refusal = {
	name: 'UnauthorizedError',
	message: 'Unauthorized',
	httpStatusCode: 403,
};

/** Says that the caller's policy doesn't allow the action on the resource (403). */
export const actionForbidden: Refusal = {
	name: 'ActionForbiddenError',
	message: 'Principal can not execute action on given resource',
	httpStatusCode: 403,
};

/** Says that the caller has no part in the project (403). */
export const notInProject: Refusal = {
	name: 'PrincipalDoesNotBelongToProjectError',
	message: 'Principal does not belong to the given project',
	httpStatusCode: 403,
};

/** Says that nobody takes themselves out of a project (409). */
export const cannotRemoveSelf: Refusal = {
	name: 'PrincipalCannotBeDeletedError',
	message: 'Cannot delete own record from the project with the same principalId',
	httpStatusCode: 409,
};

/** Says that the user has all the projects they may have (409); the portal's clients look at `errorCodeStr`. */
export const projectLimitReached = (limit: number): Refusal => ({
	name: 'QuotaExceededError',
	message: `You have reached the limit of ${limit} projects.`,
	httpStatusCode: 409,
	errorCodeStr: 'ProjectCreation',
});

/** Says that the body is longer than the sandbox reads (413). */
export const payloadTooLarge: Refusal = {
	name: 'PayloadTooLargeError',
	message: 'The request body is too large.',
	httpStatusCode: 413,
};

/** Says that the sandbox itself failed (500). */
export const unexpected: Refusal = {
	name: 'UnexpectedError',
	message: 'Unexpected Error Occurred.',
	httpStatusCode: 500,
};

/** Makes the reply of a refusal: status and the contract's envelope (section 2.4) as JSON. */
export const refusalResponse = (refusal: Refusal, traceId: string): Response =>
	Response.json({...refusal, traceId}, {status: refusal.httpStatusCode});
