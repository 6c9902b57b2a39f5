import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type HintLine, helpGroups, hintGap, hintLines, keyTable} from '../../source/dispatch/key-tables.ts';
import {type Binding, bindKeys} from '../../source/dispatch/keymap.ts';
import {cells} from '../../source/text/cells.ts';

const action = (id: string, keys: readonly string[], rest: Partial<Binding> = {}): Binding => ({
	id,
	keys,
	label: id,
	group: 'Token',
	footer: true,
	run: () => {},
	...rest,
});

const always = [
	action('Back', ['escape'], {footer: 'always', group: 'Anywhere'}),
	action('Help', ['?', 'f1'], {footer: 'always', group: 'Anywhere'}),
	action('Quit', ['q'], {footer: 'always', group: 'Anywhere'}),
];

const textOf = ({left, right}: HintLine, columns: number) => {
	const gap = ' '.repeat(hintGap(columns));
	return [...left, ...right].map(({keys, label}) => `${keys} ${label}`).join(gap);
};

test('the footer spells the first key of each action that belongs there', () => {
	const bindings = [
		action('Open', ['enter', 'l']),
		action('Secret', ['x'], {hidden: true}),
		action('Other', ['o'], {footer: false}),
	];
	assert.deepEqual(hintLines(bindings, {columns: 100}), [
		{left: [{id: 'Open', keys: 'Enter', label: 'open', isBlocked: false}], right: []},
	]);
});

test('an action that can not be used now is marked, not left out', () => {
	const bindings = bindKeys([action('Try', ['t'], {blockedBy: () => 'needs a private key'})], undefined);
	assert.equal(hintLines(bindings, {columns: 100})[0]?.left[0]?.isBlocked, true);
	assert.equal(helpGroups(bindings)[0]?.rows[0]?.blocked, 'needs a private key');
});

test('back, help and quit are there at every width, and no line is wider than the window', () => {
	fc.assert(
		fc.property(
			fc.array(fc.string({unit: 'grapheme-ascii', minLength: 1, maxLength: 20}), {maxLength: 30}),
			fc.integer({min: 60, max: 200}),
			fc.constantFrom(1, 2),
			(labels, columns, lines) => {
				const bindings = [...labels.map((label, index) => action(`${label}${index}`, ['a'])), ...always];
				const result = hintLines(bindings, {columns, lines});
				assert.ok(result.length <= lines);
				for (const line of result) {
					assert.ok(cells(textOf(line, columns)) <= columns - 2);
				}
				assert.deepEqual(
					result.at(-1)?.right.map(({id}) => id),
					['Back', 'Help', 'Quit'],
				);
			},
		),
	);
});

test('where there is too little room the first actions stay', () => {
	const bindings = Array.from({length: 30}, (_, index) => action(`Action ${index}`, ['a']));
	const shown = hintLines([...bindings, ...always], {columns: 60}).flatMap(({left}) =>
		left.map(({id}) => id),
	);
	assert.ok(shown.length > 2);
	assert.deepEqual(
		shown,
		bindings.slice(0, shown.length).map(({id}) => id),
	);
});

test('the help lists all keys by group, hidden actions left out', () => {
	const groups = helpGroups([
		action('Open', ['enter', 'l']),
		...always,
		action('Hidden', ['1'], {hidden: true}),
	]);
	assert.deepEqual(
		groups.map(({group, rows}) => [group, rows.map(({keys, label}) => `${keys}: ${label}`)]),
		[
			['Token', ['Enter l: Open']],
			['Anywhere', ['Esc: Back', '? F1: Help', 'q: Quit']],
		],
	);
});

test('the table for the readme is Markdown with a row for each action', () => {
	assert.equal(
		keyTable([action('Open', ['enter', 'l']), action('Pipe', ['|'])]),
		'| Keys | Action | Group | Name |\n|---|---|---|---|\n| `Enter` `l` | Open | Token | `Open` |\n| `\\|` | Pipe | Token | `Pipe` |',
	);
});

test('up and down stand together in the footer, for one without the other says nothing', () => {
	const move = {id: 'move', keys: ['up', 'down'], label: 'Move', group: 'Menu', footer: true};
	assert.equal(hintLines([move], {columns: 80})[0]?.left[0]?.keys, '↑↓');
	assert.equal(hintLines([move], {columns: 80, ascii: true})[0]?.left[0]?.keys, 'Up/Down');
});
