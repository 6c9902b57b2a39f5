import * as v from 'valibot';
import type {TokenProject} from '../../api/iam.ts';
import {isEmptyPolicy} from '../../policies/is-empty-policy.ts';
import {Policy} from '../../policies/policy.ts';
import {isSamePolicy} from '../../policies/same-policy.ts';
import {sanitise} from '../../text/sanitise.ts';

/** A project as it is spoken of. */
export const ProjectName = v.object({id: v.string(), name: v.string()});
export type ProjectName = v.InferOutput<typeof ProjectName>;

/** Gives a project's name as it can be drawn. */
export const shownName = ({name}: Pick<ProjectName, 'name'>): string => sanitise(name, {graphemes: 60});

/** How a principal stands in a project; a member without a policy has no rights. */
export const Standing = v.object({isMember: v.boolean(), policy: v.exactOptional(Policy)});
export type Standing = v.InferOutput<typeof Standing>;

/** How a principal stands in several projects. */
export const Standings = v.object({
	/** Whether these are all projects that the principal is in. */
	isComplete: v.boolean(),
	projects: v.array(v.object({project: ProjectName, standing: Standing})),
});
export type Standings = v.InferOutput<typeof Standings>;

/** Somebody who is not in a project. */
export const outside: Standing = {isMember: false};

/** Says how a principal stands in one of the projects; undefined where nobody has looked. */
export const standingIn = ({isComplete, projects}: Standings, projectId: string): Standing | undefined =>
	projects.find(({project}) => project.id === projectId)?.standing ?? (isComplete ? outside : undefined);

/** Gives the standings that the service's list of a token's projects tells. */
export const standingsOf = (projects: readonly TokenProject[]): Standings => ({
	isComplete: true,
	projects: projects
		.filter(({id}) => id !== '')
		.map(({id, name, policy}) => ({
			project: {id, name: name || id},
			standing: {isMember: true, ...(policy && {policy})},
		})),
});

/** Tells whether a standing gives no rights. */
export const hasNoRights = ({policy}: Standing): boolean => policy === undefined || isEmptyPolicy(policy);

/** Tells whether two standings come to the same. */
export const isSameStanding = (one: Standing, other: Standing): boolean => {
	if (one.isMember !== other.isMember) return false;
	if (hasNoRights(one) || hasNoRights(other)) return hasNoRights(one) && hasNoRights(other);
	return one.policy !== undefined && other.policy !== undefined && isSamePolicy(one.policy, other.policy);
};
