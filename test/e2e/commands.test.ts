// needs: bash
import assert from 'node:assert/strict';
import {createPrivateKey, generateKeyPairSync, type JsonWebKey} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, test} from 'node:test';
import * as v from 'valibot';
import {aCommandLine, type Ran} from './a-command-line.ts';
import {aMachine} from './a-machine.ts';
import {aServedSandbox} from './a-served-sandbox.ts';
import {recordReplies} from './record-replies.ts';

const served = await aServedSandbox({after});
const replyTo = recordReplies(served);
const machine = await aMachine({after}, served.environment);
const {run} = await aCommandLine(machine);

const aPublicKey = async (file: string) => {
	const {publicKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
	await writeFile(join(machine.work, file), publicKey.export({type: 'spki', format: 'pem'}));
	return publicKey.export({format: 'jwk'});
};

const publicKey = await aPublicKey('publicKey.pem');
await aPublicKey('before.pem');

const Made = v.looseObject({
	id: v.string(),
	keyId: v.string(),
	thumbprint: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
	privateKeyFile: v.optional(v.string()),
	projectIds: v.array(v.string()),
});
const WithId = v.looseObject({id: v.string()});
const AnyToken = v.looseObject({
	name: v.string(),
	authenticationMethod: v.looseObject({
		signingAlgorithm: v.string(),
		publicKeyInfo: v.looseObject({
			jwks: v.object({keys: v.array(v.looseObject({kid: v.string(), n: v.string()}))}),
		}),
	}),
});
const AnyPolicy = v.object({
	version: v.string(),
	statement: v.array(v.looseObject({action: v.array(v.string()), resource: v.array(v.string())})),
});

/** Runs a line that has to work, and gives what it printed; a script reads that and nothing else. */
const output = async (line: string): Promise<Ran> => {
	const ran = await run(line);
	assert.equal(ran.code, 0, `${line}\n${ran.stderr}`);
	assert.ok(!ran.stdout.includes('\u001B'), 'there is colour in it');
	return ran;
};

const printed = async (line: string): Promise<unknown> => JSON.parse((await output(line)).stdout);

/** Runs a line that is no more than a question, with and without `--json`, and gives the one value that both print. */
const asked = async (line: string): Promise<unknown> => {
	const plain = await output(line);
	assert.equal((await output(`${line} --json`)).stdout, plain.stdout);
	return JSON.parse(plain.stdout);
};

/** Runs a line that makes a token, and gives what is printed beside the token as the service has it. */
const madeBy = async (line: string) => {
	const {stdout, stderr} = await output(line);
	const {keyId, thumbprint, privateKeyFile, projectIds, ...token} = v.parse(Made, JSON.parse(stdout));
	assert.deepEqual(token, replyTo('GET /iam/v1/tokens/ID'));
	return {token, keyId, thumbprint, privateKeyFile, projectIds, stderr};
};

/** Asserts that a token is registered with a key, under a key id, and with no other. */
const assertHolds = (token: unknown, {n}: JsonWebKey, kid: string) => {
	const {keys} = v.parse(AnyToken, token).authenticationMethod.publicKeyInfo.jwks;
	assert.deepEqual(
		keys.map(key => [key.n, key.kid]),
		[[n, kid]],
	);
};

const privateKeyIn = async (file: string | undefined, passphrase?: string) =>
	createPrivateKey({key: await readFile(file ?? 'none'), ...(passphrase !== undefined && {passphrase})});

const activeId = async () => v.parse(WithId, await printed('pat-tui project get-active-project')).id;

/** Asserts that a token may do anything in a project, and that this is what `iam get-policies` prints. */
const assertFullRights = async (id: string, projectIds: readonly string[]) => {
	assert.deepEqual(projectIds, [await activeId()]);
	const policy = await asked(`pat-tui iam get-policies -i ${id} -t token`);
	assert.deepEqual(policy, replyTo('GET /iam/v1/policies/principals/ID'));
	const {statement} = v.parse(AnyPolicy, policy);
	assert.deepEqual(
		statement.map(({action}) => action),
		[['*']],
	);
};

test('start prints nothing, and whoami the reply as it came', async () => {
	assert.equal((await output('pat-tui start')).stdout, '');
	assert.deepEqual(await asked('pat-tui whoami'), replyTo('GET /api/whoami'));
});

for (const line of [
	'token create-token',
	'token create-token --name "My new token"',
	'token create-token -n MyNewToken --with-permissions',
]) {
	test(`${line}: the flags for its key are named, for there is nobody to ask`, async () => {
		const before = served.requests.length;
		const {code, stdout, stderr} = await run(`pat-tui ${line}`);
		assert.deepEqual([code, stdout], [2, '']);
		assert.match(stderr, /-g \(--auto-generate-key\).*-f \(--public-key-file\)/);
		assert.equal(served.requests.length, before);
	});
}

test('token create-token -n MyNewToken --auto-generate-key --passphrase "MySecretPassphrase" --with-permissions', async () => {
	const {token, keyId, privateKeyFile, projectIds, stderr} = await madeBy(
		'pat-tui token create-token -n MyNewToken --auto-generate-key --passphrase "MySecretPassphrase" --with-permissions',
	);
	assert.deepEqual([token['name'], keyId], ['MyNewToken', token.id]);
	await assert.rejects(privateKeyIn(privateKeyFile));
	assert.equal((await privateKeyIn(privateKeyFile, 'MySecretPassphrase')).asymmetricKeyType, 'rsa');
	assert.match(stderr, /^Warning: -p shows the passphrase/m);
	assert.doesNotMatch(stderr, /MySecretPassphrase/);
	await assertFullRights(token.id, projectIds);
});

test('token create-token -n MyNewToken --public-key-file publicKey.pem --key-id MyKeyID --algorithm RS256 --with-permissions', async () => {
	const {token, keyId, privateKeyFile, projectIds} = await madeBy(
		'pat-tui token create-token -n MyNewToken --public-key-file publicKey.pem --key-id MyKeyID --algorithm RS256 --with-permissions',
	);
	assert.deepEqual([keyId, privateKeyFile], ['MyKeyID', undefined]);
	assertHolds(token, publicKey, 'MyKeyID');
	await assertFullRights(token.id, projectIds);
});

test('token create-token -n MyNewToken -g -w', async () => {
	const {token, privateKeyFile, projectIds} = await madeBy('pat-tui token create-token -n MyNewToken -g -w');
	assert.equal(v.parse(AnyToken, token).authenticationMethod.signingAlgorithm, 'RS256');
	assert.equal((await privateKeyIn(privateKeyFile)).asymmetricKeyDetails?.modulusLength, 4096);
	await assertFullRights(token.id, projectIds);
});

test('token list-tokens, get-token --token-id, update-token -i -n -k -f and delete-token -i print what scripts read', async () => {
	const {token} = await madeBy('pat-tui token create-token -n BeforeThat -f before.pem --json');
	const tokens = await asked('pat-tui token list-tokens');
	assert.deepEqual({tokens}, replyTo('GET /iam/v1/tokens'));
	assert.equal(v.parse(v.array(WithId), tokens).length, 4);
	const shown = await asked(`pat-tui token get-token --token-id ${token.id}`);
	assert.deepEqual(shown, token);
	const line = `pat-tui token update-token -i ${token.id} -n MyNewToken -k MyKeyID -f publicKey.pem`;
	const updated = await printed(line);
	assert.deepEqual(updated, replyTo('GET /iam/v1/tokens/ID'));
	assert.deepEqual(await asked(line), updated);
	assertHolds(updated, publicKey, 'MyKeyID');
	assert.equal(v.parse(AnyToken, updated).name, 'MyNewToken');
	assert.deepEqual(await printed(`pat-tui token delete-token -i ${token.id}`), {id: token.id});
	const left = await served.tokens();
	assert.deepEqual([left.length, left.some(({id}) => id === token.id)], [3, false]);
});

test('the commands of project print the projects, bare', async () => {
	const first = await asked('pat-tui project get-active-project');
	const made = await printed('pat-tui project create-project -n "My project" -d "What it is for" --json');
	const {id} = v.parse(WithId, made);
	assert.deepEqual(await asked('pat-tui project get-active-project'), made);
	assert.deepEqual(await asked('pat-tui project list-projects'), [first, made]);
	// Asked twice, it would be written twice, perhaps a second later.
	const renamed = await printed(`pat-tui project update-project --id ${id} --name "Another name" -d ""`);
	assert.match(JSON.stringify(renamed), /"name":"Another name"/);
	assert.deepEqual(await asked(`pat-tui project select-project --project-id ${id}`), renamed);
	const {id: firstId} = v.parse(WithId, first);
	assert.deepEqual(await asked(`pat-tui project select-project -i ${firstId}`), first);
});

test('the commands of iam print the records, the policy, or who was taken out', async () => {
	const {token} = await madeBy('pat-tui token create-token -n MyNewToken -g -a ES256');
	const who = `-i ${token.id} -t token`;
	assert.equal((await output(`pat-tui iam add-principal ${who}`)).stdout, '');
	const {records, ...others} = v.parse(
		v.looseObject({records: v.array(v.looseObject({principalId: v.string()}))}),
		await asked('pat-tui iam list-principals'),
	);
	assert.deepEqual(others, {});
	assert.ok(records.some(({principalId}) => principalId === `token/${token.id}`));
	const policy = {
		version: '2022-12-15',
		statement: [
			{
				principal: [`ari:iam::${await activeId()}:token/${token.id}`],
				action: ['iota:*'],
				resource: ['*'],
				effect: 'Allow',
			},
		],
	};
	await writeFile(join(machine.work, 'policies.json'), JSON.stringify(policy));
	assert.deepEqual(await asked(`pat-tui iam update-policies ${who} --file policies.json`), policy);
	assert.deepEqual(await asked(`pat-tui iam get-policies ${who}`), policy);
	assert.deepEqual(await printed(`pat-tui iam remove-principal ${who}`), {
		'principal-id': token.id,
		'principal-type': 'token',
	});
});

test('stop prints nothing, and signs out', async () => {
	assert.equal((await output('pat-tui stop')).stdout, '');
	assert.ok(served.requests.includes('POST /api/auth/logout'));
});
