import {Box, Text} from 'ink';
import {useLayer} from '../dispatch/dispatch-provider.tsx';
import {type Binding, bindKeys} from '../dispatch/keymap.ts';
import {truncate} from '../text/fit-to.ts';

type Props = {
	readonly columns: number;
	readonly rows: number;
	readonly smallest: {readonly columns: number; readonly rows: number};
	readonly onQuit: () => void;
};

/** The only key while the window is too small. */
export const tooSmallKeymap: readonly Binding<{readonly quit: () => void}>[] = [
	{id: 'window.quit', keys: ['q'], label: 'Quit', group: 'Window too small', run: ({quit}) => quit()},
];

/** Says in one line, in the middle, which size is needed; no key reaches the screen that is hidden meanwhile. */
export function TooSmall({columns, rows, smallest, onQuit}: Props) {
	useLayer({
		id: 'too-small',
		opaque: true,
		isFront: true,
		bindings: bindKeys(tooSmallKeymap, {quit: onQuit}),
	});
	const sentence = `Window too small (need ${smallest.columns}x${smallest.rows}), q quits`;
	return (
		<Box width={columns} height={rows} alignItems="center" justifyContent="center">
			<Text>{truncate(sentence, columns)}</Text>
		</Box>
	);
}
