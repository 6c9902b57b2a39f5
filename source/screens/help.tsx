import {Box, Text} from 'ink';
import {useAscii, useSigns} from '../components/signs-context.tsx';
import {helpGroups} from '../dispatch/key-tables.ts';
import {bindKeys} from '../dispatch/keymap.ts';
import type {RouteName} from '../store/route.ts';
import {fitTo, truncate} from '../text/fit-to.ts';
import {Frame} from './frame.tsx';
import {globalKeymap} from './global-keymap.ts';
import {helpKeymap} from './help-keymap.ts';
import {keymapsOf} from './keymaps.ts';
import {useScreenContext} from './screen-context.tsx';

type Line =
	| {readonly kind: 'group'; readonly text: string}
	| {
			readonly kind: 'key';
			readonly id: string;
			readonly keys: string;
			readonly text: string;
			readonly isBlocked: boolean;
	  };

function HelpLine({line, columns}: {readonly line: Line; readonly columns: number}) {
	const {ellipsis} = useSigns();
	// In a narrow column what a key does matters more than its last alias.
	const keyRoom = columns < 40 ? 9 : 14;
	if (line.kind === 'group') return <Text bold>{truncate(line.text, columns, ellipsis)}</Text>;
	return (
		<Text
			dimColor={line.isBlocked}
		>{`  ${fitTo(line.keys, keyRoom, {ellipsis})} ${truncate(line.text, Math.max(4, columns - keyRoom - 3), ellipsis)}`}</Text>
	);
}

/** All keys of a screen, by group, those that can't be used now with the reason; drawn from the bindings themselves. */
export function Help({of}: {readonly of: RouteName}) {
	const context = useScreenContext();
	const ascii = useAscii();
	const bound = bindKeys([...keymapsOf(of), ...globalKeymap], context);
	const lines = helpGroups(bound, {ascii}).flatMap(({group, rows}): readonly Line[] => [
		{kind: 'group', text: group},
		...rows.map(({id, keys, label, blocked}) => ({
			kind: 'key' as const,
			id,
			keys,
			text: blocked === undefined ? label : `${label}: ${blocked}`,
			isBlocked: blocked !== undefined,
		})),
	]);
	return (
		<Frame keymap={helpKeymap} crumbs={['Keys on this screen']}>
			{({columns, rows}) => {
				const wanted = Math.max(1, Math.ceil(lines.length / rows));
				const each = Math.ceil(lines.length / wanted);
				const width = Math.floor(columns / wanted) - 1;
				const parts = Array.from({length: wanted}, (_, index) =>
					lines.slice(index * each, (index + 1) * each),
				);
				return (
					<Box gap={1}>
						{parts.map(part => (
							<Box key={part[0]?.text} flexDirection="column" width={width}>
								{part.map(line => (
									<HelpLine key={line.kind === 'group' ? line.text : line.id} line={line} columns={width} />
								))}
							</Box>
						))}
					</Box>
				);
			}}
		</Frame>
	);
}
