import {Box, Text} from 'ink';
import {useRef} from 'react';
import {fitTo} from '../text/fit-to.ts';
import {underlined} from '../text/underlined.ts';
import {useIsSpoken, useSigns} from './signs-context.tsx';
import {type ColumnWidth, firstVisible, layOut} from './table-layout.ts';

/** One column of a table of `Row`s. */
export type Column<Row> = ColumnWidth & {
	readonly title: string;
	readonly align?: 'left' | 'right';
	readonly cell: (row: Row) => string;
	/** The places of the letters to underline, in UTF-16 units of the cell's text. */
	readonly marks?: (row: Row) => ReadonlySet<number>;
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
	const isSpoken = useIsSpoken();
	if (isSpoken) {
		const seen = rows.slice(first.current, first.current + lines);
		const more =
			rows.length > seen.length
				? `, ${first.current + 1} to ${first.current + seen.length} of ${rows.length}`
				: '';
		return (
			<Box flexDirection="column">
				<Text>{`Columns: ${columns.flatMap(({title}) => title || []).join(', ')}${more}`}</Text>
				{seen.map((row, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a line of a table is nothing but its place.
					<Box key={at} aria-state={{selected: isFocused && first.current + at === selected}}>
						<Text>{columns.flatMap(({cell}) => cell(row).trim().replace(/:$/, '') || []).join(', ')}</Text>
					</Box>
				))}
			</Box>
		);
	}
	const widths = layOut(width - 2, columns);
	const lineOf = (cell: (column: Column<Row>) => string, row?: Row) =>
		columns
			.flatMap((column, index) => {
				const cells = widths[index] ?? 0;
				if (cells === 0) return [];
				const text = fitTo(cell(column), cells, {align: column.align ?? 'left', ellipsis});
				const marks = row === undefined ? undefined : column.marks?.(row);
				return [marks?.size ? underlined(text, marks) : text];
			})
			.join('  ');
	const drawn = rows
		.slice(first.current, first.current + lines)
		.map(row => lineOf(column => column.cell(row), row));
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
