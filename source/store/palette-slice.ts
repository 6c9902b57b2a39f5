import type {Slice} from './slice.ts';

export type PaletteState = {
	/** What was typed to find a command, and the row that the cursor is on. */
	readonly palette: {readonly filter: string; readonly row: number};
	/** Opens the commands of the screen that one is on; opened again it closes. */
	readonly openPalette: () => void;
	readonly filterPalette: (filter: string) => void;
	/** Moves the cursor within `count` rows. */
	readonly movePalette: (by: number, count: number) => void;
};

/** Makes the part of the state that is about finding a command. */
export const paletteSlice: Slice<PaletteState> = (set, get) => ({
	palette: {filter: '', row: 0},
	openPalette() {
		const {routes, go, replace, back} = get();
		const top = routes.at(-1);
		if (top?.name === 'palette') {
			back();
			return;
		}
		set({palette: {filter: '', row: 0}});
		// Over the help it is about the screen below.
		if (top?.name === 'help') replace({name: 'palette', of: top.of});
		else if (top) go({name: 'palette', of: top.name});
	},
	filterPalette(filter) {
		set({palette: {filter, row: 0}});
	},
	movePalette(by, count) {
		set(({palette}) => ({
			palette: {...palette, row: Math.max(0, Math.min(palette.row + by, count - 1))},
		}));
	},
});
