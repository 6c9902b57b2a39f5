import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {Panel, panelInside} from './panel.tsx';

type Props = {
	readonly title: string;
	/** The room there is, in cells and lines. */
	readonly columns: number;
	readonly rows: number;
	/** Gets the cells inside the dialog. */
	readonly children: (width: number) => ReactNode;
};

const widest = 78;
const narrowest = 78;

/** Draws a dialog: a framed box in the middle of its room, or the whole page where the window is narrower than 80 cells. */
export function Dialog({title, columns, rows, children}: Props) {
	if (columns < narrowest) {
		return (
			<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
				<Text bold wrap="truncate">
					{title}
				</Text>
				<Box marginTop={1} flexDirection="column" overflow="hidden">
					{children(columns)}
				</Box>
			</Box>
		);
	}
	const width = Math.min(widest, columns);
	return (
		<Box width={columns} height={rows} alignItems="center" justifyContent="center" overflow="hidden">
			<Panel title={title} columns={width}>
				{children(panelInside(width))}
			</Panel>
		</Box>
	);
}
