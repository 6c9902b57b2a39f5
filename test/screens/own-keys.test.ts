import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bindingById} from '../../source/dispatch/keymap.ts';
import {keymaps} from '../../source/screens/keymaps.ts';
import {ownKeysProblem} from '../../source/screens/own-keys.ts';
import {readOnlyReason, ruledKeymap} from '../../source/screens/ruled-keymap.ts';
import {tokensKeymap} from '../../source/screens/tokens-keymap.ts';

const problemOf = (keys: Readonly<Record<string, readonly string[]>>) =>
	ownKeysProblem({
		ownKeys: new Map(Object.entries(keys)),
		keysProblem: undefined,
		file: '/home/a/config.json',
	});

test('own keys that nothing else claims are taken, and footer, help and handler read the same', () => {
	const keys = {'token.delete': ['X', 'ctrl+x']};
	assert.equal(problemOf(keys), undefined);
	const ruled = ruledKeymap(tokensKeymap, {ownKeys: new Map(Object.entries(keys)), isReadOnly: false});
	assert.deepEqual(bindingById(ruled, 'token.delete').keys, ['X', 'ctrl+x']);
});

test('a clash is refused with both names, also with a key that works everywhere', () => {
	assert.match(problemOf({'token.delete': ['t']}) ?? '', /t belongs to token\.try and to token\.delete/);
	assert.match(
		problemOf({'token.delete': ['ctrl+l']}) ?? '',
		/app\.redraw.*token\.delete|token\.delete.*app\.redraw/,
	);
	assert.equal(problemOf({'token.delete': ['t'], 'token.try': ['T']}), undefined);
});

test('what is no binding, no key, or would leave no way out is refused by name', () => {
	assert.match(problemOf({'token.remove': ['x']}) ?? '', /nothing is called token\.remove/);
	assert.match(problemOf({'token.delete': ['Ctrl-X']}) ?? '', /token\.delete: Ctrl-X is no key/);
	assert.match(problemOf({'token.delete': ['ctrl+m']}) ?? '', /ctrl\+m is no key/);
	assert.match(problemOf({'browse.quit': []}) ?? '', /browse\.quit can not be left without a key/);
	assert.match(problemOf({'form.help': ['H']}) ?? '', /a single letter is text/);
	assert.equal(problemOf({'token.export': []}), undefined);
});

test('in read-only mode every key that changes something says why it does nothing', () => {
	const marked = Object.values(keymaps).flatMap(all =>
		all.flatMap(keymap => keymap.filter(({changes}) => changes)),
	);
	assert.ok(marked.length > 20);
	for (const id of ['token.create', 'token.rotate', 'token.rename', 'delete.confirm', 'project.rename']) {
		assert.ok(
			marked.some(binding => binding.id === id),
			id,
		);
	}
	const ruled = ruledKeymap(marked, {ownKeys: new Map(), isReadOnly: true});
	// Each answers without a look at the state: whoever presses it is told before anything else.
	const nowhere = {} as never;
	for (const {id, blockedBy} of ruled) assert.equal(blockedBy?.(nowhere), readOnlyReason, id);
});
