import {Box, Text} from 'ink';
import {useRef} from 'react';
import {fitTo} from '../text/fit-to.ts';
import {useSigns} from './signs-context.tsx';
import {type ColumnWidth, firstVisible, layOut} from './table-layout.ts';

/** One column of a table of `Row`s. */
export type Column<Row> = ColumnWidth & {
	readonly title: string;
	readonly align?: 'left' | 'right';
	readonly cell: (row: Row) => string;
};

type Props<Row> = {
	readonly columns: readonly Column<Row>[];
	readonly rows: readonly Row[];
	readonly selected: number;
	/** Cells and lines there are, the line of titles included. */
	readonly width: number;
	readonly height: number;
	/** Draws everything dim, as for data that may be out of date. */
	readonly dim?: boolean;
	readonly isFocused?: boolean;
};

/** Draws the rows that fit, the chosen one always among them; its cost does not grow with the number of rows. */
export function Table<Row>({
	columns,
	rows,
	selected,
	width,
	height,
	dim = false,
	isFocused = true,
}: Props<Row>) {
	const {cursor, ellipsis} = useSigns();
	const first = useRef(0);
	const lines = Math.max(1, height - 1);
	first.current = firstVisible(first.current, selected, lines, rows.length);
	const widths = layOut(width - 2, columns);
	const lineOf = (cell: (column: Column<Row>) => string) =>
		columns
			.flatMap((column, index) => {
				const cells = widths[index] ?? 0;
				return cells === 0 ? [] : [fitTo(cell(column), cells, {align: column.align ?? 'left', ellipsis})];
			})
			.join('  ');
	const drawn = rows
		.slice(first.current, first.current + lines)
		.map(row => lineOf(column => column.cell(row)));
	const chosen = isFocused ? drawn[selected - first.current] : undefined;
	const at = chosen === undefined ? drawn.length : selected - first.current;
	const above = drawn.slice(0, at).map(line => `  ${line}`);
	const below = drawn.slice(at + 1).map(line => `\n  ${line}`);
	// One text for all rows: a text each costs a start half a frame, and a key press as much again.
	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			<Text dimColor wrap="truncate">{`  ${lineOf(column => column.title)}`}</Text>
			<Text dimColor={dim}>
				{above.join('\n')}
				{chosen === undefined ? '' : `${at > 0 ? '\n' : ''}${cursor} `}
				<Text inverse>{chosen ?? ''}</Text>
				{below.join('')}
			</Text>
		</Box>
	);
}
