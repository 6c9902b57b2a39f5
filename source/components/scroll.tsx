import {Box, Text} from 'ink';
import {useLayoutEffect} from 'react';
import {truncate} from '../text/fit-to.ts';
import {type LineTone, type PageLine, roomFor, scrolled} from './scrolled.ts';
import {type Colour, usePaint, useSigns} from './signs-context.tsx';

type Props = {
	readonly lines: readonly PageLine[];
	readonly columns: number;
	readonly rows: number;
	/** The line that is seen first, as far as the page reaches. */
	readonly first: number;
	/** What is said behind the place in the page, where there is more of it than is seen: how one moves on. */
	readonly hint?: string;
	/** Told how many lines there are and how many are seen at a time, whenever that changes: what its keys move by. */
	readonly onRoom?: (room: {readonly lines: number; readonly rows: number}) => void;
};

const colours: Readonly<Record<LineTone, Colour | undefined>> = {
	heading: undefined,
	quiet: undefined,
	good: 'green',
	warning: 'yellow',
	bad: 'red',
};

function Line({lead = '', text, tone, isLast}: PageLine & {readonly isLast: boolean}) {
	const paint = usePaint();
	return (
		<>
			<Text dimColor>{lead}</Text>
			<Text
				bold={tone === 'heading'}
				dimColor={tone === 'quiet'}
				{...paint(tone === undefined ? undefined : colours[tone])}
			>
				{text === '' ? ' ' : text}
			</Text>
			{isLast ? '' : '\n'}
		</>
	);
}

/** Draws as much of a page as there is room for, and where in it that is; keys move it from outside. */
export function Scroll({lines, columns, rows, first, hint, onRoom}: Props) {
	const {ellipsis} = useSigns();
	const seen = scrolled(lines, first, rows);
	const count = lines.length;
	const room = roomFor(count, rows);
	useLayoutEffect(() => onRoom?.({lines: count, rows: room}), [onRoom, count, room]);
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Box flexDirection="column" flexGrow={1} flexShrink={0}>
				<Text>
					{seen.lines.map((line, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a line of a page is nothing but its place.
						<Line key={seen.first + at} {...line} isLast={at === seen.lines.length - 1} />
					))}
				</Text>
			</Box>
			{seen.position === '' ? null : (
				<Box justifyContent="flex-end" flexShrink={0}>
					<Text dimColor>
						{truncate([`lines ${seen.position}`, hint].filter(Boolean).join('   '), columns, ellipsis)}
					</Text>
				</Box>
			)}
		</Box>
	);
}
