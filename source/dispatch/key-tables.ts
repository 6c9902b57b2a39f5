import {cells} from '../text/cells.ts';
import {spellKey, spellKeys} from './key-spelling.ts';
import type {BindingText} from './keymap.ts';

/** One hint of the footer; `isBlocked` hints are drawn dim. */
export type Hint = {
	readonly id: string;
	readonly keys: string;
	readonly label: string;
	readonly isBlocked: boolean;
};

/** One line of the footer: hints that stand at the left, and those kept at the right end. */
export type HintLine = {readonly left: readonly Hint[]; readonly right: readonly Hint[]};

type Shown = BindingText & {readonly blocked?: () => string | undefined};

const lowerFirst = (label: string) =>
	/^[A-Z][A-Z0-9]/.test(label) ? label : label.slice(0, 1).toLowerCase() + label.slice(1);

/** The one key that stands for a binding in the footer, or the two of a pair that only make sense together. */
const hintKeys = ([first = '', second]: readonly string[], ascii: boolean) => {
	const isPair = first === 'up' && second === 'down';
	return isPair
		? `${spellKey(first, {ascii})}${ascii ? '/' : ''}${spellKey(second, {ascii})}`
		: spellKey(first, {ascii});
};

const hintOf = (binding: Shown, ascii: boolean): Hint => ({
	id: binding.id,
	keys: hintKeys(binding.keys, ascii),
	label: lowerFirst(binding.label),
	isBlocked: binding.blocked?.() !== undefined,
});

const widthOf = (hints: readonly Hint[], gap: number) =>
	hints.reduce((sum, hint) => sum + cells(`${hint.keys} ${hint.label}`), 0) +
	Math.max(0, hints.length - 1) * gap;

/**
 * Chooses the hints that fit into a footer of `lines` lines, `columns` wide: first come, first kept, while `'always'`
 * ones (back, help, quit) stay at the right end of the last line whatever the width.
 */
export const hintLines = (
	bindings: readonly Shown[],
	{
		columns,
		lines = 2,
		ascii = false,
	}: {readonly columns: number; readonly lines?: number; readonly ascii?: boolean},
): readonly HintLine[] => {
	const shown = bindings.filter(binding => !binding.hidden && binding.footer && binding.keys.length > 0);
	const fixed = shown.filter(binding => binding.footer === 'always').map(binding => hintOf(binding, ascii));
	const waiting = shown.filter(binding => binding.footer !== 'always').map(binding => hintOf(binding, ascii));
	const gap = hintGap(columns);
	const room = columns - 2;
	if (widthOf([...waiting, ...fixed], gap) <= room) {
		return [{left: waiting, right: fixed}];
	}
	const result: HintLine[] = [];
	for (let line = 0; line < lines; line++) {
		const right = line === lines - 1 ? fixed : [];
		const limit = room - (right.length > 0 ? widthOf(right, gap) + gap : 0);
		const left: Hint[] = [];
		while (waiting[0] && widthOf([...left, waiting[0]], gap) <= limit) {
			left.push(waiting[0]);
			waiting.shift();
		}
		result.push({left, right});
	}
	return result;
};

/** Gives the blank cells between two hints: fewer where the window is narrow. */
export const hintGap = (columns: number): number => (columns < 80 ? 2 : 3);

/** One group of the help page with its rows. */
export type HelpGroup = {
	readonly group: string;
	readonly rows: ReadonlyArray<{
		readonly id: string;
		readonly keys: string;
		readonly label: string;
		readonly blocked: string | undefined;
	}>;
};

/** Lists all shown bindings by group, in the order in which groups first appear, each with why it can't be used now. */
export const helpGroups = (
	bindings: readonly Shown[],
	{ascii = false}: {readonly ascii?: boolean} = {},
): readonly HelpGroup[] => {
	const shown = bindings.filter(binding => !binding.hidden && binding.keys.length > 0);
	return [...new Set(shown.map(binding => binding.group))].map(group => ({
		group,
		rows: shown
			.filter(binding => binding.group === group)
			.map(binding => ({
				id: binding.id,
				keys: spellKeys(binding.keys, {ascii}),
				label: binding.label,
				blocked: binding.blocked?.(),
			})),
	}));
};

/** Writes bindings as a Markdown table of keys, actions, groups and the names that settings use, for the readme. */
export const keyTable = (bindings: readonly BindingText[]): string => {
	const cellText = (text: string) => text.replaceAll('|', '\\|');
	const rows = helpGroups(bindings).flatMap(({group, rows: entries}) =>
		entries.map(({id, label}) => {
			const keys = bindings.find(binding => binding.id === id)?.keys ?? [];
			// Alt+b and Alt+B are one key to people.
			const spelt = [...new Set(keys.map(key => `\`${cellText(spellKey(key))}\``))].join(' ');
			return `| ${spelt} | ${cellText(label)} | ${cellText(group)} | \`${id}\` |`;
		}),
	);
	return ['| Keys | Action | Group | Name |', '|---|---|---|---|', ...rows].join('\n');
};
