import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bindKeys} from '../../source/dispatch/keymap.ts';
import {foundCommands} from '../../source/screens/found-commands.ts';
import {allBindings} from '../../source/screens/keymaps.ts';
import {readOnlyReason} from '../../source/screens/ruled-keymap.ts';
import {anApp} from './an-app.tsx';

const onList = async (t: Parameters<typeof anApp>[0]) => {
	const app = await anApp(t);
	await app.signIn();
	const {id} = await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	await app.settled();
	return {...app, id};
};

const top = ({state}: Pick<Awaited<ReturnType<typeof onList>>, 'state'>) => state().routes.at(-1);

test('Enter does what the key would have done, on the screen below', async t => {
	const app = await onList(t);
	await app.press('browse.palette');
	await app.type('delete');
	assert.match(app.lastFrame(), /▸ +Delete/u);
	await app.press('palette.run');
	assert.deepEqual(top(app), {name: 'delete', tokenId: app.id});
});

test('a command that can not be used says why, and the palette stays', async t => {
	const app = await onList(t);
	app.store.setState({keyRules: {ownKeys: new Map(), isReadOnly: true}});
	await app.press('browse.palette');
	await app.type('new');
	assert.ok(app.lastFrame().includes(readOnlyReason));
	await app.press('palette.run');
	assert.equal(top(app)?.name, 'palette');
	assert.ok(app.lastFrame().includes(readOnlyReason));
});

test('on the page of a token its commands act on that token', async t => {
	const app = await onList(t);
	await app.keys('enter');
	await app.keys('ctrl+p');
	await app.type('rename');
	await app.press('palette.run');
	assert.deepEqual(top(app), {name: 'rename', tokenId: app.id});
});

test('over a form it takes nothing away that was typed, and Ctrl+P or Esc goes back to it', async t => {
	const app = await onList(t);
	await app.press('token.create');
	await app.type('a-name-half-ty');
	for (const key of ['ctrl+p', 'escape']) {
		await app.keys('ctrl+p');
		assert.equal(top(app)?.name, 'palette');
		await app.keys(key);
		assert.match(app.lastFrame(), /a-name-half-ty/u);
	}
});

test('in the help a search is the palette of the same screen', async t => {
	const app = await onList(t);
	await app.press('browse.help', 'help.search');
	assert.deepEqual(top(app), {name: 'palette', of: 'tokens'});
	await app.type('first row');
	assert.match(app.lastFrame(), /First row +g Home/u);
	await app.press('palette.close');
	assert.deepEqual(top(app), {name: 'tokens'});
});

test('each command of the program is found by its words', () => {
	const bindings = bindKeys(
		allBindings().map(binding => ({...binding, run: () => {}})),
		undefined,
	);
	for (const {id, label, group} of bindings.filter(
		binding => !binding.hidden && !binding.id.endsWith('.palette'),
	)) {
		const found = foundCommands(bindings, `${group} ${label}`.toUpperCase());
		assert.ok(
			found.some(command => command.id === id),
			id,
		);
	}
	const unasked = foundCommands(bindings, '');
	assert.ok(unasked.length > 0 && unasked.every(({group}) => group !== 'Move'));
});
