import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import {createContext, use, useState} from 'react';
import {useLayer} from '../dispatch/dispatch-provider.tsx';
import {bindKeys} from '../dispatch/keymap.ts';
import {truncate} from '../text/fit-to.ts';
import {menuKeymap} from './menu-keymap.ts';
import {useIsSpoken, useSigns} from './signs-context.tsx';

/** One line of a menu; the description stands below the label, dim. */
export type MenuItem<Value> = {readonly label: string; readonly value: Value; readonly description?: string};

type Props<Value> = {
	readonly items: readonly MenuItem<Value>[];
	readonly onSelect: (value: Value) => void;
	readonly onHighlight?: (value: Value) => void;
	readonly initialIndex?: number;
	readonly focus?: boolean;
	/** Cells for a whole line, the sign at its start included. */
	readonly width?: number;
	/** Items shown at a time. */
	readonly limit?: number;
};

const WidthContext = createContext(Number.POSITIVE_INFINITY);

function Indicator({isSelected = false}: {readonly isSelected?: boolean}) {
	const signs = useSigns();
	return <Text bold={isSelected}>{isSelected ? `${signs.cursor} ` : '  '}</Text>;
}

type ItemProps = {readonly isSelected?: boolean; readonly label: string; readonly description?: string};

function Item({isSelected = false, label, description}: ItemProps) {
	const room = use(WidthContext) - 2;
	const {ellipsis} = useSigns();
	return (
		<Box flexDirection="column">
			<Text inverse={isSelected} wrap="truncate">
				{truncate(label, room, ellipsis)}
			</Text>
			{description === undefined ? null : (
				<Text dimColor wrap="truncate">
					{truncate(description, room, ellipsis)}
				</Text>
			)}
		</Box>
	);
}

/**
 * Draws a short menu with ink-select-input. That package loses all but one key of a burst, so its own listener is off:
 * the menu's layer of the dispatch moves the cursor, with the same keys (arrows, j and k, digits choose at once, Enter).
 */
export function Menu<Value>({
	items,
	onSelect,
	onHighlight,
	initialIndex = 0,
	focus = true,
	width = Number.POSITIVE_INFINITY,
	limit,
}: Props<Value>) {
	const [chosen, setChosen] = useState(initialIndex);
	const index = Math.min(chosen, Math.max(0, items.length - 1));
	const move = (by: 1 | -1) => {
		const next = (index + by + items.length) % Math.max(1, items.length);
		const item = items[next];
		if (item) {
			setChosen(next);
			onHighlight?.(item.value);
		}
	};
	const choose = (number = index + 1) => {
		const item = items[number - 1];
		if (item) {
			onSelect(item.value);
		}
	};
	useLayer({id: 'menu', bindings: bindKeys(menuKeymap, {move, choose})}, focus);
	const isSpoken = useIsSpoken();
	if (isSpoken) {
		return (
			<Box flexDirection="column">
				{items.map(({label, description}, position) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: an item of a menu is known by its place.
					<Box key={position} aria-state={{selected: focus && position === index}}>
						<Text>{`${position + 1}. ${description === undefined ? label : `${label}: ${description}`}`}</Text>
					</Box>
				))}
			</Box>
		);
	}
	return (
		<WidthContext value={width}>
			<SelectInput
				// Its cursor can only be set when it is mounted.
				key={index}
				isFocused={false}
				initialIndex={index}
				items={items.map((item, position) => ({...item, key: String(position), value: position}))}
				indicatorComponent={Indicator}
				itemComponent={Item}
				{...(limit === undefined ? {} : {limit})}
			/>
		</WidthContext>
	);
}
