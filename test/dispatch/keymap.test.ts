import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Binding, bindingById, bindKeys, findByKey, findClashes} from '../../source/dispatch/keymap.ts';

type List = {readonly selected?: string; readonly removed: string[]};

const keymap: readonly Binding<List>[] = [
	{
		id: 'token.delete',
		keys: ['d', 'delete'],
		label: 'Delete',
		group: 'Token',
		blockedBy: list => (list.selected === undefined ? 'Select a token first' : undefined),
		run: list => list.removed.push(list.selected ?? ''),
	},
	{id: 'list.filter', keys: ['/'], label: 'Filter', group: 'List', run: () => {}},
];

test('a binding is found by each of its keys and by its id', () => {
	assert.equal(findByKey(keymap, 'delete')?.id, 'token.delete');
	assert.equal(findByKey(keymap, 'x'), undefined);
	assert.equal(bindingById(keymap, 'list.filter').label, 'Filter');
	assert.throws(() => bindingById(keymap, 'nothing'), /nothing/);
});

test('a bound binding acts on its context and says why it can not', () => {
	const removed: string[] = [];
	const [without] = bindKeys(keymap, {removed});
	const [withOne] = bindKeys(keymap, {removed, selected: 'ci'});
	assert.equal(without?.blocked(), 'Select a token first');
	assert.equal(withOne?.blocked(), undefined);
	withOne?.run();
	assert.deepEqual(removed, ['ci']);
});

test('two actions on one key, and one action twice, are named as clashes', () => {
	assert.deepEqual(findClashes(keymap), []);
	const clashes = findClashes([...keymap, {id: 'list.filter', keys: ['d'], label: 'Down', group: 'List'}]);
	assert.deepEqual(clashes, ['list.filter is there twice', 'd belongs to token.delete and to list.filter']);
});
