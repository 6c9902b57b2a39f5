import type {TokenProject} from '../api/iam.ts';
import type {Project} from '../api/project.ts';
import type {PlaceChange} from '../operations/access/change-place.ts';
import {
	hasNoRights,
	isSameStanding,
	outside,
	type ProjectName,
	type Standing,
	standingsOf,
} from '../operations/access/standing.ts';
import {allowsEverything} from '../policies/allows-everything.ts';
import {type Area, emptyPolicy, type Level, levelOf, levelsOf, withLevel} from '../policies/levels.ts';
import type {Policy} from '../policies/policy.ts';

/** A project in the permissions editor: how the token stands there, and what was chosen instead. */
export type PermissionsColumn = {
	readonly tokenId: string;
	readonly project: ProjectName;
	/** As it was read. */
	readonly shown: Standing;
	readonly isMember: boolean;
	/** The policy that the levels are set on: the one that was read, or one that was written as JSON. */
	readonly base: Policy;
	readonly levels: Readonly<Partial<Record<Area, Level>>>;
};

const placeOf = ({tokenId, project}: PermissionsColumn) => ({projectId: project.id, tokenId});

/** Makes the column of a project in which nothing was chosen yet. */
const columnOf = (tokenId: string, project: ProjectName, shown: Standing): PermissionsColumn => ({
	tokenId,
	project,
	shown,
	isMember: shown.isMember,
	base: shown.policy ?? emptyPolicy({projectId: project.id, tokenId}),
	levels: {},
});

const byName = (columns: readonly PermissionsColumn[]) =>
	columns.toSorted(({project: one}, {project: other}) => (one.name < other.name ? -1 : 1));

/** Makes the columns of a token: the projects that it is in, then the user's others, each by name; records without an id can't be named. */
export const columnsOf = (
	tokenId: string,
	listed: readonly TokenProject[],
	all: readonly Pick<Project, 'id' | 'name'>[],
): readonly PermissionsColumn[] => {
	const own = standingsOf(listed).projects.map(({project, standing}) => columnOf(tokenId, project, standing));
	const others = all
		.filter(({id}) => id !== '' && !own.some(({project}) => project.id === id))
		.map(({id, name}) => columnOf(tokenId, {id, name: name || id}, outside));
	return [...byName(own), ...byName(others)];
};

const areasIn = ({levels}: PermissionsColumn) => Object.keys(levels).filter(isArea);

const isArea = (text: string): text is Area =>
	['everything', 'iam', 'vpa', 'cis', 'ver', 'ais', 'cwe'].includes(text);

const wantedPolicies = new WeakMap<PermissionsColumn, Policy>();

/** Gives the policy that was chosen for a project, member or not. */
export const wantedPolicy = (column: PermissionsColumn): Policy => {
	const known = wantedPolicies.get(column);
	if (known) return known;
	const policy = areasIn(column).reduce(
		(kept, area) => withLevel(kept, area, column.levels[area] ?? 'none', placeOf(column)),
		column.base,
	);
	wantedPolicies.set(column, policy);
	return policy;
};

/** Gives the policy that was read of a project; of one that it is not in, that of nobody. */
export const shownPolicy = (column: PermissionsColumn): Policy =>
	column.shown.policy ?? emptyPolicy(placeOf(column));

/** Gives how the token shall stand in a project. */
export const wantedStanding = (column: PermissionsColumn): Standing =>
	column.isMember ? {isMember: true, policy: wantedPolicy(column)} : outside;

/** Reads the level of an area as it was chosen, or as it is. */
export const wantedLevel = (column: PermissionsColumn, area: Area): Level =>
	levelOf(wantedPolicy(column), area, placeOf(column));

/** Reads the level of an area as the service has it. */
export const shownLevel = (column: PermissionsColumn, area: Area): Level =>
	levelOf(shownPolicy(column), area, placeOf(column));

/** Tells whether something else was chosen for a project than what is there. */
export const isChangedColumn = (column: PermissionsColumn): boolean =>
	!isSameStanding(column.shown, wantedStanding(column));

/** Puts the token into a project or out of it, and leaves what it may do there as it was chosen. */
export const toggleMember = (column: PermissionsColumn): PermissionsColumn => ({
	...column,
	isMember: !column.isMember,
});

/** Chooses the next level of an area: none, read, full, and a choice of single actions where there was one; it makes the token a member. */
export const cycleLevel = (column: PermissionsColumn, area: Area): PermissionsColumn => {
	const before = levelOf(column.base, area, placeOf(column));
	const choices: readonly Level[] = before === 'some' ? [...levelsOf(area), 'some'] : levelsOf(area);
	const at = choices.indexOf(wantedLevel(column, area));
	const next = choices[(at + 1) % choices.length] ?? 'none';
	const {[area]: _, ...others} = column.levels;
	return {...column, isMember: true, levels: next === before ? others : {...others, [area]: next}};
};

/** Puts a policy that was written as JSON in the place of all that was chosen for a project. */
export const withPolicy = (column: PermissionsColumn, base: Policy): PermissionsColumn => ({
	...column,
	isMember: true,
	base,
	levels: {},
});

/** Lists the changes of a token's places that were chosen, in the order of the projects. */
export const placeChanges = (columns: readonly PermissionsColumn[], name: string): readonly PlaceChange[] =>
	columns.filter(isChangedColumn).map(column => ({
		principal: {id: column.tokenId, type: 'token'},
		name,
		project: column.project,
		from: column.shown,
		to: wantedStanding(column),
	}));

const grantsEverything = ({policy}: Standing) => policy !== undefined && allowsEverything(policy);

/** Tells whether a change newly grants everything (`*` on `*`). */
export const isGrantingEverything = ({from, to}: Pick<PlaceChange, 'from' | 'to'>): boolean =>
	grantsEverything(to) && !grantsEverything(from);

const isShuttingOut = ({from, to}: Pick<PlaceChange, 'from' | 'to'>): boolean =>
	from.isMember && !hasNoRights(from) && hasNoRights(to);

/** Gives the word that is typed before changes are applied: one that everything is granted, one that a program is shut out; undefined where none is asked for. */
export const applyWord = (changes: readonly PlaceChange[]): string | undefined => {
	if (changes.some(isGrantingEverything)) return 'everything';
	return changes.some(change => isShuttingOut(change) || (change.from.isMember && !change.to.isMember))
		? 'remove'
		: undefined;
};
