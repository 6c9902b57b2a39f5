import type {Command} from '../command.ts';
import {type Flag, globalFlags, screenFlags} from '../flag.ts';

/** A word that may stand somewhere on the command line, and what it means. */
export type CompletionWord = {readonly name: string; readonly summary: string};

/** A place on the command line: behind `pat-tui`, behind a group's name, or behind a command's. */
export type CompletionPoint = {
	/** The words that lead there: empty, `token`, `token create-token`. */
	readonly path: string;
	/** What may stand there besides flags. */
	readonly words: readonly CompletionWord[];
	readonly flags: readonly Flag[];
};

const isForScreens = ({name}: Flag) => name !== 'json' && name !== 'no-input';
const rootFlags: readonly Flag[] = [
	...globalFlags.filter(isForScreens),
	...screenFlags,
	{name: 'version', short: 'v', summary: 'Tell the version'},
];

const wordsBehind = (path: string, table: readonly Command[]): readonly CompletionWord[] => {
	const before = path === '' ? '' : `${path} `;
	const words = new Map<string, string>();
	for (const {name, summary} of table.filter(each => each.name.startsWith(before))) {
		const [word = '', ...more] = name.slice(before.length).split(' ');
		const others = words.get(word);
		if (others === undefined) words.set(word, more.length === 0 ? summary : more.join(' '));
		else words.set(word, `${others}, ${more.join(' ')}`);
	}
	return [...words].map(([name, summary]) => ({name, summary}));
};

/** Gives every place of the command line at which something can be completed, from the table of commands. */
export const completionPoints = (table: readonly Command[]): readonly CompletionPoint[] => {
	const groups = new Set(table.flatMap(({name}) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : [])));
	return [
		{path: '', words: wordsBehind('', table), flags: rootFlags},
		...[...groups].map(path => ({
			path,
			words: wordsBehind(path, table),
			flags: globalFlags.filter(({name}) => name === 'help'),
		})),
		...table.map(({name, operandChoices = [], flags}) => ({
			path: name,
			words: operandChoices.map(choice => ({name: choice, summary: ''})),
			flags: [...flags, ...globalFlags],
		})),
	];
};
