import type {Principal} from '../../api/principal.ts';
import type {Environment} from '../../config/environments.ts';
import type {Policy} from '../../policies/policy.ts';
import {isUuid} from '../../text/is-uuid.ts';
import type {PlannedRequest} from '../planned-request.ts';

/** A change of access before anyone knows the project's id. */
export type PlannedAccess = {
	readonly principal: Principal;
	/** Id or name; undefined: the active project. */
	readonly project: string | undefined;
	readonly change:
		| {readonly kind: 'add-principal' | 'remove-principal'}
		| {readonly kind: 'set-policy'; readonly policyFor: (projectId: string) => Policy};
};

const write = (
	iam: string,
	{principal: {id, type}, change}: PlannedAccess,
	projectId: string,
): PlannedRequest => {
	const query = `?principalType=${type}`;
	switch (change.kind) {
		case 'add-principal':
			return {
				method: 'POST',
				url: `${iam}/projects/principals`,
				body: {principalId: id, principalType: type},
			};
		case 'remove-principal':
			return {method: 'DELETE', url: `${iam}/projects/principals/${id}${query}`};
		case 'set-policy':
			return {
				method: 'PUT',
				url: `${iam}/policies/principals/${id}${query}`,
				body: change.policyFor(projectId),
			};
	}
};

/** Says which requests a change of access would send, where the service gives a project-scoped token. */
export const plannedAccess = (
	{portalUrl, apiUrl}: Environment,
	planned: PlannedAccess,
): readonly PlannedRequest[] => {
	const {principal, project} = planned;
	const projectId =
		project !== undefined && isUuid(project) ? project : `<id of ${project ?? 'the active project'}>`;
	const scoped = {
		method: 'POST',
		url: `${portalUrl}/iam/v1/sts/create-project-scoped-token`,
		body: {projectId},
	};
	const iam = `${apiUrl}/iam/v1`;
	const look: readonly PlannedRequest[] =
		principal.type === 'token'
			? [{method: 'GET', url: `${portalUrl}/iam/v1/tokens/${principal.id}/projects?limit=100`}]
			: [scoped, {method: 'GET', url: `${iam}/projects/principals?limit=100`}];
	return [
		{method: 'GET', url: `${portalUrl}/api/${project === undefined ? 'project' : 'projects'}`},
		...look,
		scoped,
		write(iam, planned, projectId),
		...look,
	];
};
