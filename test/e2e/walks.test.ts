import assert from 'node:assert/strict';
import {resolve} from 'node:path';
import {test} from 'node:test';
import {aMachine} from './a-machine.ts';
import {press} from './press.ts';
import {runBuilt} from './run-built.ts';
import {seen} from './whole-screen.ts';

const lost = 'old-laptop-token';
const other = 'wallet-sync-service';

// The first walk, a first token, is the main job of journey.test.ts. Each key here stands on the screen where it is pressed.
test('somebody new finds and deletes the token whose key is missing, and finds out what the other one may do', async t => {
	const machine = await aMachine(t, {PAT_TUI_ENVIRONMENT: 'sandbox'});
	const publicKey = resolve('test/keys/vectors/p256-spki.pem');
	const create = async (...flags: readonly string[]) =>
		runBuilt(machine, ['token', 'create-token', '-a', 'ES256', '--no-input', ...flags]);
	assert.equal((await create('-n', lost, '-f', publicKey)).code, 0);
	assert.equal((await create('-n', other, '-g', '--preset', 'issue')).code, 0);

	const app = machine.start([], {columns: 80, rows: 24});
	await seen(app, /old-laptop-token +ES256 +not here/);
	press(app, 'list.filter');
	await seen(app, 'Part of a name, or alg: key: try: health:');
	app.type('missing');
	await seen(app, 'For the state type key:missing');
	for (let letter = 0; letter < 'missing'.length; letter++) app.press('backspace');
	app.type('key:missing');
	await seen(app, /1 of 2 tokens/);
	press(app, 'filter.keep');
	await seen(app, 'Enter open');
	press(app, 'token.open');
	await seen(app, /It is not here\.[\s\S]*d delete/);
	press(app, 'token.delete');
	await seen(app, /Type its name[\s\S]*16 characters to go/);
	app.type(lost);
	await seen(app, 'Enter deletes it');
	press(app, 'delete.confirm');
	await seen(app, /It is deleted\.[\s\S]*to the tokens/);
	press(app, 'run.leave');
	await seen(app, /No token fits this filter[\s\S]*Esc clears it/);
	press(app, 'list.clear-filter');
	await seen(app, /1 token [\s\S]*▸ ● +wallet-sync-service/);

	press(app, 'token.open');
	await seen(app, /Projects \(1\)[\s\S]*Default Project[\s\S]*p permissions/);
	press(app, 'token.permissions');
	await seen(app, /Credential Issuance \(cis\) +\w+[\s\S]*In words: Default Project/);
	press(app, 'permissions.down', 'permissions.down', 'permissions.down', 'permissions.down');
	await seen(app, /now +can .*issu/i);
	press(app, 'permissions.leave');
	await seen(app, /wallet-sync-service[\s\S]*Esc back/);
	press(app, 'screen.back');
	await seen(app, 'q quit');
	press(app, 'browse.quit');
	assert.deepEqual(await app.exit, {code: 0});
});
