import {Box, Text} from 'ink';
import {truncate} from '../text/fit-to.ts';
import {linkLines} from '../text/link-lines.ts';
import {safeAddress} from '../text/safe-address.ts';
import {useAscii, useIsSpoken, useSigns} from './signs-context.tsx';

type Props = {
	/** A foreign address; one that is neither http nor https is drawn, but leads nowhere. */
	readonly url: string;
	readonly columns: number;
	/** Lines that it may take at most. */
	readonly rows: number;
};

/**
 * Draws an address over as many lines as it needs, each a link (OSC 8) to the whole of it: terminals that know no links
 * show the same text, and its lines copied are the address. Where there is no room for all of it the last line says so.
 */
export function Link({url, columns, rows}: Props) {
	const {ellipsis} = useSigns();
	// A terminal that can not draw more than ASCII may well draw the sequences of a link, too.
	const isPlain = useAscii();
	const isSpoken = useIsSpoken();
	const {text, target} = safeAddress(url);
	if (isSpoken) return <Text>{target ?? text}</Text>;
	if (target === undefined) {
		return (
			<Box width={columns} height={rows} overflow="hidden">
				<Text wrap="hard">{text}</Text>
			</Box>
		);
	}
	const lines = linkLines(target, {columns, target: isPlain ? undefined : target});
	const isCut = lines.length > rows;
	return (
		<Box flexDirection="column" width={columns}>
			{(isCut ? lines.slice(0, Math.max(1, rows - 1)) : lines).map(line => (
				<Text key={line.at}>{line.text}</Text>
			))}
			{isCut ? (
				<Text dimColor>{truncate(`${ellipsis} a larger window shows all of it`, columns, ellipsis)}</Text>
			) : null}
		</Box>
	);
}
