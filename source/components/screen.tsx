import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {Rule} from './rule.tsx';
import {TooSmall} from './too-small.tsx';

type Props = {
	readonly columns: number;
	readonly rows: number;
	readonly header: ReactNode;
	readonly children: ReactNode;
	/** One line above the footer: a result, a warning, why a key did nothing. */
	readonly status?: ReactNode;
	readonly footer: ReactNode;
	/** Called by q while the window is too small to draw anything else. */
	readonly onQuit: () => void;
};

/** The smallest window that screens are drawn in. */
export const smallestWindow = {columns: 60, rows: 20} as const;

/** Gives the room between header and footer, in cells and lines, for a footer of one or two lines. */
export const bodySize = (columns: number, rows: number, footerLines = 2) => ({
	columns: columns - 2,
	// Header and its rule, status line, the footer's rule.
	rows: Math.max(0, rows - 4 - footerLines),
});

/** Lays a screen out in exactly the window's size: header, body, status line and footer, never one line more. */
export function Screen({columns, rows, header, children, status, footer, onQuit}: Props) {
	const isTooSmall = columns < smallestWindow.columns || rows < smallestWindow.rows;
	return (
		<Box width={columns} height={rows} flexDirection="column" overflow="hidden">
			{isTooSmall ? (
				<TooSmall columns={columns} rows={rows} smallest={smallestWindow} onQuit={onQuit} />
			) : null}
			{/* Hidden, not taken away: what was typed must be there when the window grows again. */}
			<Box display={isTooSmall ? 'none' : 'flex'} flexDirection="column" width={columns} height={rows}>
				<Box flexShrink={0}>{header}</Box>
				<Box flexShrink={0}>
					<Rule columns={columns} />
				</Box>
				<Box flexGrow={1} flexShrink={1} flexDirection="column" overflow="hidden" paddingX={1}>
					{/* What is too much is cut off at the end; left to shrink, lines would be drawn over each other. */}
					<Box flexDirection="column" flexShrink={0} minHeight="100%">
						{children}
					</Box>
				</Box>
				<Box flexShrink={0} height={1} paddingX={1} overflow="hidden">
					{typeof status === 'string' ? <Text wrap="truncate">{status}</Text> : status}
				</Box>
				<Box flexShrink={0}>
					<Rule columns={columns} />
				</Box>
				<Box flexShrink={0}>{footer}</Box>
			</Box>
		</Box>
	);
}
