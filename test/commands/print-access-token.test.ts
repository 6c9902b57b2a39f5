import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {decodeJwt} from 'jose';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;
const made = await machine.makeToken('printing token', ['-w'], {variables});
const [projectId = ''] = made.projectIds;

const print = async (project: string, ...argv: readonly string[]) =>
	machine.run(['token', 'print-access-token', '-i', made.id, '--project', project, ...argv], {variables});

const serviceStatus = async (authorization: string) =>
	(await fetch(`${service.origin}/cwe/v1/wallets`, {headers: {authorization}})).status;

describe('token print-access-token', () => {
	test('prints a token that a service takes, alone, and says on standard error when it ends', async () => {
		for (const project of [projectId, 'Default Project']) {
			const ran = await print(project);
			assert.equal(ran.code, 0, ran.stderr);
			assert.match(ran.stdout, /^[\w.-]+\n$/);
			assert.equal(await serviceStatus(ran.stdout.trim()), 200);
			const {exp = 0} = decodeJwt(ran.stdout.trim());
			const [, ends = ''] = /It ends at (\S+), in /.exec(ran.stderr) ?? [];
			assert.ok(Math.abs(Date.parse(ends) - exp * 1000) < 5000, ran.stderr);
			assert.ok(!ran.stderr.includes(ran.stdout.trim()));
		}
	});

	test('prints it as a header, or as one value of JSON', async () => {
		const header = await print(projectId, '--header');
		assert.match(header.stdout, /^Authorization: Bearer [\w.-]+\n$/);
		assert.equal(await serviceStatus(header.stdout.trim().slice('Authorization: '.length)), 200);
		const json = JSON.parse((await print(projectId, '--json')).stdout);
		assert.deepEqual(Object.keys(json), ['accessToken', 'expiresIn', 'expiresAt', 'projectId']);
		assert.equal(await serviceStatus(json.accessToken), 200);
	});

	test('keeps it nowhere', async () => {
		const token = (await print(projectId)).stdout.trim();
		const names = await readdir(machine.home, {recursive: true, withFileTypes: true});
		const files = names.filter(entry => entry.isFile());
		assert.ok(files.length > 0);
		for (const {parentPath, name} of files) {
			assert.ok(!(await readFile(join(parentPath, name), 'utf8')).includes(token), name);
		}
	});

	test('refuses a project that the token is not in, by the names of those that it is in', async () => {
		const ran = await print('Another', '--json');
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		assert.match(JSON.parse(ran.stderr).error.hint, /Default Project/);
	});

	test('prints nothing of a token that is not one line of plain characters', async () => {
		service.interceptWith(async (request, next) => {
			const isSts = request.url.endsWith('/create-project-scoped-token');
			return isSts ? Response.json({accessToken: 'a\r\nX-Evil: 1', expiresIn: 60}) : next(request);
		});
		const ran = await print(projectId, '--header');
		service.passOn();
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		assert.match(ran.stderr, /not one line/);
	});

	test('takes the passphrase from a file or standard input', async () => {
		const sealed = await machine.makeToken('sealed printing token', ['-w', '--passphrase-stdin'], {
			variables,
			stdin: 'open sesame\n',
		});
		const argv = ['token', 'print-access-token', '-i', sealed.id, '--project', projectId];
		const opened = await machine.run([...argv, '--passphrase-stdin'], {variables, stdin: 'open sesame\n'});
		assert.equal(await serviceStatus(opened.stdout.trim()), 200);
		const wrong = await machine.run([...argv, '--passphrase-stdin'], {variables, stdin: 'wrong\n'});
		assert.deepEqual([wrong.code, wrong.stdout], [1, '']);
		const none = await machine.run(argv, {variables});
		assert.deepEqual([none.code, none.stdout], [2, '']);
	});
});
