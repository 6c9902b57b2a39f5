import {Box, Text, useWindowSize} from 'ink';
import {bodySize} from '../components/screen.tsx';
import {useAscii, useIsSpoken, useSigns} from '../components/signs-context.tsx';
import {helpGroups} from '../dispatch/key-tables.ts';
import {bindKeys} from '../dispatch/keymap.ts';
import type {RouteName} from '../store/route.ts';
import {fitTo, truncate} from '../text/fit-to.ts';
import {Frame} from './frame.tsx';
import {helpKeymap, helpPagesKeymap} from './help-keymap.ts';
import {keymapNow, withGlobal} from './keymaps.ts';
import {useApp, useScreenContext} from './screen-context.tsx';

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

// Below this a label would be cut before it says anything.
const narrowest = 34;
const gap = 1;

const keyOf = (line: Line | undefined) => (line?.kind === 'key' ? line.id : line?.text);

const chunks = <T,>(all: readonly T[], size: number): readonly (readonly T[])[] =>
	Array.from({length: Math.ceil(all.length / size)}, (_, index) =>
		all.slice(index * size, (index + 1) * size),
	);

/** All keys that a screen has now, by group, those that can't be used with the reason; drawn from the bindings themselves, on as many pages as it takes. */
export function Help({of, page}: {readonly of: RouteName; readonly page: number}) {
	const context = useScreenContext();
	const ascii = useAscii();
	const window = useWindowSize();
	const own = useApp(state => keymapNow(of, state));
	const room = bodySize(window.columns, window.rows);
	const rules = useApp(state => state.keyRules);
	const lines = helpGroups(bindKeys(withGlobal(own, {keyRules: rules}), context), {ascii}).flatMap(
		({group, rows}): readonly Line[] => [
			{kind: 'group', text: group},
			...rows.map(({id, keys, label, blocked}) => ({
				kind: 'key' as const,
				id,
				keys,
				text: blocked === undefined ? label : `${label}: ${blocked}`,
				isBlocked: blocked !== undefined,
			})),
		],
	);
	const isSpoken = useIsSpoken();
	const most = isSpoken ? 1 : Math.max(1, Math.floor((room.columns + gap) / (narrowest + gap)));
	const height = Math.max(1, room.rows);
	const across = Math.min(most, Math.max(1, Math.ceil(lines.length / height)));
	const pages = chunks(lines, across * height);
	const at = ((page % pages.length) + pages.length) % pages.length;
	const shown = pages[at] ?? [];
	const width = Math.floor((room.columns + gap) / across) - gap;
	const title = 'Keys on this screen';
	return (
		<Frame
			keymap={pages.length > 1 ? helpPagesKeymap : helpKeymap}
			crumbs={[pages.length > 1 ? `${title}, ${at + 1} of ${pages.length}` : title]}
		>
			{() => (
				<Box gap={gap}>
					{chunks(shown, Math.ceil(shown.length / across)).map(part => (
						<Box key={keyOf(part[0])} flexDirection="column" width={width}>
							{part.map(line => (
								<HelpLine key={keyOf(line)} line={line} columns={width} />
							))}
						</Box>
					))}
				</Box>
			)}
		</Frame>
	);
}
