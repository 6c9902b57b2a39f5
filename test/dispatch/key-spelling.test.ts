import assert from 'node:assert/strict';
import {test} from 'node:test';
import {spellKey, spellKeys} from '../../source/dispatch/key-spelling.ts';

test('keys are spelt as keyboards and manuals spell them', () => {
	const keys = [
		'ctrl+u',
		'shift+tab',
		'escape',
		'pageup',
		'f1',
		'alt+b',
		'a',
		'A',
		'?',
		'+',
		'ctrl++',
		'space',
		'delete',
		'ctrl+alt+left',
	];
	assert.deepEqual(
		keys.map(key => spellKey(key)),
		[
			'Ctrl+U',
			'Shift+Tab',
			'Esc',
			'PgUp',
			'F1',
			'Alt+B',
			'a',
			'A',
			'?',
			'+',
			'Ctrl++',
			'Space',
			'Del',
			'Ctrl+Alt+←',
		],
	);
});

test('without Unicode arrows are words', () => {
	assert.equal(spellKeys(['up', 'k'], {ascii: true}), 'Up k');
	assert.equal(spellKeys(['up', 'k']), '↑ k');
});
