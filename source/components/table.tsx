import {Box, Text} from 'ink';
import {memo, useRef} from 'react';
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
	readonly keyOf: (row: Row) => string;
	readonly selected: number;
	/** Cells and lines there are, the line of titles included. */
	readonly width: number;
	readonly height: number;
	/** Draws everything dim, as for data that may be out of date. */
	readonly dim?: boolean;
	readonly isFocused?: boolean;
};

type LineProps = {
	readonly text: string;
	readonly isSelected: boolean;
	readonly dim: boolean;
	readonly sign: string;
};

const Line = memo(function Line({text, isSelected, dim, sign}: LineProps) {
	return (
		<Text wrap="truncate" dimColor={dim}>
			{`${isSelected ? sign : ' '} `}
			<Text inverse={isSelected}>{text}</Text>
		</Text>
	);
});

/** Draws the rows that fit, the chosen one always among them; its cost does not grow with the number of rows. */
export function Table<Row>({
	columns,
	rows,
	keyOf,
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
	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			<Text dimColor wrap="truncate">{`  ${lineOf(column => column.title)}`}</Text>
			{rows.slice(first.current, first.current + lines).map((row, offset) => (
				<Line
					key={keyOf(row)}
					text={lineOf(column => column.cell(row))}
					isSelected={first.current + offset === selected && isFocused}
					dim={dim}
					sign={cursor}
				/>
			))}
		</Box>
	);
}
