import type {AppState} from '../store/app-store.ts';
import type {Keymap} from './screen-context.tsx';

/** Moves a cursor by rows, down when positive; by an infinite number to the end. */
export type MoveRows = (state: AppState, by: number) => void;

/** How many rows a page has, whatever the window shows of it. */
export const pageRows = 10;

/** Makes a binding that moves a cursor. */
export const rowKey =
	(move: MoveRows) =>
	(id: string, keys: readonly string[], label: string, by: number): Keymap[number] => ({
		id,
		keys,
		label,
		group: 'Move',
		run: ({state}) => move(state(), by),
	});

/** Makes the keys that move the cursor of a list. */
export const rowKeys = (move: MoveRows): Keymap => {
	const moves = rowKey(move);
	return [
		moves('list.up', ['up', 'k'], 'One row up', -1),
		moves('list.down', ['down', 'j'], 'One row down', 1),
		moves('list.page-up', ['pageup', 'ctrl+b'], 'One page up', -pageRows),
		moves('list.page-down', ['pagedown', 'ctrl+f'], 'One page down', pageRows),
		moves('list.half-page-up', ['ctrl+u'], 'Half a page up', -pageRows / 2),
		moves('list.half-page-down', ['ctrl+d'], 'Half a page down', pageRows / 2),
		moves('list.top', ['g', 'home'], 'First row', Number.NEGATIVE_INFINITY),
		moves('list.bottom', ['G', 'end'], 'Last row', Number.POSITIVE_INFINITY),
	];
};
