import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {aMachine} from './a-machine.ts';
import {aServedSandbox} from './a-served-sandbox.ts';
import {press} from './press.ts';
import {seen} from './whole-screen.ts';

const machine = await aMachine({after}, (await aServedSandbox({after})).environment);
const app = machine.start();

describe('bad input is said beside its field, and what was typed stays', () => {
	test('a name that is too short, and passphrases that differ', async () => {
		await seen(app, 'There is no token yet');
		press(app, 'token.create');
		await seen(app, 'at least 8 characters');
		app.type('ci-dep');
		await seen(app, 'ci-dep');
		press(app, 'create.next');
		await seen(app, /^ .*Name +ci-dep +.*2 characters to go/m);
		app.type('loy');
		await seen(app, /ci-deploy +.*good/);
		press(app, 'create.next');
		await seen(app, 'step 2 of 6');
		press(app, 'menu.down', 'menu.down');
		await seen(app, '▸ ES256');
		press(app, 'menu.choose');
		await seen(app, 'step 3 of 6');
		press(app, 'menu.choose');
		await seen(app, 'step 4 of 6');
		app.type('one passphrase');
		press(app, 'create.next');
		app.type('another one');
		await seen(app, /•{14}.*•{11}/s);
		press(app, 'create.next');
		await seen(app, /•{14}.*•{11}.*The two are not the same/s);
		app.press('ctrl+u');
		app.type('one passphrase');
		await seen(app, 'the same');
		press(app, 'create.next');
		await seen(app, 'step 5 of 6');
	});

	test('an export onto a file that is there', async () => {
		const taken = join(machine.work, 'ci-deploy.env');
		await writeFile(taken, 'precious');
		press(app, 'menu.choose');
		await seen(app, 'step 6 of 6');
		press(app, 'menu.choose');
		await seen(app, 'The token is made');
		press(app, 'run.leave');
		// Until the keys are read again it has none here, and nothing to take away.
		await seen(app, /ci-deploy +ES256 .* encrypted /);
		press(app, 'token.export');
		await seen(app, 'In which form');
		press(app, 'menu.choose');
		await seen(app, 'What does your TypeScript program need?');
		press(app, 'menu.choose');
		await seen(app, 'ci-deploy.env');
		press(app, 'export.write');
		await seen(app, /ci-deploy\.env.*That file is there already/s);
		app.type('.new');
		await seen(app, 'ci-deploy.env.new');
		press(app, 'export.write');
		await seen(app, 'Your program has what it needs');
		assert.equal(await readFile(taken, 'utf8'), 'precious');
		assert.match(await readFile(`${taken}.new`, 'utf8'), /^TOKEN_ID=/m);
	});
});
