import assert from 'node:assert/strict';
import {createPrivateKey} from 'node:crypto';
import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {makeSandbox} from '../../source/sandbox/sandbox.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';
import {aMachine} from './a-machine.ts';
import {fillIn} from './fill-in.ts';
import {press} from './press.ts';
import {bytesOf, keyNeedles, leaksIn, passphraseNeedles} from './secret-needles.ts';
import {useExport} from './use-export.ts';
import {seen} from './whole-screen.ts';

const name = 'ci-deploy-prod';
const passphrase = 'correct horse battery staple';
const sizes = [
	{columns: 100, rows: 30},
	{columns: 80, rows: 24},
	{columns: 60, rows: 20},
] as const;

describe('the main job', () => {
	for (const {columns, rows} of sizes) {
		test(`at ${columns}x${rows} a newcomer makes, proves, exports and deletes a token`, async t => {
			const machine = await aMachine(t);
			const started = machine.start([], {columns, rows});
			const pressed: string[] = [];
			const app = {
				...started,
				press(...keys: readonly string[]) {
					pressed.push(...keys);
					started.press(...keys);
				},
			};

			await seen(app, 'Try it here, in the sandbox');
			press(app, 'menu.choose');
			await seen(app, '▸ Default Project');
			press(app, 'menu.choose');
			await fillIn(app, {name, passphrase, algorithm: 'RS256'});
			press(app, 'menu.choose');
			await seen(app, 'The token is made');
			press(app, 'run.try');
			await seen(app, 'It works');
			press(app, 'try.go-on');
			await seen(app, 'In which form');
			press(app, 'menu.choose');
			await seen(app, 'What does your TypeScript program need?');
			press(app, 'menu.choose');
			await seen(app, `${name}.env`);
			press(app, 'export.write');
			await seen(app, 'Your program has what it needs');
			press(app, 'export.done');
			await seen(app, /● +ci-deploy-prod +RS256/);
			assert.deepEqual(new Set(pressed), new Set(['enter']));
			assert.ok(pressed.length < 20, `${pressed.length} key presses`);

			press(app, 'browse.quit');
			assert.deepEqual(await app.exit, {code: 0});
			const receipt = app.screen().join('');
			const exported = join(machine.work, `${name}.env`);
			for (const line of ['Made the token ', 'Its private key: ', 'it works.', `Wrote ${exported} (0600).`])
				assert.ok(receipt.includes(line), `${line} is not in ${receipt}`);

			assert.equal((await stat(exported)).mode & 0o777, 0o600);
			const service = await makeSandbox({
				directory: join(machine.kept, 'sandbox'),
				origin: 'http://localhost:2777',
				clock: systemClock,
				random: systemRandom,
			});
			const text = await readFile(exported, 'utf8');
			const {tokenId} = await useExport(text, passphrase, service.fetch);
			const [keyFile = ''] = await machine.keyFiles();
			const key = createPrivateKey({key: await readFile(keyFile), passphrase});
			const written = [...(await machine.files()), ...bytesOf('the program', started)];
			assert.deepEqual(leaksIn(written, [...passphraseNeedles(passphrase), ...keyNeedles(key)]), []);

			const again = machine.start([], {columns, rows});
			await seen(again, name);
			press(again, 'token.open');
			await seen(again, tokenId);
			await seen(again, 'Private key on this computer');
			press(again, 'token.delete');
			await seen(again, `${name.length} characters to go`);
			again.type('ci-deploy-prof');
			await seen(again, 'this does not match');
			press(again, 'delete.confirm');
			again.press('backspace');
			await seen(again, '1 character to go');
			press(again, 'delete.confirm');
			again.type('d');
			await seen(again, 'Enter deletes it');
			press(again, 'delete.confirm');
			await seen(again, 'It is deleted.');
			press(again, 'run.leave');
			await seen(again, 'There is no token yet');
			await assert.rejects(useExport(text, passphrase, service.fetch), /replied 4\d\d/);
			assert.deepEqual(await machine.keyFiles(), [keyFile]);
		});
	}
});
