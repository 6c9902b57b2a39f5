import {fail, ok, type Result} from '../result.ts';
import {identifyCaller} from './caller.ts';
import type {Principal} from './principal.ts';
import {type Refusal, unauthorized} from './refusal.ts';
import type {Service} from './service.ts';

/** Who acts at the user's level: the user by their session, or a token of theirs by its access token. */
export type UserLevel = {readonly principal: Principal; readonly ownerId: string};

/** Lets a request act at the user's level, or refuses it: a project-scoped token never does (403). */
export const requireUserLevel = async (
	service: Service,
	request: Request,
): Promise<Result<UserLevel, Refusal>> => {
	const caller = await identifyCaller(service, request);
	if (!caller.ok) return caller;
	switch (caller.value.kind) {
		case 'session': {
			const {sub} = caller.value.session;
			return ok({principal: {principalId: sub, principalType: 'user'}, ownerId: sub});
		}
		case 'access-token': {
			const {principal} = caller.value;
			const record = await service.state.tokens.read(principal.principalId);
			return record === undefined ? fail(unauthorized) : ok({principal, ownerId: record.ownerId});
		}
		case 'project-scoped-token':
			return fail(unauthorized);
	}
};
