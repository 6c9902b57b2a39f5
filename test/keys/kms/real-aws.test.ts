// needs: aws
import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {compactVerify, importJWK} from 'jose';
import {parseKmsReference} from '../../../source/keys/kms/kms-reference.ts';
import {findKmsKey, kmsSigningKey} from '../../../source/keys/kms/kms-signing-key.ts';
import type {KmsDeps} from '../../../source/keys/kms/kms-tool.ts';
import {listKmsKeys} from '../../../source/keys/kms/list-kms-keys.ts';
import {systemClock} from '../../../source/system/clock.ts';
import {findProgram} from '../../../source/system/find-program.ts';
import {systemProcesses} from '../../../source/system/processes.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {shellQuote} from '../../../source/text/shell-quote.ts';
import {aKmsServer} from '../../fixtures/a-kms-server.ts';
import {rsaKey} from '../../fixtures/rsa-key.ts';

const keys = [
	{
		alias: 'alias/rsa',
		privateKey: rsaKey().privateKey,
		algorithms: ['RSASSA_PKCS1_V1_5_SHA_256', 'RSASSA_PKCS1_V1_5_SHA_512', 'RSASSA_PSS_SHA_256'],
	},
	{
		alias: 'alias/p521',
		privateKey: generateKeyPairSync('ec', {namedCurve: 'P-521'}).privateKey,
		algorithms: ['ECDSA_SHA_512'],
	},
];

const endings: (() => unknown)[] = [];
let server: Awaited<ReturnType<typeof aKmsServer>>;
let deps: KmsDeps;
before(async () => {
	server = await aKmsServer({after: end => endings.push(end)}, keys);
	const folder = await mkdtemp(join(tmpdir(), 'real-aws-'));
	endings.push(async () => rm(folder, {recursive: true, force: true}));
	const real = findProgram('aws', process.env['PATH']);
	assert.ok(real);
	const wrapper = join(folder, 'aws');
	await writeFile(wrapper, `#!/bin/sh\nexec ${shellQuote(real)} --endpoint-url ${server.url} "$@"\n`);
	await chmod(wrapper, 0o755);
	deps = {
		folder: join(folder, 'editing'),
		variables: {
			PATH: `${folder}:${process.env['PATH']}`,
			HOME: folder,
			AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
			AWS_SECRET_ACCESS_KEY: 'an-example',
			AWS_EC2_METADATA_DISABLED: 'true',
			NO_PROXY: '*',
		},
		clock: systemClock,
		random: systemRandom,
		processes: systemProcesses,
	};
});
after(async () => {
	for (const end of endings) await end();
});

const placeOf = (text: string) => {
	const reference = parseKmsReference(text);
	assert.ok(reference.ok);
	return {reference: reference.value};
};

const found = new Map<string, ReturnType<typeof findKmsKey>>();
/** Looks a key up once: the tool takes a second to start. */
const find = async (text: string) => {
	const looking = found.get(text) ?? findKmsKey(placeOf(text), deps);
	found.set(text, looking);
	const result = await looking;
	assert.ok(result.ok, JSON.stringify(result));
	return result.value;
};

for (const [text, algorithm, length, type] of [
	['aws:alias/rsa@eu-central-1', 'RS256', 200, 'RAW'],
	['aws:alias/rsa@eu-central-1', 'RS512', 5000, 'DIGEST'],
	['aws:alias/p521@eu-central-1', 'ES512', 200, 'RAW'],
] as const) {
	test(`the AWS CLI itself signs ${length} octets with ${algorithm}, and jose verifies it with the key that it gave`, async () => {
		const {reference, publicJwk} = await find(text);
		const header = Buffer.from(JSON.stringify({alg: algorithm})).toString('base64url');
		const input = `${header}.${Buffer.from('x'.repeat(length)).toString('base64url')}`;
		const signed = await kmsSigningKey({reference}, publicJwk, deps).sign(Buffer.from(input), algorithm);
		assert.ok(signed.ok, JSON.stringify(signed));
		const jws = `${input}.${Buffer.from(signed.value).toString('base64url')}`;
		const {payload} = await compactVerify(jws, await importJWK({...publicJwk}, algorithm));
		assert.equal(Buffer.from(payload).toString(), 'x'.repeat(length));
		const last = server.requests.at(-1);
		assert.deepEqual([last?.operation, last?.body['MessageType']], ['Sign', type]);
	});
}

test('what the AWS CLI itself says is told apart', async () => {
	const missing = await findKmsKey(placeOf('aws:alias/nothing@eu-central-1'), deps);
	assert.equal(!missing.ok && missing.error.kind, 'no-such-key', JSON.stringify(missing));
	const {AWS_ACCESS_KEY_ID: _, ...variables} = deps.variables;
	const nobody = await findKmsKey(placeOf('aws:alias/rsa@eu-central-1'), {...deps, variables});
	assert.equal(!nobody.ok && nobody.error.kind, 'not-signed-in', JSON.stringify(nobody));
});

test('the AWS CLI itself lists keys, by their aliases', async () => {
	const listed = await listKmsKeys('aws:@eu-central-1', undefined, deps);
	assert.ok(listed.ok, JSON.stringify(listed));
	const references = listed.value.map(({reference}) => reference);
	assert.deepEqual(references, ['aws:alias/rsa@eu-central-1', 'aws:alias/p521@eu-central-1']);
});
