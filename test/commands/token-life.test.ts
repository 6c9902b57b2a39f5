import assert from 'node:assert/strict';
import {readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {aMachine} from './a-machine.ts';

const passphrase = 'correct horse battery staple';
const script = await aMachine({after});
const person = await aMachine({after});
await writeFile(join(script.home, 'secret.txt'), `${passphrase}\nsecond line\n`);

describe('a token from its making to its end, for a script', () => {
	const machine = script;
	let id = '';

	test('create-token prints the record with key id, thumbprint, file and projects, and nothing else', async () => {
		const ran = await machine.run([
			'token',
			'create-token',
			'-n',
			'  ci-deploy  ',
			'-g',
			// Of RS256, which is made unless told, is read on in the end-to-end tests: that key takes seconds to find.
			'-a',
			'ES256',
			'-w',
			'--passphrase-file',
			'secret.txt',
			'--json',
		]);
		assert.equal(ran.code, 0, ran.stderr);
		const made = JSON.parse(ran.stdout);
		id = made.id;
		assert.equal(made.name, 'ci-deploy');
		assert.equal(made.authenticationMethod.signingAlgorithm, 'ES256');
		assert.equal(made.authenticationMethod.publicKeyInfo.jwks.keys[0].kid, id);
		assert.equal(made.keyId, id);
		assert.match(made.thumbprint, /^[\w-]{43}$/);
		assert.equal(made.projectIds.length, 1);
		assert.match(await readFile(made.privateKeyFile, 'utf8'), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
		assert.doesNotMatch(ran.stdout + ran.stderr, /correct horse/);
	});

	test('list-tokens prints a bare array of the records', async () => {
		const ran = await machine.run(['token', 'list-tokens']);
		assert.equal(ran.code, 0);
		const [only, ...others] = JSON.parse(ran.stdout);
		assert.deepEqual([only.id, only.name, others.length], [id, 'ci-deploy', 0]);
		assert.equal(only.keyId, undefined);
		assert.equal(ran.stderr, 'Environment: sandbox\n');
	});

	test('get-token prints the record', async () => {
		const ran = await machine.run(['token', 'get-token', '--token-id', id, '--json']);
		assert.equal(ran.code, 0);
		assert.equal(JSON.parse(ran.stdout).name, 'ci-deploy');
	});

	test('try proves that it works, and shows header and claims but no signature', async () => {
		const ran = await machine.run(['token', 'try', '-i', id, '--passphrase-stdin', '--json'], {
			stdin: `${passphrase}\n`,
		});
		assert.equal(ran.code, 0, ran.stderr);
		const tried = JSON.parse(ran.stdout);
		assert.equal(tried.outcome, 'works');
		assert.deepEqual(
			tried.steps.map(({step, status}: {step: string; status: string}) => [step, status]),
			[
				['sign', 'done'],
				['access-token', 'done'],
				['whoami', 'done'],
				['project-token', 'done'],
				['service-read', 'done'],
			],
		);
		assert.deepEqual(tried.header, {alg: 'ES256', typ: 'JWT', kid: id});
		assert.equal(tried.claims.iss, id);
		assert.doesNotMatch(ran.stdout, /eyJ/);
	});

	test('try with a wrong passphrase fails and says so in one line of JSON', async () => {
		const ran = await machine.run(['token', 'try', '-i', id, '--passphrase-stdin', '--json'], {
			stdin: 'wrong\n',
		});
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		assert.equal(ran.stderr.split('\n').length, 2);
		assert.equal(JSON.parse(ran.stderr).error.kind, 'wrong-passphrase');
	});

	test('try without the passphrase is wrong usage where nobody can be asked', async () => {
		const ran = await machine.run(['token', 'try', '-i', id]);
		assert.deepEqual([ran.code, ran.stdout], [2, '']);
		assert.match(ran.stderr, /--passphrase-file/);
	});

	test('export hands the key on as it is stored, without its passphrase', async () => {
		const ran = await machine.run(['token', 'export', '-i', id]);
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(
			ran.stdout,
			new RegExp(`^PROJECT_ID=".+"\\nTOKEN_ID="${id}"\\nPRIVATE_KEY="-----BEGIN ENCRYPTED`),
		);
		assert.doesNotMatch(ran.stdout, /PASSPHRASE|KEY_ID/);
	});

	test('export writes the passphrase only when asked, after it has opened the key', async () => {
		const asked = ['token', 'export', '-i', id, '--format', 'json', '--with-passphrase', '--passphrase-file'];
		const ran = await machine.run([...asked, 'secret.txt']);
		assert.equal(JSON.parse(ran.stdout).passphrase, passphrase);
		assert.match(ran.stderr, /as good as a plain key/);
		await writeFile(join(machine.home, 'wrong.txt'), 'not it');
		const refused = await machine.run([...asked, 'wrong.txt']);
		assert.deepEqual([refused.code, refused.stdout], [1, '']);
	});

	test('export --output writes a file for its owner alone, and never over another', async () => {
		const argv = ['token', 'export', '-i', id, '--output', 'service.env', '--json'];
		const ran = await machine.run(argv);
		assert.equal(ran.code, 0, ran.stderr);
		const {file} = JSON.parse(ran.stdout);
		assert.equal(file, join(machine.home, 'service.env'));
		assert.equal((await stat(file)).mode & 0o777, 0o600);
		const before = await readFile(file, 'utf8');
		const again = await machine.run(argv);
		assert.equal(again.code, 1);
		assert.equal(JSON.parse(again.stderr).error.kind, 'exists');
		assert.equal(await readFile(file, 'utf8'), before);
	});

	test('key list shows public facts alone', async () => {
		const ran = await machine.run(['key', 'list']);
		const [key, ...others] = JSON.parse(ran.stdout);
		assert.deepEqual([key.name, key.encrypted, key.custody, others.length], ['ci-deploy', true, 'stored', 0]);
		assert.doesNotMatch(ran.stdout, /PRIVATE KEY|"d"/);
	});

	test('delete-token deletes at once where nobody can be asked, with its key when asked to', async () => {
		const ran = await machine.run(['token', 'delete-token', '-i', id, '--remove-key']);
		assert.equal(ran.code, 0, ran.stderr);
		assert.deepEqual(JSON.parse(ran.stdout), {id});
		assert.deepEqual(JSON.parse((await machine.run(['key', 'list'])).stdout), []);
		assert.deepEqual(JSON.parse((await machine.run(['token', 'list-tokens'])).stdout), []);
		const gone = await machine.run(['token', 'get-token', '-i', id, '--json']);
		assert.deepEqual([gone.code, gone.stdout], [1, '']);
		const {error} = JSON.parse(gone.stderr);
		assert.deepEqual([error.kind, error.status], ['not-found', 404]);
		assert.ok(error.traceId);
		assert.match(error.hint, /list-tokens/);
	});
});

describe('a token from its making to its end, for a person at a terminal', () => {
	const columns = 70;
	const machine = person;
	let id = '';

	test('create-token asks for everything, shows no passphrase, and says every step', async () => {
		const ran = await machine.run(['token', 'create-token'], {
			columns,
			answers: [
				['Name of the token:', 'short'],
				['Name of the token:', 'my first token'],
				['Make its key pair', ''],
				['Algorithm [RS256]:', 'ed25519'],
				['Algorithm [RS256]:', 'es256'],
				['What may it do', 'issue'],
				['Passphrase for the private key', 'one'],
				['The same again', 'two'],
				['Passphrase for the private key', passphrase],
				['The same again', passphrase],
			],
		});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stderr, /at least 8 characters/);
		assert.match(ran.stderr, /The two differ/);
		assert.match(ran.stderr, /done.* Register the token/);
		assert.doesNotMatch(ran.stderr, /correct horse|\bone\b.*again/);
		assert.match(ran.stdout, /^Name +my first token$/m);
		assert.match(ran.stdout, /^Project +Default Project$/m);
		id = /^Token id +(\S+)$/m.exec(ran.stdout)?.[1] ?? '';
	});

	test('list-tokens draws a table that fits, with the id whole', async () => {
		const ran = await machine.run(['token', 'list-tokens', '--no-color'], {columns});
		const [head = '', row = ''] = ran.stdout.split('\n');
		assert.match(head, /^NAME +ALG +PRIVATE KEY +TOKEN ID/);
		assert.match(row, new RegExp(`^my first +|^my first.* ES256 .*${id}`));
		assert.ok(row.includes(id));
		assert.ok(ran.stdout.split('\n').every(line => line.length <= columns));
	});

	test('colours are used on a terminal, and not where they are not wanted', async () => {
		const sequence = '\u001B[';
		assert.ok((await machine.run(['token', 'list-tokens'], {columns})).stdout.includes(sequence));
		const variables = {NO_COLOR: '1'};
		assert.ok(!(await machine.run(['token', 'list-tokens'], {columns, variables})).stdout.includes(sequence));
	});

	test('get-token says where the private key is', async () => {
		const ran = await machine.run(['token', 'get-token'], {columns, answers: [['Token id:', id]]});
		assert.match(ran.stdout, /^Private key +\/.+\.pem \(encrypted\)$/m);
	});

	test('try asks for the passphrase, again after a wrong one', async () => {
		const ran = await machine.run(['token', 'try', '-i', id, '--no-color'], {
			columns,
			answers: [
				['Passphrase of the private key', 'wrong'],
				['Passphrase of the private key', passphrase],
			],
		});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stderr, /does not open the key/);
		assert.match(ran.stdout, /^It works \(.+\)\.$/m);
		assert.match(ran.stdout, /^claims \{"iss":/m);
	});

	test('export proposes a file rather than show a private key', async () => {
		const ran = await machine.run(['token', 'export', '-i', id], {columns, answers: [['File to write', '']]});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stdout, /^Written to .+\/my-first-token\.env, mode 0600\.$/m);
		assert.doesNotMatch(ran.stdout + ran.stderr, /PRIVATE KEY/);
		const shown = await machine.run(['token', 'export', '-i', id, '--output', '-'], {columns});
		assert.match(shown.stdout, /PRIVATE KEY/);
		const unasked = await machine.run(['token', 'export', '-i', id, '--no-input'], {columns});
		assert.deepEqual([unasked.code, unasked.stdout], [2, '']);
	});

	test('delete-token wants the name typed, and leaves the token at anything else', async () => {
		const argv = ['token', 'delete-token', '-i', id];
		const refused = await machine.run(argv, {columns, answers: [['Type its name', 'my first']]});
		assert.equal(refused.code, 1);
		assert.match(refused.stderr, /It stops working in: Default Project/);
		assert.match(refused.stderr, /Nothing was deleted/);
		assert.equal((await machine.run(['token', 'get-token', '-i', id])).code, 0);
		const ran = await machine.run(argv, {columns, answers: [['Type its name', 'my first token']]});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stdout, /is deleted\.$/m);
		assert.match(ran.stderr, /private key is still in/);
	});

	test('delete-token --yes asks nothing', async () => {
		const {id: other} = await machine.makeToken('another token');
		const ran = await machine.run(['token', 'delete-token', '-i', other, '--yes'], {columns});
		assert.equal(ran.code, 0, ran.stderr);
	});

	test('of two tokens with one name, the end of the id has to be typed', async () => {
		const {id: first} = await machine.makeToken('twin token');
		await machine.makeToken('twin token');
		const answers = [['Type the last 6 characters of its id', first.slice(-6)]] as const;
		const ran = await machine.run(['token', 'delete-token', '-i', first], {columns, answers});
		assert.equal(ran.code, 0, ran.stderr);
	});

	test('the end of the input is taken as a stop', async () => {
		const ran = await machine.run(['token', 'get-token'], {columns});
		assert.deepEqual([ran.code, ran.stdout], [130, '']);
	});
});
