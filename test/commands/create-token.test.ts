import assert from 'node:assert/strict';
import {readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {aMachine} from './a-machine.ts';

const machine = await aMachine({after});
const create = (name: string, ...argv: readonly string[]) => [
	'token',
	'create-token',
	'-n',
	name,
	'-g',
	'-a',
	'ES256',
	...argv,
];
const isEncrypted = async (file: string) => (await readFile(file, 'utf8')).includes('ENCRYPTED');

describe('token create-token', () => {
	test('keeps a key plain without a passphrase, and says so', async () => {
		const ran = await machine.run(create('plain token', '--no-input', '--json'));
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stderr, /^Warning: The private key is kept without a passphrase/m);
		assert.equal(await isEncrypted(JSON.parse(ran.stdout).privateKeyFile), false);
	});

	test('takes -p with a warning, and shows it nowhere', async () => {
		const ran = await machine.run(create('argument token', '-p', 'MySecretPassphrase'));
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stderr, /Warning: -p shows the passphrase/);
		assert.doesNotMatch(ran.stdout + ran.stderr, /MySecretPassphrase/);
		const {id, privateKeyFile} = JSON.parse(ran.stdout);
		assert.equal(await isEncrypted(privateKeyFile), true);
		const tried = await machine.run(['token', 'try', '-i', id, '--passphrase-stdin'], {
			stdin: 'MySecretPassphrase\r\n',
		});
		assert.equal(tried.code, 0, tried.stderr);
	});

	test('reads a passphrase file behind a symbolic link, and names one that is not there', async () => {
		await writeFile(join(machine.home, 'secret'), 'first line\nsecond');
		await symlink('secret', join(machine.home, 'link'));
		assert.equal((await machine.run(create('linked token', '--passphrase-file', 'link'))).code, 0);
		const ran = await machine.run(create('missing token', '--passphrase-file', 'nowhere', '--json'));
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		assert.match(JSON.parse(ran.stderr).error.message, /nowhere/);
	});

	test('leaves a key plain for a person only after "plain" is typed', async () => {
		const ran = await machine.run(create('typed plain token'), {
			columns: 100,
			answers: [
				['Passphrase for', ''],
				['Type "plain"', 'yes'],
				['Passphrase for', ''],
				['Type "plain"', 'plain'],
			],
		});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stderr, /NOT encrypted/);
	});

	test('takes a key id of one\u2019s own, and tries with it', async () => {
		const {id} = await machine.makeToken('key id token', ['-k', '007']);
		const tried = await machine.run(['token', 'try', '-i', id]);
		assert.equal(JSON.parse(tried.stdout).header.kid, '007');
		const exported = await machine.run(['token', 'export', '-i', id]);
		assert.match(exported.stdout, /^KEY_ID="007"$/m);
	});

	test('gives exactly the rights that were asked for, in the projects that were named', async () => {
		const {
			projectIds: [project = ''],
		} = await machine.makeToken('active token', ['-w']);
		const rights = async (name: string, ...argv: readonly string[]) => {
			const {id, projectIds} = await machine.makeToken(name, argv);
			const tried = JSON.parse((await machine.run(['token', 'try', '-i', id])).stdout);
			return [projectIds, tried.steps.at(-1).detail];
		};
		const issuing = 'GET /cis/v1/configurations (cis:getIssuanceConfigList)';
		assert.deepEqual(await rights('preset token', '--preset', 'issue'), [[project], issuing]);
		assert.deepEqual(
			await rights('named token', '--project', 'Default Project', '--project', project, '--preset', 'issue'),
			[[project], issuing],
		);
		assert.deepEqual(await rights('action token', '--action', 'ais:listIotaConfigurations'), [
			[project],
			'GET /ais/v1/configurations (ais:listIotaConfigurations)',
		]);
		assert.deepEqual(await rights('member token', '--project', project), [
			[project],
			'no safe read in this policy: not tried',
		]);
		assert.deepEqual(await rights('lonely token'), [[], 'in no project']);
	});

	test('makes nothing when a project is not there', async () => {
		const before = await readdir(join(machine.home, 'data', 'keys'));
		const ran = await machine.run(create('lost token', '--project', 'No such', '--json'));
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		assert.equal(JSON.parse(ran.stderr).error.kind, 'unknown-project');
		assert.deepEqual(await readdir(join(machine.home, 'data', 'keys')), before);
	});
});

describe('a dry run', () => {
	test('shows the requests in their order, and sends and writes nothing', async () => {
		const untouched = await aMachine({after});
		const argv = create('dry token', '--project', 'One', '--preset', 'iota', '--dry-run', '--json');
		const ran = await untouched.run(argv);
		assert.equal(ran.code, 0, ran.stderr);
		const requests: readonly {readonly method: string; readonly url: string; readonly body?: unknown}[] =
			JSON.parse(ran.stdout);
		const origin = 'http://localhost:2777';
		assert.deepEqual(
			requests.map(({method, url}) => `${method} ${url.replace(origin, '')}`),
			[
				'GET /api/projects',
				'POST /iam/v1/tokens',
				'PATCH /iam/v1/tokens/<token id>',
				'POST /iam/v1/sts/create-project-scoped-token',
				'POST /iam/v1/projects/principals',
				'POST /iam/v1/sts/create-project-scoped-token',
				'PUT /iam/v1/policies/principals/<token id>?principalType=token',
				'GET /iam/v1/tokens/<token id>',
				'GET /iam/v1/tokens/<token id>/projects?limit=100',
			],
		);
		assert.deepEqual(requests[3]?.body, {projectId: '<id of One>'});
		assert.deepEqual(await readdir(untouched.home), []);
		const text = await untouched.run([...argv.slice(0, -1), '--no-input'], {columns: 80});
		assert.match(text.stdout, /^POST http:\/\/localhost:2777\/iam\/v1\/tokens$/m);
		assert.deepEqual(await readdir(untouched.home), []);
	});

	test('of a delete leaves the token', async () => {
		const {id} = await machine.makeToken('kept token');
		const ran = await machine.run(['token', 'delete-token', '-i', id, '--dry-run']);
		assert.deepEqual(
			JSON.parse(ran.stdout).map(({method}: {method: string}) => method),
			['GET', 'DELETE'],
		);
		assert.equal((await machine.run(['token', 'get-token', '-i', id])).code, 0);
	});
});
