import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aMachine} from './a-machine.ts';
import {aServedSandbox} from './a-served-sandbox.ts';
import {aTokenInput} from './a-token-input.ts';
import {press} from './press.ts';
import {until} from './until.ts';
import {isWhole, seen} from './whole-screen.ts';

const names = ['deploy-alpha', 'deploy-bravo', 'deploy-charlie'];
const hasAll = (rows: readonly string[]) => names.every(name => rows.join('\n').includes(name));
/** Whether the cursor is on a row of the list, counted from 0. */
const isOn = (rows: readonly string[], row: number) => rows[4 + row]?.startsWith(' ▸ ') === true;

test('the next start shows the kept list before the service has said a word, and its keys work at once', async t => {
	const served = await aServedSandbox(t);
	const machine = await aMachine(t, served.environment);
	const first = machine.start();
	await seen(first, 'There is no token yet');
	for (const name of names) await served.sendAs(machine, 'POST', '/iam/v1/tokens', aTokenInput(name));
	press(first, 'list.refresh');
	await seen(first, rows => hasAll(rows) && /just now/.test(rows.join('\n')));
	await until(async () => {
		const list = (await machine.files()).find(([path]) => path.endsWith('list.json'));
		return names.every(name => list?.[1].includes(name));
	}, 'the list is kept');
	press(first, 'browse.quit');
	await first.exit;

	// Nothing is answered from here on.
	served.interceptWith(async () => new Promise<never>(() => undefined));
	const app = machine.start();
	const rows = await app.waitFor(drawn => isWhole(app, drawn), 'the first frame');
	assert.ok(hasAll(rows) && isOn(rows, 0), rows.join('\n'));
	press(app, 'list.down');
	await seen(app, drawn => isOn(drawn, 1));
	app.press('j');
	await seen(app, drawn => isOn(drawn, 2));
	app.press('k');
	await seen(app, drawn => isOn(drawn, 1));
	await seen(app, 'reading the list');
	press(app, 'browse.quit');
	assert.deepEqual(await app.exit, {code: 0});
});
