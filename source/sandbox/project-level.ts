import {fail, ok, type Result} from '../result.ts';
import {identifyCaller} from './caller.ts';
import {memberKey} from './member.ts';
import {policyAllows} from './policy-allows.ts';
import type {Principal} from './principal.ts';
import type {Project} from './project.ts';
import {actionForbidden, notInProject, type Refusal, unauthorized} from './refusal.ts';
import type {Service} from './service.ts';

/** Who acts in which project. */
export type ProjectLevel = {readonly principal: Principal; readonly project: Project};

/** What is to be done: an action, and the resource's ARI in the project it turns out to be. */
export type Act = {readonly action: string; readonly resource: (projectId: string) => string};

const identifyInProject = async (service: Service, request: Request) => {
	const caller = await identifyCaller(service, request);
	if (!caller.ok) return caller;
	switch (caller.value.kind) {
		case 'session': {
			const {sub, activeProjectId} = caller.value.session;
			const principal = {principalId: sub, principalType: 'user'} as const;
			return ok({principal, projectId: activeProjectId, isScoped: false});
		}
		case 'access-token':
			return fail(unauthorized);
		case 'project-scoped-token':
			return ok({...caller.value, isScoped: true});
	}
};

/**
 * Lets a request act in a project, or refuses it: a session acts on its active project, a project-scoped token on its
 * own; the project's owner may do everything, anyone else what their policy there allows at this moment.
 */
export const requireProjectLevel = async (
	service: Service,
	request: Request,
	{action, resource}: Act,
): Promise<Result<ProjectLevel, Refusal>> => {
	const caller = await identifyInProject(service, request);
	if (!caller.ok) return caller;
	const {principal, projectId, isScoped} = caller.value;
	const project = await service.state.projects.read(projectId);
	if (project === undefined) return fail(notInProject);
	const isPowerless = isScoped && service.variants.scoped === 'powerless' && action.startsWith('iam:');
	if (isPowerless && principal.principalType === 'user') return fail(actionForbidden);
	if (principal.principalType === 'user' && principal.principalId === project.ownerId)
		return ok({principal, project});
	const member = await service.state.membersOf(projectId).read(memberKey(principal));
	if (member === undefined) return fail(notInProject);
	return policyAllows(member.policy, principal, action, resource(projectId), service.variants['action-globs'])
		? ok({principal, project})
		: fail(actionForbidden);
};
