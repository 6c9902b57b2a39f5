import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aMachine} from './a-machine.ts';
import {press} from './press.ts';

test('for a screen reader a first token is made with plain lines: none is drawn over, and none said twice', async t => {
	const machine = await aMachine(t, {ACCESSIBLE: '1'});
	const app = machine.start([], {columns: 80, rows: 24});
	const said = () =>
		app.bytes().toString('utf8').replaceAll('\u001B[?2004h', '').replaceAll('\u001B[?2004l', '');
	const hears = async (text: string) => app.waitFor(() => said().includes(text), text);

	await hears('selected: 1. Try it here, in the sandbox');
	await hears('Keys: Enter choose');
	press(app, 'menu.choose');
	await hears('selected: 1. Default Project');
	press(app, 'menu.choose');
	await hears('step 1 of 6');
	await hears('Name: ');
	app.type('ci-deploy-prob');
	await hears('Name: ci-deploy-prob');
	app.press('backspace');
	app.type('d');
	await hears('Name: ci-deploy-prob\b \bd');
	press(app, 'create.next');
	await hears('step 2 of 6');
	press(app, 'menu.down', 'menu.down');
	await hears('selected: 3. ES256');
	press(app, 'menu.choose');
	await hears('step 3 of 6');
	press(app, 'menu.choose');
	await hears('step 4 of 6');
	press(app, 'create.next');
	await hears('Type plain: ');
	app.type('plain');
	press(app, 'create.next');
	await hears('step 5 of 6');
	press(app, 'menu.choose');
	await hears('step 6 of 6');
	press(app, 'menu.choose');
	await hears('done: The token is made.');
	press(app, 'run.try');
	await hears('done: It works');
	press(app, 'browse.quit');
	assert.deepEqual(await app.exit, {code: 0});

	const lines = said().replaceAll('\r\n', '\n');
	assert.doesNotMatch(lines.replaceAll('\u001B[?25h\u001B[0m', ''), /[\u2500-\u257f]/);
	const ended = lines.indexOf('Made the token ');
	assert.ok(ended > 0, 'the receipt stands at the end');
	const spoken = lines.slice(0, lines.lastIndexOf('\u001B[?25h'));
	assert.ok(!spoken.includes('\r') && !spoken.includes('\u001B'), 'nothing moves the cursor');
	for (const once of [
		'What should the new token be called?',
		'done: 4 Register the token',
		'In sandbox, Def',
	])
		assert.equal(spoken.split(once).length, 2, `${once} is said once`);
});
