/** The row that holds the cursor's sign, or -1. */
const cursorRow = rows => rows.findIndex(row => /^\s*[▸>] /.test(row));

/** The start that P1 measures: how its home is made ready, when its frame is of use, and how it answers a key. */
export const firstFrame = {
	args: ['--environment', 'sandbox'],
	/** Resolves with the environment that every measured start gets. */
	prepare: async () => ({}),
	isUseful: rows => rows.some(row => row.includes('pat-tui')) && cursorRow(rows) >= 0,
	/** Whether `j`, pressed at once, has moved the cursor since the frame `before`. */
	hasMoved: (before, rows) => cursorRow(rows) === cursorRow(before) + 1,
};
