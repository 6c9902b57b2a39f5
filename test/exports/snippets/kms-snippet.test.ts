import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {generateKeyPairSync, type KeyObject} from 'node:crypto';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {promisify} from 'node:util';
import {transform} from 'esbuild';
import type {Algorithm} from '../../../source/keys/algorithms.ts';
import {makeKeyStore} from '../../../source/keys/key-store.ts';
import {publicJwkOf} from '../../../source/keys/public-jwk.ts';
import {makePublicKey} from '../../../source/keys/public-key.ts';
import {systemClock} from '../../../source/system/clock.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {aMachine} from '../../commands/a-machine.ts';
import {aServedSandbox} from '../../fixtures/a-served-sandbox.ts';
import {rsaKey} from '../../fixtures/rsa-key.ts';

const folder = await mkdtemp(join(tmpdir(), 'kms-snippet-'));
after(async () => rm(folder, {recursive: true, force: true}));
const service = await aServedSandbox({after});
const {variables} = service;

const key = "createPrivateKey(readFileSync('private.pem'))";

/** Stand-ins with the calls that each cloud's SDK documents; each signs as its KMS does and says what it was asked for. */
const standIns = {
	'@aws-sdk/client-kms': `
		export class SignCommand { constructor(input) { this.input = input; } }
		export class KMSClient {
			constructor({region}) { this.region = region; }
			async send({input: {KeyId, Message, MessageType, SigningAlgorithm}}) {
				console.error([this.region, KeyId, MessageType, SigningAlgorithm].join(' '));
				return {Signature: new Uint8Array(sign(SigningAlgorithm.replace(/.*_SHA_/, 'sha'), Message, ${key}))};
			}
		}`,
	'@google-cloud/kms': `
		const prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex');
		export class KeyManagementServiceClient {
			async asymmetricSign({name, digest}) {
				console.error(name);
				// What is signed is the digest, in the form of PKCS#1.
				return [{signature: privateEncrypt(${key}, Buffer.concat([prefix, digest.sha256]))}];
			}
		}`,
	'@azure/identity': 'export class DefaultAzureCredential {}',
	'@azure/keyvault-keys': `
		export class CryptographyClient {
			constructor(id, credential) { this.id = id; this.credential = credential; }
			async signData(algorithm, data) {
				console.error([this.id, this.credential.constructor.name, algorithm].join(' '));
				return {result: sign('sha256', data, {key: ${key}, dsaEncoding: 'ieee-p1363'})};
			}
		}`,
};
for (const [name, code] of Object.entries(standIns)) {
	const place = join(folder, 'node_modules', name);
	await mkdir(place, {recursive: true});
	await writeFile(join(place, 'package.json'), '{"type": "module", "exports": "./index.js"}');
	const imports = `import {createPrivateKey, privateEncrypt, sign} from 'node:crypto';
		import {readFileSync} from 'node:fs';`;
	await writeFile(join(place, 'index.js'), imports + code);
}

const googleName =
	'projects/my-project/locations/europe-west1/keyRings/ring/cryptoKeys/key/cryptoKeyVersions/1';
const awsId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ec = (namedCurve: string) => generateKeyPairSync('ec', {namedCurve});
type Case = {
	readonly reference: string;
	readonly algorithm: Algorithm;
	readonly pair: {readonly publicKey: KeyObject; readonly privateKey: KeyObject};
	readonly asked: string;
};
const cases: readonly Case[] = [
	{
		reference: `aws:${awsId}@eu-west-1`,
		algorithm: 'ES512',
		pair: ec('P-521'),
		asked: `eu-west-1 ${awsId} RAW ECDSA_SHA_512`,
	},
	{reference: `gcp:${googleName}`, algorithm: 'RS256', pair: rsaKey(), asked: googleName},
	{
		reference: 'azure:https://my-vault.vault.azure.net/keys/my-key',
		algorithm: 'ES256',
		pair: ec('P-256'),
		asked: 'https://my-vault.vault.azure.net/keys/my-key DefaultAzureCredential ES256',
	},
];

/** A token whose key this computer knows to be in a KMS. */
const aKmsToken = async ({reference, algorithm, pair}: Case) => {
	const machine = await aMachine({after});
	const pem = pair.publicKey.export({type: 'spki', format: 'pem'});
	await writeFile(join(machine.home, 'public.pem'), pem);
	const keyStore = makeKeyStore({
		folder: join(machine.home, 'data', 'keys'),
		clock: systemClock,
		random: systemRandom,
	});
	const made = await machine.run(
		['token', 'create-token', '-n', 'kms service', '-f', 'public.pem', '-a', algorithm, '-w'],
		{variables},
	);
	assert.equal(made.code, 0, made.stderr);
	const linked = await keyStore.link(makePublicKey(publicJwkOf(pair.publicKey), algorithm), {
		name: 'kms service',
		link: {custody: 'kms', kms: {reference}},
	});
	assert.ok(linked.ok);
	return {machine, id: String(JSON.parse(made.stdout).id)};
};

describe('code for a key in a KMS', () => {
	for (const each of cases) {
		const [cloud] = each.reference.split(':');
		test(`${cloud} signs ${each.algorithm}, and the service gives a token for the project`, async () => {
			const {machine, id} = await aKmsToken(each);
			const run = async (...flags: readonly string[]) =>
				machine.run(['token', 'export', '-i', id, '--format', ...flags], {variables});
			const snippet = await run('snippet', '--sdk', 'typescript');
			assert.equal(snippet.code, 0, snippet.stderr);
			const {code} = await transform(`${snippet.stdout}\nconsole.log(await fetchProjectScopedToken());`, {
				loader: 'ts',
				format: 'esm',
			});
			await writeFile(join(folder, 'service.mjs'), code);
			await writeFile(
				join(folder, 'private.pem'),
				each.pair.privateKey.export({type: 'pkcs8', format: 'pem'}),
			);
			const ran = await promisify(execFile)(process.execPath, ['service.mjs'], {cwd: folder, env: {}});
			assert.match(ran.stdout, /^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/u);
			assert.equal(ran.stderr, `${each.asked}\n`);
			for (const flags of [['snippet', '--sdk', 'java'], ['env']]) {
				const refused = await run(...flags, '--json', '--output', join(folder, 'never'));
				assert.equal(refused.code, 1, flags.join(' '));
				const {error} = JSON.parse(refused.stderr);
				assert.equal(error.kind, 'in-kms');
				assert.match(error.hint, /--format snippet --sdk typescript/u);
			}
			assert.equal((await run('jwks')).code, 0);
		});
	}
});
