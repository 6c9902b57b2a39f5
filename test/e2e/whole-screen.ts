import type {Condition, PtyProgram} from './pty.ts';

const isMet = (condition: Condition, rows: readonly string[]) => {
	if (typeof condition === 'function') return condition(rows);
	const text = rows.join('\n');
	return typeof condition === 'string' ? text.includes(condition) : condition.test(text);
};

/** Whether a screen is drawn to its edges and no further: header, rule, body, rule, two lines of footer, and no line that ran over. */
export const isWhole = ({terminal}: Pick<PtyProgram, 'terminal'>, rows: readonly string[]): boolean => {
	const rule = '─'.repeat(terminal.cols);
	const {active} = terminal.buffer;
	const ranOver = rows.some((_, row) => active.getLine(active.baseY + row)?.isWrapped);
	const [header = '', below] = rows;
	const isHeader = terminal.cols >= 80 ? header.startsWith(' pat-tui  ') : /^ \S/.test(header);
	return (
		// A frame that arrives in several pieces is looked at when its last one is there.
		!terminal.modes.synchronizedOutputMode &&
		rows.length === terminal.rows &&
		!ranOver &&
		isHeader &&
		below === rule &&
		rows.at(-3) === rule &&
		(rows.at(-2) ?? '') + (rows.at(-1) ?? '') !== ''
	);
};

/** Waits for a whole screen that satisfies a condition; resolves with its rows. */
export const seen = async (app: PtyProgram, condition: Condition): Promise<readonly string[]> =>
	app.waitFor(
		rows => isWhole(app, rows) && isMet(condition, rows),
		`a whole screen with ${String(condition)}`,
	);
