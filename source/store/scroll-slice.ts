import type {Slice} from './slice.ts';

/** How far a key moves a page: by lines, by half a page or a whole one, or to an end. */
export type ScrollStep = {readonly unit: 'line' | 'half' | 'page' | 'end'; readonly by: 1 | -1};

export type ScrollState = {
	/** Which page is scrolled, and the line of it that is seen first; any other page stands at its beginning. */
	readonly scroll: {readonly of: string; readonly first: number};
	/** Told by what draws a page how many lines that has, and how many are seen at a time. */
	readonly noteScrollRoom: (of: string, room: {readonly lines: number; readonly rows: number}) => void;
	/** Moves the page that is on the screen, as far as it reaches. */
	readonly scrollBy: (step: ScrollStep) => void;
};

/** The line of a page that is seen first. */
export const selectScrollFirst =
	(of: string) =>
	({scroll}: Pick<ScrollState, 'scroll'>): number =>
		scroll.of === of ? scroll.first : 0;

/** Makes the part of the state that is about how far a page is scrolled. */
export const scrollSlice: Slice<ScrollState> = (set, get) => {
	// What the window has room for is no part of the state: that it is known changes no picture.
	let room = {of: '', lines: 0, rows: 1};
	const sizes = () => ({
		line: 1,
		half: Math.max(1, Math.floor(room.rows / 2)),
		page: Math.max(1, room.rows - 1),
		end: room.lines,
	});
	return {
		scroll: {of: '', first: 0},
		noteScrollRoom(of, {lines, rows}) {
			room = {of, lines, rows};
		},
		scrollBy({unit, by}) {
			const last = Math.max(0, room.lines - room.rows);
			const now = Math.min(selectScrollFirst(room.of)(get()), last);
			const first = Math.max(0, Math.min(now + by * sizes()[unit], last));
			if (first !== now || get().scroll.of !== room.of) set({scroll: {of: room.of, first}});
		},
	};
};
