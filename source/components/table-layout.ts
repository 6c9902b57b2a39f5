/** One column of a table: a fixed width in cells or a share of what is left. A column with a higher `drop` leaves sooner where there is too little room. */
export type ColumnWidth = {
	readonly width?: number;
	readonly flex?: number;
	readonly minWidth?: number;
	readonly drop?: number;
};

const gap = 2;

const least = ({width, minWidth}: ColumnWidth) => width ?? minWidth ?? 8;

/** Gives each column its cells so that all, with two blanks between them, fit into `columns`; a dropped column gets none. */
export const layOut = (columns: number, widths: readonly ColumnWidth[]): readonly number[] => {
	const kept = new Set(widths.keys());
	const needed = () => [...kept].reduce((sum, index) => sum + least(widths[index] ?? {}) + gap, -gap);
	const byDrop = [...widths.keys()].filter(index => widths[index]?.drop !== undefined);
	byDrop.sort((a, b) => (widths[b]?.drop ?? 0) - (widths[a]?.drop ?? 0));
	for (const index of byDrop) {
		if (needed() <= columns) {
			break;
		}
		kept.delete(index);
	}
	const spare = Math.max(0, columns - needed());
	const shares = [...kept].reduce((sum, index) => sum + (widths[index]?.flex ?? 0), 0);
	return widths.map((column, index) => {
		if (!kept.has(index)) {
			return 0;
		}
		return least(column) + (shares > 0 ? Math.floor((spare * (column.flex ?? 0)) / shares) : 0);
	});
};

/** Finds the first row to draw so that the chosen one is among the `height` drawn, moving from `previous` as little as possible. */
export const firstVisible = (previous: number, selected: number, height: number, count: number): number => {
	const last = Math.max(0, count - height);
	const moved = selected < previous ? selected : Math.max(previous, selected - height + 1);
	return Math.min(Math.max(0, moved), last);
};
