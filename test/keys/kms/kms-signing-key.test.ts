import assert from 'node:assert/strict';
import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {importJWK, jwtVerify} from 'jose';
import type {Algorithm} from '../../../source/keys/algorithms.ts';
import {parseKmsReference, printKmsReference} from '../../../source/keys/kms/kms-reference.ts';
import {findKmsKey, kmsSigningKey} from '../../../source/keys/kms/kms-signing-key.ts';
import type {KmsDeps} from '../../../source/keys/kms/kms-tool.ts';
import {systemProcesses} from '../../../source/system/processes.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {aCloud, cloudFaults, cloudKeys} from '../../fixtures/a-cloud.ts';
import {aHeldClock} from '../../store/a-held-clock.ts';

const {aws, gcp, azure} = cloudKeys;

const scope: (() => Promise<void>)[] = [];
let cloud: Awaited<ReturnType<typeof aCloud>>;
let folder = '';
before(async () => {
	cloud = await aCloud({after: end => scope.push(async () => end())});
	folder = await mkdtemp(join(tmpdir(), 'kms-'));
});
after(async () => {
	await rm(folder, {recursive: true, force: true});
	for (const end of scope) await end();
});

const depsWith = (more: Partial<KmsDeps> = {}): KmsDeps => ({
	folder: join(folder, 'editing'),
	variables: {PATH: cloud.path, HOME: folder, PAT_TUI_HOME: folder},
	clock: aHeldClock(),
	random: systemRandom,
	processes: systemProcesses,
	...more,
});

const placeOf = (text: string, profile?: string) => {
	const reference = parseKmsReference(text);
	assert.ok(reference.ok, text);
	return {reference: reference.value, profile};
};

const find = async (text: string, deps = depsWith()) => findKmsKey(placeOf(text), deps);

const failureOf = async (text: string, deps = depsWith(), signal?: AbortSignal) => {
	const found = await findKmsKey(placeOf(text), deps, signal);
	assert.ok(!found.ok);
	return found.error;
};

/** What one signs in a JWS; of this many octets. */
const inputFor = (algorithm: Algorithm, length: number) => {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const header = part({alg: algorithm, typ: 'JWT'});
	return `${header}.${part({iss: 'a', pad: 'x'.repeat(Math.max(0, Math.ceil((length - header.length) * 0.75)))})}`;
};

for (const [text, algorithm, length, named] of [
	[aws.rsa, 'RS256', 200, undefined],
	[aws.rsa, 'RS512', 5000, undefined],
	[aws.p256, 'ES256', 200, undefined],
	[aws.p521, 'ES512', 200, 'my profile'],
	[gcp.rsa, 'RS256', 200, undefined],
	[gcp.p256, 'ES256', 200, 'my-configuration'],
	[azure.newest, 'RS512', 5000, undefined],
	[azure.p521, 'ES512', 200, 'my-subscription'],
] as const) {
	test(`${text.slice(0, 60)} signs ${length} octets with ${algorithm}, and jose verifies it with the key that the tool gave`, async () => {
		const found = await findKmsKey(placeOf(text, named), depsWith());
		assert.ok(found.ok, JSON.stringify(found));
		const {publicJwk, reference, algorithms} = found.value;
		assert.ok(algorithms.includes(algorithm));
		const key = kmsSigningKey({reference, profile: named}, publicJwk, depsWith());
		const input = inputFor(algorithm, length);
		const signed = await key.sign(Buffer.from(input), algorithm);
		assert.ok(signed.ok, JSON.stringify(signed));
		const jwt = `${input}.${Buffer.from(signed.value).toString('base64url')}`;
		const {payload} = await jwtVerify(jwt, await importJWK({...publicJwk}, algorithm));
		assert.equal(payload.iss, 'a');
	});
}

test('what a killed program left is taken away by the next one that asks a tool', async () => {
	const left = join(folder, 'editing', '4194305-0123456789abcdef');
	await mkdir(left, {recursive: true});
	await writeFile(join(left, 'message'), 'x');
	await find(aws.p256);
	assert.deepEqual(await readdir(join(folder, 'editing')), []);
});

test('nothing of ours reaches the tools, and no file of theirs stays', async () => {
	const calls = await cloud.calls();
	assert.ok(calls.length > 10);
	assert.deepEqual(
		calls.filter(({names}) => names.some(name => name.startsWith('PAT_TUI_'))),
		[],
	);
	assert.deepEqual(await readdir(join(folder, 'editing')), []);
});

test('a profile goes to the tool under its own name for it', async () => {
	const flags = (await cloud.calls()).map(({argv}) => argv.join(' '));
	for (const flag of [
		'--profile my profile',
		'--configuration=my-configuration',
		'--subscription my-subscription',
	])
		assert.ok(
			flags.some(line => line.includes(flag)),
			flag,
		);
});

test('an alias is kept as the key behind it, and the newest version as the one it was', async () => {
	for (const [text, kept] of [
		[aws.rsa, 'aws:arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-000000000000'],
		[azure.newest, `${azure.newest}/0123456789abcdef0123456789abcdef`],
		[gcp.p256, gcp.p256],
	] as const) {
		const found = await find(text);
		assert.equal(found.ok && printKmsReference(found.value.reference), kept);
	}
});

describe('what a tool says is told apart', () => {
	for (const [text, name, missing] of [
		[aws.rsa, 'aws', aws.missing],
		[gcp.rsa, 'gcloud', gcp.missing],
		[azure.rsa, 'az', azure.missing],
	] as const) {
		for (const kind of ['not-signed-in', 'no-permission'] as const) {
			test(`${name}: ${kind}`, async () => {
				const error = await cloud.broken(cloudFaults[name][kind], async () => failureOf(text));
				assert.equal(error.kind, kind, error.message);
				assert.match(error.message, /It said: /u);
			});
		}
		test(`${name}: no such key`, async () => {
			assert.equal((await failureOf(missing)).kind, 'no-such-key');
		});
		test(`${name} is not there`, async () => {
			const {kind, message, remedy} = await failureOf(text, depsWith({variables: {PATH: folder}}));
			assert.deepEqual([kind, message], ['tool-missing', `The command ${name} is not on this computer.`]);
			assert.match(remedy, /^Install .*https:/u);
		});
		test(`${name} answers with something else, or dies`, async () => {
			for (const script of [
				`echo '{"message": "hello"}'; exit 0`,
				'echo hello; exit 0',
				'exit 0',
				'kill -9 $$',
			]) {
				const {kind, message} = await cloud.broken(script, async () => failureOf(text));
				assert.equal(kind, 'tool-failed', script);
				assert.doesNotMatch(message, /code -1/u);
			}
		});
		test(`${name} signs with something else`, async () => {
			const found = await find(text);
			assert.ok(found.ok);
			const {reference, publicJwk} = found.value;
			const key = kmsSigningKey({reference}, publicJwk, depsWith());
			const signed = await cloud.lying(async () => key.sign(Buffer.from('x'), 'RS256'));
			assert.ok(!signed.ok && signed.error.kind === 'wrong-signature', JSON.stringify(signed));
		});
	}
});

test('a tool that writes two MiB is ended', async () => {
	for (const script of ['head -c 2097152 /dev/zero; sleep 60', 'head -c 2097152 /dev/zero >&2; sleep 60']) {
		const {kind, message} = await cloud.broken(`PATH=/usr/bin:/bin; ${script}`, async () =>
			failureOf(aws.rsa),
		);
		assert.deepEqual([kind, message], ['too-much-output', 'aws wrote more than 1 MiB.']);
	}
});

test('what a tool says is shown without control characters, escape sequences and secrets', async () => {
	const script = String.raw`printf 'ERROR: \033]0;title\007 \302\233 Authorization: Bearer abcdefghijklmnop eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln\n' >&2; exit 1`;
	const {message} = await cloud.broken(script, async () => failureOf(gcp.rsa));
	assert.doesNotMatch(message, /\p{Cc}|abcdefgh|eyJ/u);
	assert.match(message, /exit code 1\. It said: ERROR:/u);
});

test('a tool that hangs is ended after twenty seconds', async () => {
	const clock = aHeldClock();
	await cloud.hanging(async isHanging => {
		const failure = failureOf(aws.rsa, depsWith({clock}));
		await isHanging;
		clock.advance(20_000);
		const {kind, message} = await failure;
		assert.deepEqual([kind, message], ['no-answer', 'aws did not end within 20 seconds.']);
	});
});

test('a tool is ended when nobody waits any more, and none is started after that', async () => {
	const stop = new AbortController();
	await cloud.hanging(async isHanging => {
		const failure = failureOf(azure.rsa, depsWith(), stop.signal);
		await isHanging;
		stop.abort();
		assert.equal((await failure).kind, 'cancelled');
	});
	const before = (await cloud.calls()).length;
	assert.equal((await failureOf(azure.rsa, depsWith(), stop.signal)).kind, 'cancelled');
	assert.equal((await cloud.calls()).length, before);
});

test('an algorithm that the key has not is refused before any tool is asked', async () => {
	const found = await find(aws.p256);
	assert.ok(found.ok);
	const before = (await cloud.calls()).length;
	const signed = await kmsSigningKey(placeOf(aws.p256), found.value.publicJwk, depsWith()).sign(
		Buffer.from('x'),
		'RS256',
	);
	assert.equal(!signed.ok && signed.error.kind, 'does-not-fit');
	assert.equal((await cloud.calls()).length, before);
});
