import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {cells} from '../text/cells.ts';
import {truncate} from '../text/fit-to.ts';
import {useSigns} from './signs-context.tsx';

type Props = {
	readonly title: string;
	readonly columns: number;
	/** Lines, the frame included; as many as the content needs unless given. */
	readonly rows?: number;
	readonly children: ReactNode;
};

/** Gives the cells inside a panel that is `columns` wide. */
export const panelInside = (columns: number): number => Math.max(0, columns - 4);

/** Draws a frame with its title in the upper line. */
export function Panel({title, columns, rows, children}: Props) {
	const signs = useSigns();
	const shown = truncate(title, Math.max(0, columns - 6), signs.ellipsis);
	const [left, right] = signs.corners;
	const rest = signs.line.repeat(Math.max(0, columns - 5 - cells(shown)));
	return (
		<Box flexDirection="column" width={columns} {...(rows === undefined ? {} : {height: rows})}>
			<Text wrap="truncate" aria-label={`${title}:`}>
				{`${left}${signs.line} `}
				<Text bold>{shown}</Text>
				{` ${rest}${right}`}
			</Text>
			<Box
				borderStyle={signs.border}
				borderTop={false}
				flexDirection="column"
				flexGrow={1}
				paddingX={1}
				width={columns}
				overflow="hidden"
			>
				{children}
			</Box>
		</Box>
	);
}
