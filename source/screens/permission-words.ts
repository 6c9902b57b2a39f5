import {findAction} from '../policies/actions.ts';
import {allowsEverything} from '../policies/allows-everything.ts';
import {areas, riskOf} from '../policies/areas.ts';
import {type Area, areaStatements, type Level, levelActions, ownStatements} from '../policies/levels.ts';
import type {Policy} from '../policies/policy.ts';
import {statementJson, statementWords} from '../policies/policy-diff.ts';
import {
	type PermissionsColumn,
	shownLevel,
	shownPolicy,
	wantedLevel,
	wantedPolicy,
} from '../store/permissions-draft.ts';
import type {permissionRows} from '../store/permissions-slice.ts';
import {sanitise} from '../text/sanitise.ts';

/** A row of the permissions editor. */
export type PermissionRow = (typeof permissionRows)[number];

/** A line that explains a cell: a short label and what it says. */
export type CellLine = {readonly label: string; readonly text: string};

const levelWords: Readonly<Record<Level, string>> = {none: 'no', read: 'read', full: 'full', some: 'some'};
const everythingWords: Readonly<Record<Level, string>> = {
	none: 'no',
	read: 'no',
	full: 'YES !',
	some: 'in project',
};

/** Gives the title of a row. */
export const rowTitle = (row: PermissionRow): string =>
	row === 'member'
		? 'In the project'
		: row === 'own'
			? 'Own statements (JSON)'
			: (areas.find(({area}) => area === row)?.title ?? row);

/** Gives a project's name as it can be drawn. */
export const projectTitle = ({project}: PermissionsColumn): string => sanitise(project.name);

const placeOf = ({tokenId, project}: PermissionsColumn) => ({projectId: project.id, tokenId});

const ownOf = (column: PermissionsColumn, policy: Policy) => ownStatements(policy, placeOf(column));

const isOwnChanged = (column: PermissionsColumn) =>
	JSON.stringify(ownOf(column, shownPolicy(column))) !== JSON.stringify(ownOf(column, wantedPolicy(column)));

/** Marks a cell: `+` for what is granted where nothing was, `~` for what is otherwise than before, a blank where it is as it was. */
export const cellMark = (column: PermissionsColumn, row: PermissionRow): '+' | '~' | ' ' => {
	const {isMember, shown} = column;
	if (row === 'member') return isMember === shown.isMember ? ' ' : isMember ? '+' : '~';
	if (!isMember) return ' ';
	if (row === 'own') return isOwnChanged(column) ? '~' : ' ';
	const before = shownLevel(column, row);
	if (before === wantedLevel(column, row)) return ' ';
	return before === 'none' ? '+' : '~';
};

/** Says in a word what a cell stands for; `outside` stands where the token is not in the project. */
export const cellText = (column: PermissionsColumn, row: PermissionRow, outside: string): string => {
	if (row === 'member') return column.isMember ? 'yes' : 'no';
	if (!column.isMember) return outside;
	if (row === 'own') return String(ownOf(column, wantedPolicy(column)).length);
	const level = wantedLevel(column, row);
	if (row === 'everything') return everythingWords[level];
	return wantedLevel(column, 'everything') === 'none' ? levelWords[level] : '(all)';
};

/** Tells whether a project grants everything (`*` on `*`) as it was chosen. */
export const isAllGranted = (column: PermissionsColumn): boolean =>
	column.isMember && allowsEverything(wantedPolicy(column));

const sentence = (statements: ReturnType<typeof ownStatements>, {project}: PermissionsColumn) =>
	statementWords(statements, project.id)
		.map(words => sanitise(words, {graphemes: 1000}))
		.join('; ');

const membership = (isMember: boolean) => (isMember ? 'in the project' : 'not in the project');

const isDerived = (area: Area, level: Level) =>
	levelActions(area, level).some(action => findAction(action)?.certainty === 'derived');

const areaLines = (column: PermissionsColumn, area: Area): readonly CellLine[] => {
	const place = placeOf(column);
	const before = areaStatements(shownPolicy(column), area, place);
	const after = column.isMember ? areaStatements(wantedPolicy(column), area, place) : [];
	const wasWords = sentence(before, column) || 'nothing';
	const nowWords = sentence(after, column) || 'nothing';
	const level = column.isMember ? wantedLevel(column, area) : 'none';
	const risk = riskOf(area, level);
	return [
		...(wasWords === nowWords
			? [{label: 'now', text: nowWords}]
			: [
					{label: 'was', text: wasWords},
					{label: 'now', text: nowWords},
				]),
		...(risk === undefined ? [] : [{label: 'risk', text: risk}]),
		...(isDerived(area, level)
			? [{label: 'note', text: 'some of its action names are derived from client code, not proven.'}]
			: []),
		...after.map(statement => ({label: 'JSON', text: sanitise(statementJson(statement), {graphemes: 1000})})),
	];
};

/** Explains the cell that the cursor is on, the most telling lines first. */
export const cellLines = (column: PermissionsColumn, row: PermissionRow): readonly CellLine[] => {
	if (row === 'member') {
		const {isMember, shown} = column;
		const now = {label: 'now', text: membership(isMember)};
		return isMember === shown.isMember ? [now] : [{label: 'was', text: membership(shown.isMember)}, now];
	}
	if (row !== 'own') return areaLines(column, row);
	const own = ownOf(column, wantedPolicy(column));
	return own.length === 0
		? [{label: 'now', text: 'none; E writes the whole policy as JSON.'}]
		: [
				{label: 'now', text: sentence(own, column)},
				{label: 'note', text: 'Levels leave these as they are; E changes them.'},
			];
};
