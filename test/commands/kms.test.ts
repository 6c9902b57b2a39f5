import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {aCloud, cloudFaults, cloudKeys} from '../fixtures/a-cloud.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const cloud = await aCloud({after});
const variables = {...service.variables, PATH: cloud.path};
const {aws, gcp, azure} = cloudKeys;

const run = async (...argv: readonly string[]) => machine.run(argv, {variables});
const json = async (...argv: readonly string[]) => {
	const ran = await run(...argv);
	assert.equal(ran.code, 0, ran.stderr);
	return JSON.parse(ran.stdout);
};
const create = async (name: string, ...argv: readonly string[]) =>
	run('token', 'create-token', '-n', name, ...argv);
const tokenCount = async () => (await json('token', 'list-tokens')).length;
const keyFolder = join(machine.home, 'data', 'keys');
const arn = (place: number) =>
	`arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-${String(place).padStart(12, '0')}`;

describe('a token on a key in a cloud', () => {
	for (const [what, text, algorithm, kept] of [
		['AWS', aws.rsa, 'RS256', `aws:${arn(0)}`],
		['Google Cloud', gcp.p256, 'ES256', gcp.p256],
		['Azure', azure.p521, 'ES512', azure.p521],
	] as const) {
		test(`${what}: is made, tried, and gives access tokens; only the reference is kept`, async () => {
			const made = await json('token', 'create-token', '-n', `on ${what} key`, '--kms', text, '-w');
			assert.deepEqual([made.kmsKey, made.authenticationMethod.signingAlgorithm], [kept, algorithm]);
			assert.equal('privateKeyFile' in made, false);
			const tried = await run('token', 'try', '-i', made.id);
			assert.equal(tried.code, 0, tried.stderr);
			const {stdout} = await run(
				'token',
				'print-access-token',
				'-i',
				made.id,
				'--project',
				made.projectIds[0],
			);
			assert.match(stdout, /^eyJ/u);
			const shown = await json('key', 'show', made.id);
			assert.deepEqual([shown.custody, shown.kms], ['kms', {reference: kept}]);
			const record = await readFile(join(keyFolder, (await readdir(keyFolder)).at(-1) ?? ''), 'utf8');
			assert.doesNotMatch(record, /PRIVATE|"d":/u);
		});
	}

	test('keeps its profile with the reference, and signs with it', async () => {
		const made = await json(
			...['token', 'create-token', '-n', 'with a profile', '--kms', aws.p521, '--kms-profile', 'work', '-w'],
		);
		assert.deepEqual((await json('key', 'show', made.id)).kms, {reference: `aws:${arn(4)}`, profile: 'work'});
		await run('token', 'try', '-i', made.id);
		const last = (await cloud.calls()).at(-1)?.argv.join(' ') ?? '';
		assert.match(last, /^kms sign .*--region eu-central-1 --profile work$/u);
	});

	test('can not be handed over: an export and exec say so, and give nothing', async () => {
		const {id, projectIds} = await json(
			'token',
			'create-token',
			'-n',
			'not handed over',
			'--kms',
			aws.rsa,
			'-w',
		);
		for (const argv of [
			['token', 'export', '-i', id],
			['token', 'exec', '-i', id, '--project', projectIds[0], '--', 'true'],
		]) {
			const ran = await machine.run(argv, {variables: {...variables, PATH: `${cloud.path}:/usr/bin:/bin`}});
			assert.deepEqual([ran.code, ran.stdout], [1, '']);
			assert.match(ran.stderr, /never gives it out/u);
		}
	});

	test('takes what the wish says: an algorithm that the key has not is refused by both names', async () => {
		const ran = await create('does not fit', '--kms', aws.rsa, '-a', 'ES256');
		assert.deepEqual([ran.code, ran.stdout], [2, '']);
		assert.match(ran.stderr, /ES256 does not fit an RSA key/u);
	});

	test('is asked for on a terminal, where no key pair is to be made', async () => {
		const ran = await machine.run(['token', 'create-token'], {
			variables,
			columns: 100,
			answers: [
				['Name of the token', 'asked for here'],
				['Make its key pair', 'n'],
				['or a key in a cloud', aws.p256],
				['What may it do', ''],
			],
		});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stderr, /EC, P-256/u);
	});
});

describe('nothing is sent to Affinidi', () => {
	const refused = async (code: number, words: RegExp, ...argv: readonly string[]) => {
		const before = await tokenCount();
		const ran = await create('never made token', ...argv);
		assert.deepEqual([ran.code, ran.stdout], [code, ''], ran.stderr);
		assert.match(ran.stderr, words);
		assert.equal(await tokenCount(), before);
	};

	for (const [what, words, argv] of [
		['-g beside --kms', /-g \(--auto-generate-key\) and --kms exclude each other/u, ['-g', '--kms', aws.rsa]],
		['-f beside --kms', /-f \(--public-key-file\) and --kms exclude/u, ['-f', 'a.pem', '--kms', aws.rsa]],
		['a profile alone', /--kms-profile needs --kms/u, ['-g', '--kms-profile', 'work']],
		['an empty key', /--kms is empty/u, ['--kms', '']],
		['a passphrase', /--passphrase-file needs -g/u, ['--kms', aws.rsa, '--passphrase-file', 'a.txt']],
		['a flag as a key', /--kms: This is no key of AWS KMS/u, ['--kms', 'aws:--debug']],
		['a flag as a profile', /--kms-profile/u, ['--kms', aws.rsa, '--kms-profile=--debug']],
		['another host', /This host is none of Azure/u, ['--kms', 'azure:https://evil.example/keys/a']],
	] as const) {
		test(`for ${what}`, async () => refused(2, words, ...argv));
	}

	test('for a key on P-384, and one that is not there', async () => {
		await refused(1, /P-384/u, '--kms', aws.p384);
		await refused(1, /no such key/u, '--kms', gcp.missing);
	});

	test('where nobody is signed in, with how to do so', async () => {
		await cloud.broken(cloudFaults.gcloud['not-signed-in'], async () =>
			refused(1, /gcloud is not signed in.*\n.*gcloud auth login/su, '--kms', gcp.rsa),
		);
	});

	test('where the key may be seen but does not sign', async () => {
		const may = `case "$*" in *get-public-key*) ;; *) ${cloudFaults.aws['no-permission']};; esac`;
		await cloud.broken(may, async () =>
			refused(1, /kms:Sign.*\n.*-f takes its public half/su, '--kms', aws.rsa),
		);
	});

	test('where it signs with something else', async () => {
		await cloud.lying(async () => refused(1, /does not fit the public key/u, '--kms', azure.rsa));
	});

	test('by a try whose signature is wrong, and it says so', async () => {
		const made = await json('token', 'create-token', '-n', 'to be lied to', '--kms', aws.other, '-w');
		let posts = 0;
		service.interceptWith(async (request, next) => {
			if (request.method === 'POST' && request.url.includes('/oauth2/token')) posts += 1;
			return next(request);
		});
		const tried = await cloud.lying(async () => run('token', 'try', '-i', made.id));
		service.passOn();
		assert.equal(tried.code, 1);
		assert.match(tried.stdout + tried.stderr, /does not fit the public key/u);
		assert.equal(posts, 0);
	});
});

test('a dry run shows the requests with the whole key', async () => {
	const ran = await create('dry run token', '--kms', gcp.p256, '--dry-run');
	const [{body}] = JSON.parse(ran.stdout);
	assert.equal(body.authenticationMethod.publicKeyInfo.jwks.keys[0].crv, 'P-256');
});

describe('token rotate-key --kms', () => {
	test('goes from a key here to one in a cloud, both tried, and back', async () => {
		const made = await json('token', 'create-token', '-n', 'to be rotated', '-g', '-a', 'ES256', '-w');
		const begun = await json('token', 'rotate-key', '-i', made.id, '--kms', gcp.p256);
		assert.equal(begun.rotation?.status ?? begun.status, 'overlapping', JSON.stringify(begun));
		const finished = await run('token', 'rotate-key', '-i', made.id, '--finish');
		assert.equal(finished.code, 0, finished.stderr);
		assert.match(finished.stderr, /old key is refused: /u);
		assert.equal((await run('token', 'try', '-i', made.id)).code, 0);
		const back = await run('token', 'rotate-key', '-i', made.id, '-g', '--swap');
		assert.equal(back.code, 0, back.stderr);
		assert.equal((await run('token', 'try', '-i', made.id)).code, 0);
	});
});

test('token quarantine takes a key in a cloud for the leaked one', async () => {
	const made = await json('token', 'create-token', '-n', 'to be shut out', '-g', '-a', 'ES256', '-w');
	const both = await run('token', 'quarantine', '-i', made.id, '--swap', '-f', 'a.pem', '--kms', gcp.p256);
	assert.deepEqual(
		[both.code, /-f .* and --kms exclude each other/u.test(both.stderr)],
		[2, true],
		both.stderr,
	);
	const shut = await run('token', 'quarantine', '-i', made.id, '--swap', '--kms', gcp.p256, '--yes');
	assert.equal(shut.code, 0, shut.stderr);
	assert.equal((await run('token', 'try', '-i', made.id)).code, 0);
});

test('a key in a cloud that does not sign any more is swapped for another one', async () => {
	const made = await json('token', 'create-token', '-n', 'on a lost key', '--kms', aws.rsa, '-w');
	const swap = async () => run('token', 'rotate-key', '-i', made.id, '-g', '-a', 'ES256', '--swap', '--yes');
	const swapped = await cloud.broken(cloudFaults.aws['no-permission'], swap);
	assert.equal(swapped.code, 0, swapped.stderr);
	assert.match(swapped.stderr, /old key is refused: not tried: AWS KMS does not let you/u);
	assert.equal((await run('token', 'try', '-i', made.id)).code, 0);
});

describe('key list --kms', () => {
	/** Answers to exactly these arguments, and to no others. */
	const answering = (...answers: readonly (readonly [args: string, answer: unknown])[]) =>
		`case "$*" in ${answers.map(([args, answer]) => `'${args}') echo '${JSON.stringify(answer)}'; exit 0;;`).join(' ')} esac; echo "Unknown options: $*" >&2; exit 252`;
	const ids = [
		'1234abcd-12ab-34cd-56ef-000000000001',
		'1234abcd-12ab-34cd-56ef-000000000002',
		'1234abcd-12ab-34cd-56ef-000000000003',
	];
	const ring = 'gcp:projects/my-project/locations/global/keyRings/r';

	for (const [place, script, expected] of [
		[
			'aws:@eu-central-1',
			answering(
				[
					'kms list-keys --max-items 100 --output json --region eu-central-1',
					{Keys: ids.map(KeyId => ({KeyId}))},
				],
				[
					'kms list-aliases --max-items 100 --output json --region eu-central-1',
					{
						Aliases: [
							{AliasName: 'alias/mine', TargetKeyId: ids[0]},
							{AliasName: 'alias/aws/s3', TargetKeyId: ids[1]},
							{AliasName: 'alias/aws/ebs'},
						],
					},
				],
			),
			[
				{reference: 'aws:alias/mine@eu-central-1', about: ids[0]},
				{reference: `aws:${ids[2]}@eu-central-1`, about: ''},
			],
		],
		[
			ring,
			answering([
				'kms keys list --filter=purpose=ASYMMETRIC_SIGN --project=my-project --location=global --keyring=r --limit=100 --format=json --quiet',
				[{name: `${ring.slice(4)}/cryptoKeys/k`, versionTemplate: {algorithm: 'EC_SIGN_P256_SHA256'}}],
			]),
			[{reference: `${ring}/cryptoKeys/k`, about: 'EC_SIGN_P256_SHA256'}],
		],
		[
			`${ring}/cryptoKeys/k`,
			answering([
				'kms keys versions list --key=k --filter=state=ENABLED --project=my-project --location=global --keyring=r --limit=100 --format=json --quiet',
				[{name: `${ring.slice(4)}/cryptoKeys/k/cryptoKeyVersions/2`, algorithm: 'EC_SIGN_P256_SHA256'}],
			]),
			[{reference: `${ring}/cryptoKeys/k/cryptoKeyVersions/2`, about: 'EC_SIGN_P256_SHA256'}],
		],
		[
			'azure:https://my-hsm.managedhsm.azure.net',
			answering([
				'keyvault key list --hsm-name my-hsm --maxresults 100 --output json --only-show-errors',
				[{kid: 'https://my-hsm.managedhsm.azure.net/keys/a', attributes: {enabled: false}}],
			]),
			[{reference: 'azure:https://my-hsm.managedhsm.azure.net/keys/a', about: 'disabled'}],
		],
	] as const) {
		test(`lists what is in ${place}`, async () => {
			const listed = await cloud.broken(script, async () => json('key', 'list', '--kms', place));
			assert.deepEqual(listed, expected);
		});
	}

	test('refuses what is no place, and says what the tool says', async () => {
		for (const place of [
			'aws:--debug',
			'aws:/b',
			'gcp:projects/-x',
			'azure:https://evil.example',
			ring.slice(0, -2),
			'x',
		]) {
			const ran = await run('key', 'list', '--kms', place);
			assert.deepEqual([ran.code, ran.stdout], [2, ''], place);
		}
		const ran = await cloud.broken(cloudFaults.az['not-signed-in'], async () =>
			run('key', 'list', '--kms', 'azure:https://my-vault.vault.azure.net'),
		);
		assert.deepEqual([ran.code, /az login/u.test(ran.stderr)], [1, true]);
	});
});
