import {Box, Text} from 'ink';
import {Panel, panelInside} from '../components/panel.tsx';
import {usePaint, useSigns} from '../components/signs-context.tsx';
import type {PermissionsColumn} from '../store/permissions-draft.ts';
import {type Permissions, permissionRows} from '../store/permissions-slice.ts';
import {fitTo, truncate} from '../text/fit-to.ts';
import {sanitise} from '../text/sanitise.ts';
import {wrap} from '../text/wrap.ts';
import {
	type CellLine,
	cellLines,
	cellMark,
	cellText,
	type PermissionRow,
	projectTitle,
	rowTitle,
} from './permission-words.ts';

type Size = {readonly columns: number; readonly rows: number};
type Props = {readonly permissions: Permissions} & Size;

const areaRoom = 30;
const cellRoom = 13;
const widestCell = 24;
const gap = 2;
/** Below this many cells a project is a page of its own. */
const narrow = 78;
const labelRoom = 6;
/** From this many lines on the words stand in a frame. */
const framedFrom = 22;

/** Lists which projects are drawn beside each other: the page of them that the cursor is on. */
const drawnColumns = ({columns: all, column}: Permissions, columns: number) => {
	const room = columns < narrow ? 1 : Math.max(1, Math.floor((columns - 2 - areaRoom) / (cellRoom + gap)));
	const from = Math.floor(column / room) * room;
	const drawn = all.slice(from, from + room);
	const share = Math.floor((columns - 2 - areaRoom) / Math.min(room, all.length)) - gap;
	return {from, drawn, width: Math.min(widestCell, share)};
};

function Cell({
	column,
	row,
	isChosen,
	width,
}: {
	readonly column: PermissionsColumn;
	readonly row: PermissionRow;
	readonly isChosen: boolean;
	readonly width: number;
}) {
	const {waiting, ellipsis} = useSigns();
	const paint = usePaint();
	const mark = cellMark(column, row);
	const text = fitTo(`${mark} ${cellText(column, row, waiting)}`, width, {ellipsis});
	return (
		<Text inverse={isChosen} bold={mark !== ' '} {...paint(mark === ' ' ? undefined : 'yellow')}>
			{text}
		</Text>
	);
}

function Rows({permissions, columns}: {readonly permissions: Permissions; readonly columns: number}) {
	const {cursor, ellipsis} = useSigns();
	const {from, drawn, width} = drawnColumns(permissions, columns);
	const isNarrow = columns < narrow;
	return (
		<Box flexDirection="column" flexShrink={0}>
			{isNarrow ? null : (
				<Text dimColor wrap="truncate">
					{`  ${fitTo('AREA', areaRoom)}${drawn.map(each => `${' '.repeat(gap)}${fitTo(`  ${projectTitle(each)}`, width, {ellipsis})}`).join('')}`}
				</Text>
			)}
			{permissionRows.map((row, at) => (
				<Text key={row} wrap="truncate">
					<Text bold={at === permissions.row}>
						{`${at === permissions.row ? cursor : ' '} ${fitTo(rowTitle(row), areaRoom, {ellipsis})}`}
					</Text>
					{drawn.map((each, index) => (
						<Text key={each.project.id}>
							{' '.repeat(gap)}
							<Cell
								column={each}
								row={row}
								width={width}
								isChosen={at === permissions.row && from + index === permissions.column}
							/>
						</Text>
					))}
				</Text>
			))}
		</Box>
	);
}

/** Joins what does not fit to one line, which is cut. */
const restOf = ([first = '', ...others]: readonly string[]) =>
	[first, ...others.map(each => each.trimStart())].join(' ');

/** The words of a cell as lines of a given width, at most so many; the last one says that there is more. */
const shownLines = (
	lines: readonly CellLine[],
	{columns, rows}: Size,
	ellipsis: string,
): readonly string[] => {
	const all = lines.flatMap(({label, text}) =>
		wrap(text, columns - labelRoom).map((piece, at) => `${fitTo(at === 0 ? label : '', labelRoom)}${piece}`),
	);
	if (all.length <= rows) return all;
	const kept = Math.max(0, rows - 1);
	return [...all.slice(0, kept), truncate(restOf(all.slice(kept)), columns, ellipsis)];
};

function Words({permissions, column, columns, rows}: Props & {readonly column: PermissionsColumn}) {
	const {ellipsis} = useSigns();
	const row = permissionRows[permissions.row] ?? 'member';
	const {mistake} = permissions;
	const lines: readonly CellLine[] =
		mistake?.projectId === column.project.id
			? [
					{label: '!', text: `The JSON is no policy. ${sanitise(mistake.problem, {graphemes: 400})}`},
					{label: '', text: 'E opens it again as you left it, u drops it.'},
				]
			: cellLines(column, row);
	const isFramed = rows >= 5 && columns >= narrow;
	const size = isFramed ? {columns: panelInside(columns), rows: rows - 2} : {columns, rows};
	const text = shownLines(lines, size, ellipsis).join('\n');
	return isFramed ? (
		<Panel title={`In words: ${projectTitle(column)}, ${rowTitle(row)}`} columns={columns}>
			<Text>{text}</Text>
		</Panel>
	) : (
		<Text>{text}</Text>
	);
}

/** Draws what a token may do where: areas as rows, projects as columns, and in words the cell that the cursor is on. */
export function PermissionsGrid({permissions, columns, rows}: Props) {
	const {crumb, ellipsis} = useSigns();
	const column = permissions.columns[permissions.column];
	if (!column) return <Text>You have no project yet, so there is none to put it into. Esc goes back.</Text>;
	const isNarrow = columns < narrow;
	const isRoomy = rows >= framedFrom;
	const head = isNarrow
		? fitTo(`< ${projectTitle(column)} >`, columns, {ellipsis})
		: fitTo(`Changes wait until you apply them ${crumb} Ctrl+S`, columns, {ellipsis});
	const used = 1 + permissionRows.length + (isNarrow ? 0 : 1) + (isRoomy ? 2 : 0);
	return (
		<Box flexDirection="column">
			<Text bold={isNarrow} dimColor={!isNarrow}>
				{head}
			</Text>
			{isRoomy ? <Text> </Text> : null}
			<Rows permissions={permissions} columns={columns} />
			{isRoomy ? <Text> </Text> : null}
			<Words permissions={permissions} column={column} columns={columns} rows={rows - used} />
		</Box>
	);
}
