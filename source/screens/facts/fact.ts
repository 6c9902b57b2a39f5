import type {LineTone, PageLine} from '../../components/scrolled.ts';
import {cells} from '../../text/cells.ts';
import {fitTo} from '../../text/fit-to.ts';
import {wrap} from '../../text/wrap.ts';

/** Something that is known of a token, not laid out yet; foreign texts in it are sanitised. */
export type Fact =
	| {readonly kind: 'heading'; readonly text: string}
	| {readonly kind: 'entry'; readonly label: string; readonly text: string; readonly tone?: LineTone}
	| {readonly kind: 'text'; readonly text: string; readonly tone?: LineTone}
	| {readonly kind: 'gap'};

/** Makes a heading, set off from what stands above it. */
export const section = (text: string, facts: readonly Fact[]): readonly Fact[] =>
	facts.length === 0 ? [] : [{kind: 'gap'}, {kind: 'heading', text}, ...facts];

/** Makes a named fact. */
export const entry = (label: string, text: string, tone?: LineTone): Fact => ({
	kind: 'entry',
	label,
	text,
	...(tone && {tone}),
});

/** Makes a sentence. */
export const sentence = (text: string, tone?: LineTone): Fact => ({kind: 'text', text, ...(tone && {tone})});

const widestLabel = 24;
const indent = '  ';
const gap = 2;

type Layout = {readonly columns: number; readonly margin: string; readonly labelRoom: number};

const textLines = (text: string, columns: number, tone: LineTone | undefined): readonly PageLine[] =>
	wrap(text, columns).map(line => ({text: line, ...(tone && {tone})}));

const entryLines = (
	{label, text, tone}: Extract<Fact, {readonly kind: 'entry'}>,
	{columns, margin, labelRoom}: Layout,
): readonly PageLine[] => {
	if (cells(label) > labelRoom) {
		const inner = `${margin}${indent}`;
		return [
			...wrap(label, columns - margin.length).map(line => ({lead: `${margin}${line}`, text: ''})),
			...textLines(text, columns - inner.length, tone).map(line => ({...line, lead: inner})),
		];
	}
	const room = columns - margin.length - labelRoom - gap;
	return textLines(text, room, tone).map((line, at) => ({
		...line,
		lead: `${margin}${fitTo(at === 0 ? label : '', labelRoom + gap)}`,
	}));
};

const linesOf = (fact: Fact, layout: Layout): readonly PageLine[] => {
	const {columns, margin} = layout;
	switch (fact.kind) {
		case 'gap':
			return [{text: ''}];
		case 'heading':
			return textLines(fact.text, columns, 'heading');
		case 'text':
			return textLines(fact.text, columns - margin.length, fact.tone).map(line => ({...line, lead: margin}));
		case 'entry':
			return entryLines(fact, layout);
	}
};

/** The cells for the names of the entries that stand together with the one at `at`; one that is too wide stands on a line of its own. */
const labelRoomAt = (facts: readonly Fact[], at: number, widest: number): number => {
	const isOther = ({kind}: Fact) => kind !== 'entry';
	const begin = facts.slice(0, at).findLastIndex(isOther) + 1;
	const end = facts.slice(at).findIndex(isOther);
	const widths = facts
		.slice(begin, end < 0 ? undefined : at + end)
		.map(fact => (fact.kind === 'entry' ? cells(fact.label) : 0));
	return Math.max(0, ...widths.filter(width => width <= widest));
};

/**
 * Lays facts out as lines of at most `columns` cells: names and values in two columns, what is too long wrapped and never
 * cut, what belongs to a heading set in from it.
 */
export const factLines = (facts: readonly Fact[], columns: number): readonly PageLine[] => {
	const widest = Math.min(widestLabel, Math.floor(columns * 0.35));
	const firstHeading = facts.findIndex(({kind}) => kind === 'heading');
	return facts.flatMap((fact, at) =>
		linesOf(fact, {
			columns,
			margin: firstHeading >= 0 && at > firstHeading ? indent : '',
			labelRoom: fact.kind === 'entry' ? labelRoomAt(facts, at, widest) : 0,
		}),
	);
};
