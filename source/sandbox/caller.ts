import * as v from 'valibot';
import {fail, ok, type Result} from '../result.ts';
import {Principal} from './principal.ts';
import {invalidJwt, type Refusal} from './refusal.ts';
import type {Service} from './service.ts';
import {type Session, secretKey} from './session.ts';

/** Who sends a request: a signed-in user, or the bearer of one of the two tokens a machine user gets. */
export type Caller =
	| {readonly kind: 'session'; readonly key: string; readonly session: Session}
	| {readonly kind: 'access-token'; readonly principal: Principal}
	| {readonly kind: 'project-scoped-token'; readonly principal: Principal; readonly projectId: string};

const Claims = v.variant('token_use', [
	v.object({token_use: v.literal('access'), ...Principal.entries}),
	v.object({token_use: v.literal('project'), project_id: v.string(), ...Principal.entries}),
]);

/** The claims by which the sandbox knows its own access tokens. */
export const accessTokenClaims = (principal: Principal) => ({
	sub: principal.principalId,
	token_use: 'access',
	...principal,
});

/** The claims by which the sandbox knows its own project-scoped tokens. */
export const projectScopedTokenClaims = (principal: Principal, projectId: string) => ({
	sub: principal.principalId,
	token_use: 'project',
	project_id: projectId,
	...principal,
});

const cookieNames = ['portal-session-local', 'portal-session', 'portal-session-dev'];

const sessionIdOf = (request: Request) => {
	const cookies = (request.headers.get('cookie') ?? '').split(';').map(pair => {
		const [name = '', ...value] = pair.split('=');
		return {name: name.trim(), value: value.join('=').trim()};
	});
	return cookieNames
		.map(name => cookies.find(cookie => cookie.name === name)?.value)
		.find(value => value !== undefined);
};

/** Finds the session that a request's cookie names; `undefined`, `null`, an empty and an unknown id are all nobody's. */
export const identifySession = async (
	{state, clock}: Service,
	request: Request,
): Promise<Result<Extract<Caller, {kind: 'session'}>, Refusal>> => {
	const id = sessionIdOf(request);
	if (id === undefined || id === '') return fail(invalidJwt('jwt-missing'));
	const key = secretKey(id);
	const session = await state.sessions.read(key);
	if (session === undefined) return fail(invalidJwt('jwt-invalid'));
	if (session.expiresAt <= clock.now()) return fail(invalidJwt('jwt-expired'));
	return ok({kind: 'session', key, session});
};

/** Finds out who sends a request: by its authorization header (with or without `Bearer `), else by its cookie. */
export const identifyCaller = async (
	service: Service,
	request: Request,
): Promise<Result<Caller, Refusal>> => {
	const authorization = request.headers.get('authorization');
	if (authorization === null || authorization.trim() === '') return identifySession(service, request);
	const verified = await service.signingKey.verify(authorization.trim().replace(/^Bearer\s+/iu, ''));
	if (!verified.ok) return fail(invalidJwt(verified.error));
	const claims = v.safeParse(Claims, verified.value);
	if (!claims.success) return fail(invalidJwt('jwt-invalid'));
	const {principalId, principalType} = claims.output;
	const principal = {principalId, principalType};
	return ok(
		claims.output.token_use === 'access'
			? {kind: 'access-token', principal}
			: {kind: 'project-scoped-token', principal, projectId: claims.output.project_id},
	);
};
