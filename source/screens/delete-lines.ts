import type {PageLine} from '../components/scrolled.ts';
import type {Tried} from '../operations/token/tries.ts';
import type {TokensState} from '../store/tokens-slice.ts';
import {cells} from '../text/cells.ts';
import {fitTo, truncate} from '../text/fit-to.ts';
import {plural} from '../text/plural.ts';
import {relativeTime} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';
import {wrap} from '../text/wrap.ts';
import {projectName, rightsWords} from './facts/project-facts.ts';

type Known = {
	/** The token's projects; undefined while they have not been read at all. */
	readonly detail: TokensState['detail'];
	/** Its tries from this computer, newest first; undefined before they were read. */
	readonly tries: readonly Tried[] | undefined;
	readonly now: number;
	readonly ellipsis: string;
};

const day = 24 * 60 * 60 * 1000;

/** Says when a token last worked from here, and what that lets one think. */
export const lastUseWords = (tries: readonly Tried[] | undefined, now: number): string => {
	const good = tries?.find(({outcome}) => outcome === 'works');
	if (!good) return 'Never seen to work from this computer; others may use it.';
	const when = `Last good try from this computer: ${relativeTime(good.at, now)}`;
	return now - good.at < 7 * day ? `${when}, so it is likely in use.` : `${when}.`;
};

const projectLines = (
	projects: NonNullable<TokensState['detail']>['projects'],
	{columns, rows, ellipsis}: {readonly columns: number; readonly rows: number; readonly ellipsis: string},
): readonly PageLine[] => {
	const room = projects.length <= rows ? rows : Math.max(0, rows - 1);
	const shown = projects.slice(0, room);
	const widest = Math.max(0, ...shown.map(project => cells(projectName(project))));
	const nameRoom = Math.min(widest, Math.floor(columns * 0.4));
	const lines = shown.map(project => ({
		text: truncate(
			`  ${fitTo(projectName(project), nameRoom, {ellipsis})}  ${rightsWords(project)}`,
			columns,
			ellipsis,
		),
	}));
	const rest = projects.length - shown.length;
	return rest > 0 ? [...lines, {text: `  and ${plural(rest, 'other')}`}] : lines;
};

const said = ({detail}: Known): string => {
	const common = 'No new sign-ins from now on; access tokens given out may live until they expire.';
	if (detail?.status !== 'ready') return common;
	return detail.projects.length === 0
		? `${common} It is in no project.`
		: `${common} ${plural(detail.projects.length, 'project')} affected:`;
};

/**
 * Says what will stop working when a token is deleted, in at most `rows` lines of `columns` cells: as many of its projects
 * as there is room for, each with what it may do there, and when it was last seen to work.
 */
export const deleteLines = (
	known: Known,
	{columns, rows}: {readonly columns: number; readonly rows: number},
): readonly PageLine[] => {
	const {detail, tries, now, ellipsis} = known;
	const head: readonly PageLine[] = wrap(said(known), columns).map(text => ({text}));
	const use: readonly PageLine[] = wrap(lastUseWords(tries, now), columns).map(text => ({text}));
	if (detail?.failure) {
		const lines = [
			'! Its projects could not be read, so what this breaks is not known.',
			sanitise(detail.failure.said),
		];
		return [
			...head,
			...lines.flatMap(line => wrap(line, columns)).map(text => ({text, tone: 'warning'}) as const),
			...use,
		].slice(0, rows);
	}
	if (detail?.status !== 'ready') {
		return [...head, {text: `reading which projects are affected${ellipsis}`, tone: 'quiet'}, ...use];
	}
	const room = Math.max(1, rows - head.length - use.length);
	return [...head, ...projectLines(detail.projects, {columns, rows: room, ellipsis}), ...use];
};
