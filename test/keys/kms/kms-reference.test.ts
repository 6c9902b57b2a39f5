import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	isKmsProfile,
	namesKmsKey,
	parseKmsReference,
	printKmsReference,
} from '../../../source/keys/kms/kms-reference.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const version = '0123456789abcdef0123456789abcdef';
const google =
	'gcp:projects/my-project/locations/europe-west1/keyRings/r_1/cryptoKeys/k-1/cryptoKeyVersions/12';

const good = [
	`aws:${id}`,
	`aws:${id}@eu-central-1`,
	`aws:mrk-${version}@us-gov-west-1`,
	'aws:alias/machines/issuer_1',
	'aws:alias/x@ap-southeast-3',
	`aws:arn:aws:kms:us-iso-east-1:111122223333:key/${id}`,
	'aws:arn:aws-us-gov:kms:us-gov-east-1:111122223333:alias/a',
	`aws:arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-${version}`,
	google,
	google.replace('my-project', 'example.com:my-project').replace('europe-west1', 'global'),
	`azure:https://my-vault.vault.azure.net/keys/issuer/${version}`,
	'azure:https://my-vault.vault.azure.net/keys/issuer',
	`azure:https://my-hsm.managedhsm.azure.net/keys/issuer/${version}`,
	`azure:https://my-vault.vault.usgovcloudapi.net/keys/a/${version}`,
	`azure:https://my-vault.vault.azure.cn/keys/a/${version}`,
];

test('a key in a cloud is told from a path, in the form of pat-tui and in that of the cloud', () => {
	for (const text of [
		...good,
		...good.map(each => each.replace(/^[a-z]+:(?=arn|projects|https)/u, '')),
		'arn:aws:kms:x',
	])
		assert.ok(namesKmsKey(text), text);
	for (const text of ['public.pem', 'projects/mine/public.pem', 'https://example.com/key.pem', 'aws/key', ''])
		assert.equal(namesKmsKey(text), false, text);
});

test('each form is read, and written as it was', () => {
	for (const text of good) {
		const parsed = parseKmsReference(text);
		assert.ok(parsed.ok, `${text}: ${JSON.stringify(parsed)}`);
		assert.equal(printKmsReference(parsed.value), text);
	}
});

test('the region of an ARN may be said again, and stands in it alone', () => {
	const arn = `arn:aws:kms:eu-central-1:111122223333:key/${id}`;
	assert.deepEqual(parseKmsReference(`aws:${arn}@eu-central-1`), {
		ok: true,
		value: {cloud: 'aws', keyId: arn},
	});
});

for (const [text, words] of [
	['', /no key in AWS, Google Cloud or Azure/u],
	[id, /no key in AWS, Google Cloud or Azure/u],
	['aws:', /no key of AWS KMS/u],
	['aws:-rf', /no key of AWS KMS/u],
	['aws:--profile', /no key of AWS KMS/u],
	['aws:alias', /no key of AWS KMS/u],
	['aws:alias/a b', /no key of AWS KMS/u],
	['aws:alias/a\n', /no key in AWS/u],
	['aws:file:///etc/passwd', /no key of AWS KMS/u],
	['aws:http://169.254.169.254/', /no key of AWS KMS/u],
	['aws:alias/a@', /no region/u],
	['aws:alias/a@-1', /no region/u],
	['aws:alias/a@eu-central-1@eu-central-1', /no region/u],
	['aws:alias/a@eu-central-1 --endpoint-url=https://evil.example', /no region/u],
	[`aws:arn:aws:kms:eu-central-1:111122223333:key/${id}@us-east-1`, /another region/u],
	[`aws:arn:aws:iam:eu-central-1:111122223333:key/${id}`, /no key of AWS KMS/u],
	['aws:arn:aws:kms:eu-central-1:111122223333:key/../x', /no key of AWS KMS/u],
	[google.replace('/cryptoKeyVersions/12', ''), /version of the key is missing/u],
	[google.replace('/12', '/0'), /no key version/u],
	[google.replace('/12', '/1/'), /no key version/u],
	[google.replace('r_1', '-r'), /no key version/u],
	[google.replace('r_1', '..'), /no key version/u],
	[google.replace('my-project', '-x-project'), /no key version/u],
	[google.replace('k-1', 'k$(id)'), /no key version/u],
	['azure:https://my-vault.vault.azure.net.evil.example/keys/a', /This host is none/u],
	['azure:https://evil.example/keys/a', /This host is none/u],
	['azure:https://my-vault.vault.azure.net@evil.example/keys/a', /no key of Azure/u],
	['azure:http://my-vault.vault.azure.net/keys/a', /no key of Azure/u],
	['azure:https://my-vault.vault.azure.net/secrets/a', /no key of Azure/u],
	['azure:https://my-vault.vault.azure.net/keys/-a', /no key of Azure/u],
	['azure:https://my-vault.vault.azure.net:443/keys/a', /no key of Azure/u],
	['azure:https://a-.vault.azure.net/keys/a', /no key of Azure/u],
	['azure:https://my-vault.a.vault.azure.net/keys/a', /This host is none/u],
	[`aws:alias/${'a'.repeat(2000)}`, /too long/u],
] as const) {
	test(`${JSON.stringify(text.slice(0, 70))} is refused with what would do`, () => {
		const parsed = parseKmsReference(text);
		assert.ok(!parsed.ok);
		assert.match(parsed.error.message, words);
		assert.match(parsed.error.remedy, /^Write /u);
	});
}

/** Everything that goes to a tool out of a reference. */
const partsOf = (text: string): readonly string[] => {
	const parsed = parseKmsReference(text);
	return parsed.ok ? Object.values(parsed.value) : [];
};

const harmless = /^[A-Za-z\d_][\w.:/-]*$/u;

test('whatever is read has parts that no tool takes for a flag, a file or an address, and is written back as it was', () => {
	const piece = fc.oneof(
		fc.constantFrom(
			...good,
			...good.flatMap(text => text.split('/')),
			'-',
			'--',
			'@',
			'/',
			':',
			'..',
			'\n',
			'$(id)',
			'file://',
			"'",
		),
		fc.string({maxLength: 4}),
	);
	fc.assert(
		fc.property(fc.constantFrom(...good), fc.nat(), fc.nat(12), piece, (text, at, length, inserted) => {
			const start = at % (text.length + 1);
			const changed = text.slice(0, start) + inserted + text.slice(start + length);
			for (const part of partsOf(changed)) {
				assert.match(part, harmless);
				assert.doesNotMatch(part, /\.\.|\/\/|\s/u);
			}
			const parsed = parseKmsReference(changed);
			if (!parsed.ok) return;
			const printed = printKmsReference(parsed.value);
			assert.deepEqual(parseKmsReference(printed), parsed);
			assert.ok(printed === changed || changed.startsWith(`${printed}@`));
		}),
		{numRuns: 500},
	);
});

test('a profile never begins like a flag, and names no file', () => {
	for (const name of ['default', 'my profile', 'AdministratorAccess-111122223333', 'me@example.com'])
		assert.ok(isKmsProfile(name), name);
	for (const name of ['', '-x', '--debug', '@file', ' a', 'a\nb', 'a/b', 'file://x', 'a'.repeat(129)])
		assert.ok(!isKmsProfile(name), name);
});
