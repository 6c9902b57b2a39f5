import assert from 'node:assert/strict';
import {after, describe, test} from 'node:test';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine, type RunOptions} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;

const quarantine = async (id: string, argv: readonly string[], options: RunOptions = {}) =>
	machine.run(['token', 'quarantine', '-i', id, ...argv], {variables, ...options});

const aToken = async (name: string) => (await machine.makeToken(name, ['-w'], {variables})).id;

const tried = async (id: string) => {
	const ran = await machine.run(['token', 'try', '-i', id, '--json'], {variables});
	return ran.code;
};

describe('token quarantine', () => {
	test('swaps the key and gives the rights back, without a question off a terminal', async () => {
		const id = await aToken('leaked and kept');
		const ran = await quarantine(id, ['--swap', '-g', '--json']);
		assert.equal(ran.code, 0, ran.stderr);
		const {quarantine: answer} = JSON.parse(ran.stdout);
		assert.deepEqual([answer.status, answer.leakedKey, answer.newKey], ['swapped', 'refused', 'accepted']);
		assert.equal(answer.rightsGivenBack.length, 1);
		assert.match(answer.notes.join(' '), /may live for another \d+ min/u);
		// Once, though the token may know its key by two key ids.
		assert.equal(ran.stderr.match(/The leaked private key is still in /gu)?.length, 1);
		assert.equal(await tried(id), 0);
	});

	test('deletes the token, and says that its key is refused', async () => {
		const id = await aToken('leaked and gone');
		const ran = await quarantine(id, ['--delete']);
		assert.equal(ran.code, 0, ran.stderr);
		const {id: gone, quarantine: answer} = JSON.parse(ran.stdout);
		assert.deepEqual([gone, answer.status, answer.leakedKey], [id, 'deleted', 'refused']);
	});

	test('has the name typed at a terminal, and changes nothing when another one is', async () => {
		const id = await aToken('leaked maybe');
		const ran = await quarantine(id, ['--delete'], {
			columns: 80,
			answers: [['Type its name', 'something else']],
		});
		assert.equal(ran.code, 1);
		assert.match(ran.stderr, /loses its rights at once in: /u);
		assert.match(ran.stderr, /Nothing was changed/u);
		assert.equal(await tried(id), 0);
		const done = await quarantine(id, ['--delete'], {
			columns: 80,
			answers: [['Type its name', 'leaked maybe']],
		});
		assert.equal(done.code, 0, done.stderr);
		assert.match(done.stdout, /is deleted\. The leaked key: is refused: it was tried/u);
	});

	test('is gone on with by operation resume after it stopped', async () => {
		const id = await aToken('leaked and cut');
		service.interceptWith(async (request, next) => {
			if (request.method === 'PATCH') return Response.json({name: 'UnexpectedError'}, {status: 503});
			return next(request);
		});
		const ran = await quarantine(id, ['--swap', '--json']);
		service.passOn();
		assert.equal(ran.code, 1, ran.stdout);
		const listed = await machine.run(['operation', 'list'], {variables});
		const [open] = JSON.parse(listed.stdout);
		assert.equal(open.kind, 'quarantine-token', listed.stdout);
		const resumed = await machine.run(['operation', 'resume', open.id, '--json'], {variables});
		assert.equal(resumed.code, 0, resumed.stderr);
		assert.equal(JSON.parse(resumed.stdout).quarantine.status, 'swapped');
		assert.equal(await tried(id), 0);
	});

	test('says which flags are missing or exclude each other, and plans without sending', async () => {
		const id = '4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c';
		for (const [argv, words] of [
			[[], /Neither --swap nor --delete is given/u],
			[['--swap', '--delete'], /--swap and --delete/u],
			[['--delete', '-f', 'key.pem'], /--public-key-file and --delete/u],
		] as const) {
			const ran = await quarantine(id, argv);
			assert.equal(ran.code, 2);
			assert.match(ran.stderr, words);
		}
		const planned = await quarantine(id, ['--swap', '--dry-run']);
		const requests: readonly {readonly method: string; readonly url: string}[] = JSON.parse(planned.stdout);
		const methods = requests.map(({method}) => method);
		assert.ok(methods.indexOf('DELETE') < methods.indexOf('PATCH'), planned.stdout);
	});
});
