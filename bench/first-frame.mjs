import {rm} from 'node:fs/promises';
import {loadTypescript} from '../scripts/load-typescript.mjs';

const tokens = 20;

/** The row that holds the cursor's sign, or -1. */
const cursorRow = rows => rows.findIndex(row => /^\s*[▸>] /.test(row));

/** The start that P1 measures: how its home is made ready, when its frame is of use, and how it answers a key. */
export const firstFrame = {
	args: ['--environment', 'sandbox'],
	/** Resolves with the environment that every measured start gets: a home whose kept list has 20 tokens. */
	async prepare(scope) {
		const {seedHome} = await loadTypescript('bench/seed-home.ts');
		const home = await seedHome(tokens);
		scope.after(async () => rm(home, {recursive: true, force: true}));
		return {PAT_TUI_HOME: home};
	},
	isUseful: rows => rows.filter(row => /\btoken-\d{5}\b/.test(row)).length === tokens && cursorRow(rows) >= 0,
	/** Whether `j`, pressed at once, has moved the cursor since the frame `before`. */
	hasMoved: (before, rows) => cursorRow(rows) === cursorRow(before) + 1,
};
