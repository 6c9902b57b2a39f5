import {Box, Text} from 'ink';
import {cells} from '../text/cells.ts';
import {fitTo, truncate} from '../text/fit-to.ts';
import {useSigns} from './signs-context.tsx';

type Props = {
	readonly entries: ReadonlyArray<{readonly label: string; readonly value: string}>;
	readonly columns: number;
	/** Wraps a value that is longer than its line instead of cutting it. */
	readonly wrap?: boolean;
};

/** Draws names and values in two columns. */
export function KeyValue({entries, columns, wrap = false}: Props) {
	const {ellipsis} = useSigns();
	const longest = Math.max(0, ...entries.map(entry => cells(entry.label)));
	const labelRoom = Math.min(longest, Math.floor(columns / 2));
	const valueRoom = Math.max(0, columns - labelRoom - 2);
	return (
		<Box flexDirection="column" width={columns}>
			{entries.map(({label, value}) => (
				<Box key={label} aria-label={`${label}: ${value}`}>
					<Box width={labelRoom + 2} flexShrink={0}>
						<Text dimColor>{fitTo(label, labelRoom, {ellipsis})}</Text>
					</Box>
					<Box width={valueRoom}>
						<Text wrap={wrap ? 'hard' : 'truncate'}>
							{wrap ? value : truncate(value, valueRoom, ellipsis)}
						</Text>
					</Box>
				</Box>
			))}
		</Box>
	);
}
