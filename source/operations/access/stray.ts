import type {Policy} from '../../policies/policy.ts';
import {isSamePolicy} from '../../policies/same-policy.ts';
import type {Sent} from '../progress.ts';
import {
	hasNoRights,
	isSameStanding,
	outside,
	type ProjectName,
	type Standing,
	type Standings,
	standingIn,
} from './standing.ts';

/** One write to a project's principals. */
export type Access =
	| {readonly kind: 'add'}
	| {readonly kind: 'set'; readonly policy: Policy}
	| {readonly kind: 'remove'};

/** What is to be: a principal's standing in one project; a member without a policy may have any rights. */
export type Wanted = {
	readonly project: ProjectName;
	readonly standing: Standing;
	/** Whether the policy is sent as it is, also one without rights. */
	readonly isLiteral?: boolean;
};

/** A project that is not as it should be, and the write that comes next to set it right. */
export type Wrong = {readonly project: ProjectName; readonly access: Access; readonly isStray: boolean};

/**
 * The next write on the way from one standing to another. Whether the service takes a policy without rights is not known,
 * so a member without rights is made by adding anew.
 */
const towards = (now: Standing, wanted: Standing, isLiteral = false): Access => {
	if (!wanted.isMember) return {kind: 'remove'};
	if (!now.isMember) return {kind: 'add'};
	return wanted.policy && (isLiteral || !hasNoRights(wanted))
		? {kind: 'set', policy: wanted.policy}
		: {kind: 'remove'};
};

/** Tells whether a principal stands in the project as it is wanted. */
export const isAsWanted = (now: Standing, {standing}: Pick<Wanted, 'standing'>): boolean =>
	standing.isMember && !standing.policy ? now.isMember : isSameStanding(now, standing);

/** Makes the test whether writes that were sent can have led from one standing to another, in whichever project they landed. */
export const ownDoings = (
	before: Standings,
	wanted: Pick<Wanted, 'standing'>,
	sent: ReadonlySet<Sent>,
): ((was: Standing, is: Standing) => boolean) => {
	const policies = [wanted.standing, ...before.projects.map(({standing}) => standing)].flatMap(standing =>
		standing.policy && !hasNoRights(standing) ? [standing.policy] : [],
	);
	const setsNoRights =
		sent.has('set') && wanted.standing.policy !== undefined && hasNoRights(wanted.standing);
	return (was, is) => {
		if (!is.isMember) return sent.has('remove');
		if (hasNoRights(is)) return setsNoRights || sent.has(was.isMember ? 'remove' : 'add');
		const {policy} = is;
		return sent.has('set') && policies.some(ours => policy !== undefined && isSamePolicy(policy, ours));
	};
};

/**
 * Finds which projects are not as they should be, those first in which a write of ours landed by mistake: the active
 * project was another one in that moment. A change that none of the writes that were sent could have made is somebody
 * else's, and left alone.
 */
export const findWrong = (
	{before, now}: {readonly before: Standings; readonly now: Standings},
	wanted: Wanted,
	isOurDoing: ReturnType<typeof ownDoings>,
): readonly Wrong[] => {
	const projects = new Map(
		[...before.projects, ...now.projects].map(({project}) => [project.id, project] as const),
	);
	const strays = [...projects.values()].flatMap((project): readonly Wrong[] => {
		const was = standingIn(before, project.id);
		const is = standingIn(now, project.id);
		if (project.id === wanted.project.id || !was || !is || isSameStanding(was, is)) return [];
		return isOurDoing(was, is) ? [{project, access: towards(is, was), isStray: true}] : [];
	});
	const {project, standing, isLiteral} = wanted;
	const is = standingIn(now, project.id) ?? outside;
	// Rights that were meant for another project and landed in a new membership, which is to have none yet.
	const isOverdone =
		!standing.policy &&
		standingIn(before, project.id)?.isMember === false &&
		isOurDoing(outside, is) &&
		!hasNoRights(is);
	if (is.isMember && isOverdone) return [...strays, {project, access: {kind: 'remove'}, isStray: true}];
	if (isAsWanted(is, wanted)) return strays;
	return [...strays, {project, access: towards(is, standing, isLiteral), isStray: false}];
};
