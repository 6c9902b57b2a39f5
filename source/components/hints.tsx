import {Box, Text} from 'ink';
import {Fragment} from 'react';
import {type Hint, hintGap, hintLines} from '../dispatch/key-tables.ts';
import type {BoundBinding} from '../dispatch/keymap.ts';
import {useAscii, useIsSpoken} from './signs-context.tsx';

type Props = {readonly bindings: readonly BoundBinding[]; readonly columns: number; readonly lines?: 1 | 2};

function HintGroup({hints, gap}: {readonly hints: readonly Hint[]; readonly gap: string}) {
	return (
		<Text wrap="truncate">
			{hints.map(({id, keys, label, isBlocked}, index) => (
				<Fragment key={id}>
					{index === 0 ? '' : gap}
					<Text bold={!isBlocked} dimColor={isBlocked}>
						{keys}
					</Text>
					<Text dimColor={isBlocked}>{` ${label}`}</Text>
				</Fragment>
			))}
		</Text>
	);
}

/** Draws the footer from bindings, as many as fit; keys that can't be used now are dim (or not spoken), back, help and quit always there. */
export function Hints({bindings, columns, lines = 2}: Props) {
	const ascii = useAscii();
	const isSpoken = useIsSpoken();
	const gap = ' '.repeat(hintGap(columns));
	if (isSpoken) {
		const all = hintLines(bindings, {columns: Number.POSITIVE_INFINITY, ascii});
		const spoken = all.flatMap(({left, right}) => [...left, ...right]).filter(({isBlocked}) => !isBlocked);
		return <Text>{`Keys: ${spoken.map(({keys, label}) => `${keys} ${label}`).join(', ')}`}</Text>;
	}
	return (
		<Box flexDirection="column" width={columns} paddingX={1} height={lines}>
			{hintLines(bindings, {columns, lines, ascii}).map(({left, right}, line) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line of the footer is nothing but its place.
				<Box key={line} justifyContent="space-between" height={1}>
					<HintGroup hints={left} gap={gap} />
					<HintGroup hints={right} gap={gap} />
				</Box>
			))}
		</Box>
	);
}
