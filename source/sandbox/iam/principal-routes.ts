import type {Context} from 'hono';
import {Hono} from 'hono/quick';
import {fail, ok} from '../../result.ts';
import {endpoint} from '../endpoint.ts';
import {memberKey} from '../member.ts';
import {parseInput, readInput} from '../parse-input.ts';
import {Policy, policyOf, shownPolicy} from '../policy.ts';
import {Principal, principalName} from '../principal.ts';
import {type Act, requireProjectLevel} from '../project-level.ts';
import {readPage} from '../read-page.ts';
import {cannotRemoveSelf, invalidParameter, notFound} from '../refusal.ts';
import type {Service} from '../service.ts';

const onProject = (action: string): Act => ({
	action,
	resource: projectId => `ari:iam::${projectId}:project/${projectId}`,
});

/** Makes the IAM's endpoints for a project's principals and their policies (contract 2.1), all at the project's level. */
export const principalRoutes = (service: Service) => {
	const {variants} = service;
	const {membersOf} = service.state;

	/** Lets a request act on the principal that its path and query name. */
	const requireTarget = async ({req}: Context, action: string) => {
		const named = {principalId: req.param('principalId'), principalType: req.query('principalType')};
		const caller = await requireProjectLevel(service, req.raw, {
			action,
			resource: projectId => `ari:iam::${projectId}:${named.principalType}/${named.principalId}`,
		});
		if (!caller.ok) return caller;
		const target = parseInput(Principal, named, 'path');
		return target.ok ? ok({...caller.value, target: target.value}) : target;
	};

	return new Hono()
		.post(
			'/v1/projects/principals',
			endpoint(service, async ({req}) => {
				const caller = await requireProjectLevel(service, req.raw, onProject('iam:addPrincipalToProject'));
				if (!caller.ok) return caller;
				const input = await readInput(req.raw, Principal);
				if (!input.ok) return input;
				const {id} = caller.value.project;
				// Whether there is such a principal is not asked: the service doesn't either. Who is in already keeps their policy.
				await membersOf(id).create(memberKey(input.value), {
					principal: input.value,
					policy: policyOf(id, input.value, ''),
				});
				return ok('empty');
			}),
		)
		.get(
			'/v1/projects/principals',
			endpoint(service, async ({req}) => {
				const caller = await requireProjectLevel(service, req.raw, onProject('iam:listPrincipalsOfProject'));
				if (!caller.ok) return caller;
				const {id: projectId, name: projectName} = caller.value.project;
				const members = membersOf(projectId);
				const page = await readPage({
					name: `principals of ${projectId}`,
					query: req.query(),
					ids: await members.ids(),
					read: async key => {
						const member = await members.read(key);
						if (member === undefined) return undefined;
						const principalId =
							variants.ids === 'bare' ? member.principal.principalId : principalName(member.principal);
						if (variants.principals === 'ids-only') return {principalId};
						const policy = shownPolicy(member.policy, variants);
						const rights = policy && {version: policy.version, statement: policy.statement};
						return {projectId, projectName, principalId, ...rights};
					},
					page: variants.page,
				});
				return page.ok ? ok({body: {records: page.value.items, ...page.value.next}}) : page;
			}),
		)
		.delete(
			'/v1/projects/principals/:principalId',
			endpoint(service, async context => {
				const act = await requireTarget(context, 'iam:deletePrincipalFromProject');
				if (!act.ok) return act;
				const {principal, project, target} = act.value;
				if (memberKey(principal) === memberKey(target)) return fail(cannotRemoveSelf);
				const isRemoved = await membersOf(project.id).remove(memberKey(target));
				return isRemoved ? ok('empty') : fail(notFound('principalId'));
			}),
		)
		.get(
			'/v1/policies/principals/:principalId',
			endpoint(service, async context => {
				const act = await requireTarget(context, 'iam:getPolicies');
				if (!act.ok) return act;
				const member = await membersOf(act.value.project.id).read(memberKey(act.value.target));
				const policy = member && shownPolicy(member.policy, variants);
				return policy === undefined ? fail(notFound('principalId')) : ok({body: policy});
			}),
		)
		.put(
			'/v1/policies/principals/:principalId',
			endpoint(service, async context => {
				const act = await requireTarget(context, 'iam:updatePolicies');
				if (!act.ok) return act;
				const policy = await readInput(context.req.raw, Policy);
				if (!policy.ok) return policy;
				const {project, target} = act.value;
				const changed = await membersOf(project.id).update(memberKey(target), member => ({
					...member,
					policy: policy.value,
				}));
				// 400 is the only refusal the contract lists for this endpoint.
				return changed === undefined
					? fail(invalidParameter('principalId', [{issue: 'not in the project', field: 'principalId'}]))
					: ok({body: policy.value});
			}),
		);
};
