import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {after, test} from 'node:test';
import {commandTable} from '../../source/commands/command-table.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;
const {id, privateKeyFile, projectIds} = await machine.makeToken('standing token', ['-w'], {variables});
const [project = ''] = projectIds;
// The newest project is the active one, so that choosing the first changes something.
await machine.run(['project', 'create-project', '-n', 'Second project'], {variables});
const ofToken = ['-i', id];

const changes: readonly (readonly [string, ...string[]])[] = [
	['token create-token', '-n', 'another token', '-g', '-a', 'ES256'],
	['token update-token', ...ofToken, '-n', 'renamed token'],
	['token rotate-key', ...ofToken, '-g'],
	['token delete-token', ...ofToken],
	['token quarantine', ...ofToken, '--swap'],
	['project create-project', '-n', 'A project'],
	['project update-project', '-i', project, '-n', 'A project'],
	['project select-project', '-i', project],
	['iam add-principal', ...ofToken, '-t', 'token'],
	['iam remove-principal', ...ofToken, '-t', 'token'],
	['doctor', '--contract', '--yes'],
	['operation resume', 'any'],
	['operation undo', 'any'],
	['key note', id, 'a note'],
	['key narrow', id],
	['key passphrase', id, '--plain'],
	['key delete', id, '--confirm', 'standing token', '--unchecked'],
];

for (const [name, ...argv] of changes) {
	test(`${name} changes nothing in read-only mode, whoever asks for it`, async () => {
		assert.ok(commandTable.some(command => command.name === name));
		for (const how of [{flag: ['--read-only']}, {variable: {PAT_TUI_READ_ONLY: '1'}}]) {
			const writes: string[] = [];
			service.interceptWith(async (request, next) => {
				const {pathname} = new URL(request.url);
				if (request.method !== 'GET' && !pathname.startsWith('/iam/v1/sts'))
					writes.push(`${request.method} ${pathname}`);
				return next(request);
			});
			const ran = await machine.run([...name.split(' '), ...argv, '--json', ...(how.flag ?? [])], {
				variables: {...variables, ...how.variable},
			});
			service.passOn();
			assert.deepEqual(writes, []);
			assert.equal(ran.code, 1, ran.stdout);
			assert.match(ran.stderr, /read-only/i);
			assert.doesNotMatch(ran.stderr, /room on the disk/);
			assert.equal(JSON.parse(ran.stderr).error.kind, 'read-only');
		}
		assert.ok(existsSync(privateKeyFile));
	});
}
