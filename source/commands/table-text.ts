import {cells} from '../text/cells.ts';
import {fitTo} from '../text/fit-to.ts';
import {sanitise} from '../text/sanitise.ts';
import type {View} from './command.ts';

/** A column of a table. */
export type Column<Row> = {
	readonly title: string;
	/** May be foreign: it is sanitised here. */
	readonly value: (row: Row) => string;
	/** The fewest cells it may be cut to; a column without it is never cut. */
	readonly least?: number;
	/** The higher, the sooner the column is left out where the table is too wide. */
	readonly priority?: number;
};

const gap = '  ';

const widthOf = (widths: readonly number[]): number =>
	widths.reduce((sum, width) => sum + width, 0) + gap.length * Math.max(0, widths.length - 1);

type Measured<Row> = {
	readonly column: Column<Row>;
	readonly texts: readonly string[];
	readonly width: number;
};

const leastOf = <Row>({column, width}: Measured<Row>): number => Math.min(width, column.least ?? width);

/** Leaves out the columns that matter least until the others fit at their narrowest. */
const chooseColumns = <Row>(all: readonly Measured<Row>[], columns: number): readonly Measured<Row>[] => {
	const order = [...all].sort((a, b) => (a.column.priority ?? 0) - (b.column.priority ?? 0));
	while (order.length > 1 && widthOf(order.map(leastOf)) > columns) order.pop();
	return all.filter(measured => order.includes(measured));
};

/** Writes rows as a table with a head, no wider than the view; an empty list of rows is an empty text. */
export const tableText = <Row>(
	rows: readonly Row[],
	columns: readonly Column<Row>[],
	{columns: room, paint}: View,
): string => {
	if (rows.length === 0) return '';
	const measured = columns.map((column): Measured<Row> => {
		const texts = rows.map(row => sanitise(column.value(row)));
		return {column, texts, width: Math.max(cells(column.title), ...new Set(texts.map(cells)))};
	});
	const shown = chooseColumns(measured, room);
	let surplus = Math.max(0, widthOf(shown.map(({width}) => width)) - room);
	const widths = shown.map(each => {
		const cut = Math.min(surplus, each.width - leastOf(each));
		surplus -= cut;
		// One column too wide for the whole terminal is cut all the same: a row is never two lines.
		return Math.min(each.width - cut, room);
	});
	const line = (texts: readonly string[]) =>
		texts
			.map((text, index) => fitTo(text, widths[index] ?? 0))
			.join(gap)
			.trimEnd();
	const head = paint.bold(line(shown.map(({column}) => column.title)));
	const body = rows.map((_row, index) => line(shown.map(({texts}) => texts[index] ?? '')));
	return `${[head, ...body].join('\n')}\n`;
};
