import assert from 'node:assert/strict';
import {test} from 'node:test';
import {menuKeymap} from '../../source/components/menu-keymap.ts';
import {textFieldKeymap} from '../../source/components/text-field-keymap.ts';
import {spellKey} from '../../source/dispatch/key-spelling.ts';
import {type BindingText, findByKey, findClashes} from '../../source/dispatch/keymap.ts';
import {globalKeymap} from '../../source/screens/global-keymap.ts';
import {allBindings, keymaps} from '../../source/screens/keymaps.ts';
import {anApp, showApp} from './an-app.tsx';
import {scenarios} from './scenarios.ts';

test('no two actions of a screen share a key, nor with the keys that work everywhere', () => {
	for (const [name, maps] of Object.entries(keymaps)) {
		// In a form the footer names Ctrl+C and F1, which are the keys that work everywhere.
		for (const map of maps) {
			const own = map.filter(({id}) => !id.startsWith('form.'));
			assert.deepEqual(findClashes([...own, ...globalKeymap]), [], name);
		}
	}
	assert.deepEqual(findClashes([...menuKeymap, ...globalKeymap]), []);
	assert.deepEqual(findClashes([...textFieldKeymap, ...globalKeymap]), []);
});

test('no action of a form takes a letter away from its text field', () => {
	for (const {name, keymap, focus} of scenarios) {
		if (focus !== 'text') continue;
		const taken = keymap.flatMap(({keys}) => keys).filter(key => [...key].length === 1 || key === 'space');
		assert.deepEqual(taken, [], name);
	}
});

test('no menu hides an action of its screen', () => {
	for (const {name, keymap, focus} of scenarios) {
		if (focus !== 'menu') continue;
		const own = keymap.filter(({id}) => !id.startsWith('hint.'));
		const hidden = menuKeymap.flatMap(({keys}) => keys).filter(key => findByKey(own, key));
		assert.deepEqual(hidden, [], name);
	}
});

test('every binding that tests and documents name by its id is there once', () => {
	const ids = allBindings().map(({id}) => id);
	assert.deepEqual([...new Set(ids)], ids);
	assert.ok(ids.includes('token.delete') && ids.includes('app.interrupt') && ids.includes('menu.up'));
});

test('the help tells why a key can not be used now', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.press('browse.help');
	assert.match(app.lastFrame(), /o +Interrupted operations: No op/);
	assert.match(app.lastFrame(), /t +Try it: Select a token first/);
});

test('a key that is bound but can not be used now says why, and does nothing', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.press('token.try');
	assert.match(app.lastFrame(), /Select a token first\./);
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
});

test('the help spells keys in ASCII where only that can be drawn', async t => {
	const app = await anApp(t);
	await app.signIn();
	const plain = await showApp(t, app, {ascii: true});
	await plain.press('browse.help');
	assert.match(plain.lastFrame(), /Up k/);
	assert.doesNotMatch(plain.lastFrame(), /[^\n -~]/);
});

test('every binding of a screen is spelt as people read it', () => {
	const odd = (binding: BindingText) =>
		binding.keys.filter(key => /ctrl|shift|alt|escape|pageup/.test(spellKey(key)));
	assert.deepEqual(allBindings().flatMap(odd), []);
});
