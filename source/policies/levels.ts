import {actions, findAction, type Service} from './actions.ts';
import {projectResource, tokenPrincipal} from './ari.ts';
import {type Policy, policyVersion, type Statement} from './policy.ts';

/** A row of the permissions editor: `*`, or the known actions of one service. */
export type Area = 'everything' | Service;

/**
 * How much of an area is granted in a project: `full` is every known action, `read` those that only look, `some` any
 * other choice of them.
 */
export type Level = 'none' | 'read' | 'full' | 'some';

/** Whose policy in which project is meant. */
export type Place = {readonly projectId: string; readonly tokenId: string};

const isFilled = (text: string) => text.trim() !== '';

const hasRights = ({action, resource}: Statement) => action.some(isFilled) && resource.some(isFilled);

const areaOf = (action: string): Area | undefined =>
	action === '*' ? 'everything' : findAction(action)?.service;

/** Whether a statement is about the token itself and a whole project, so that levels can say what it grants. */
const isReachable = ({effect, principal, resource}: Statement, {projectId, tokenId}: Place): boolean =>
	effect === 'Allow' &&
	principal.every(each => each === tokenId || each.endsWith(`/${tokenId}`)) &&
	(resource.includes('*') ||
		(resource.length > 0 && resource.every(each => each === projectResource(projectId))));

const isOwnAction = (action: string) => isFilled(action) && areaOf(action) === undefined;

/** Gives the statements of a policy that no level says anything about, or whose actions it does not know in part. */
export const ownStatements = ({statement}: Policy, place: Place): readonly Statement[] =>
	statement.flatMap(each => {
		if (!hasRights(each)) return [];
		if (!isReachable(each, place)) return [each];
		const action = each.action.filter(isOwnAction);
		return action.length > 0 ? [{...each, action}] : [];
	});

/** Gives the statements by which a policy grants an area, each with the area's actions alone. */
export const areaStatements = ({statement}: Policy, area: Area, place: Place): readonly Statement[] =>
	statement.flatMap(each => {
		const action = isReachable(each, place) ? each.action.filter(text => areaOf(text) === area) : [];
		return action.length > 0 ? [{...each, action}] : [];
	});

/** Lists the actions that a level of an area stands for; none for `some`, which is no fixed choice. */
export const levelActions = (area: Area, level: Level): readonly string[] => {
	if (level === 'none' || level === 'some') return [];
	if (area === 'everything') return level === 'full' ? ['*'] : [];
	return actions
		.filter(({service, kind}) => service === area && (level === 'full' || kind === 'read'))
		.map(({action}) => action);
};

/** Lists the levels that can be chosen for an area, least first. */
export const levelsOf = (area: Area): readonly Level[] =>
	levelActions(area, 'read').length > 0 ? ['none', 'read', 'full'] : ['none', 'full'];

/** Reads how much of an area a policy grants; `*` on one project, and not on everything, is `some` of everything. */
export const levelOf = (policy: Policy, area: Area, place: Place): Level => {
	const granted = areaStatements(policy, area, place);
	if (granted.length === 0) return 'none';
	if (area === 'everything') return granted.some(({resource}) => resource.includes('*')) ? 'full' : 'some';
	const names = new Set(granted.flatMap(({action}) => action.map(text => findAction(text)?.action)));
	const isExactly = (level: Level) => {
		const wanted = levelActions(area, level);
		return wanted.length === names.size && wanted.every(action => names.has(action));
	};
	return (['full', 'read'] as const).find(isExactly) ?? 'some';
};

const withoutArea = (each: Statement, area: Area, place: Place): readonly Statement[] => {
	if (!isReachable(each, place)) return [each];
	const action = each.action.filter(text => areaOf(text) !== area);
	if (action.length === each.action.length) return [each];
	return action.some(isFilled) ? [{...each, action}] : [];
};

/** Makes the statement that a member without rights has (contract 3.1). */
const noRights = ({projectId, tokenId}: Place): Statement => ({
	principal: [tokenPrincipal(projectId, tokenId)],
	action: [''],
	resource: [''],
	effect: 'Allow',
});

/** Makes the policy of a member without rights. */
export const emptyPolicy = (place: Place): Policy => ({version: policyVersion, statement: [noRights(place)]});

/**
 * Sets how much of an area a policy grants. All that the other areas and the own statements grant stays as it is; setting
 * the level that is there, or `some`, changes nothing.
 */
export const withLevel = (policy: Policy, area: Area, level: Level, place: Place): Policy => {
	if (level === 'some' || levelOf(policy, area, place) === level) return policy;
	const left = policy.statement.flatMap(each => withoutArea(each, area, place));
	const added = levelActions(area, level);
	const resource = area === 'everything' ? '*' : projectResource(place.projectId);
	const isFor = (each: Statement) =>
		isReachable(each, place) &&
		each.resource.every(text => text === resource) &&
		each.action.every(text => areaOf(text) !== undefined && areaOf(text) !== 'everything');
	const host = area === 'everything' ? undefined : left.find(isFor);
	const fresh: Statement = {
		principal: [tokenPrincipal(place.projectId, place.tokenId)],
		action: [...added],
		resource: [resource],
		effect: 'Allow',
	};
	const grown = host
		? left.map(each => (each === host ? {...each, action: [...each.action, ...added]} : each))
		: [...left.filter(hasRights), fresh];
	const statement = added.length > 0 ? grown : left;
	return {
		...policy,
		version: policy.version || policyVersion,
		statement: statement.length > 0 ? statement : [noRights(place)],
	};
};
