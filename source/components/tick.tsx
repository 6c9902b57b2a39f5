import {Box, Text} from 'ink';
import {truncate} from '../text/fit-to.ts';
import {useSigns} from './signs-context.tsx';

type Props = {
	readonly label: string;
	/** What it brings, dim behind the label where there is room. */
	readonly hint?: string;
	readonly isTicked: boolean;
	readonly isFocused: boolean;
	readonly columns: number;
};

/** Draws a choice that is ticked or not; it has no keys of its own. */
export function Tick({label, hint = '', isTicked, isFocused, columns}: Props) {
	const {cursor, ellipsis} = useSigns();
	const shown = `${isFocused ? cursor : ' '} [${isTicked ? 'x' : ' '}] ${label}`;
	return (
		<Box>
			<Text bold={isFocused}>{shown}</Text>
			<Text dimColor>
				{truncate(hint === '' ? '' : `  ${hint}`, Math.max(0, columns - shown.length), ellipsis)}
			</Text>
		</Box>
	);
}
