import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textFieldKeymap, textFieldSubmit} from '../../source/components/text-field-keymap.ts';
import {findClashes} from '../../source/dispatch/keymap.ts';

test('no two actions of the text field share a key', () => {
	assert.deepEqual(findClashes([...textFieldKeymap, textFieldSubmit]), []);
});

test('the keys that leave a field or move between fields are not taken by it', () => {
	const taken = textFieldKeymap.flatMap(({keys}) => keys);
	for (const key of ['escape', 'tab', 'shift+tab', 'up', 'down', 'enter', 'ctrl+s', 'ctrl+c', 'f1']) {
		assert.ok(!taken.includes(key), key);
	}
});
