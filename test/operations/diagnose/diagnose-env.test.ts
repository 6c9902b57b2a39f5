import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, test} from 'node:test';
import fc from 'fast-check';
import {sdks} from '../../../source/exports/sdks.ts';
import {diagnoseEnv} from '../../../source/operations/diagnose/diagnose-env.ts';
import {aWorkshop} from '../a-workshop.ts';

const {deps, origin, interceptWith} = await aWorkshop({after});
const key = readFileSync('test/keys/vectors/p256.pem', 'utf8').trim();
const passphrase = 'Tr0ub4dor&3-xyzzy';
const id = '4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c';
const [body = ''] = key.split('\n').slice(1);

const names = [
	'TOKEN_ID',
	'PROJECT_ID',
	'KEY_ID',
	'PRIVATE_KEY',
	'PASSPHRASE',
	'API_GATEWAY_URL',
	'TOKEN_ENDPOINT',
];
const value = fc.oneof(
	fc.constantFrom(
		id,
		key,
		key.replaceAll('\n', String.raw`\n`),
		key.replaceAll('\n', ''),
		key.slice(0, 120),
		body,
		passphrase,
		origin,
		`${origin}/auth/oauth2/token`,
		`https://${passphrase}@evil.example/${body}`,
		'-----BEGIN ENCRYPTED PRIVATE KEY-----',
		'',
	),
	fc.string({maxLength: 40}),
);
// With the addresses of the environment, so that something may be sent.
const addresses = `\nAPI_GATEWAY_URL=${origin}\nTOKEN_ENDPOINT=${origin}/auth/oauth2/token\n`;
const quote = fc.constantFrom('"', "'", '`', '');
const line = fc.oneof(
	fc
		.tuple(fc.constantFrom(...names, body, passphrase, 'PRIVATEKEY'), quote, value)
		.map(([name, mark, text]) => `${name}=${mark}${text}${mark}`),
	value,
);

test('any text as a .env file is judged without a crash, and nothing of a key or a passphrase is said or sent', async () => {
	const urls: string[] = [];
	interceptWith(async (request, next) => {
		urls.push(request.url + (await request.clone().text()));
		return next(request);
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(line, {maxLength: 9}),
			fc.constantFrom(undefined, ...sdks),
			fc.boolean(),
			async (lines, sdk, isAtHome) => {
				const checks = await diagnoseEnv(deps, lines.join('\n') + (isAtHome ? addresses : ''), {
					sdk,
					projectId: undefined,
					isSignedIn: true,
					onStep: () => {},
				});
				const said = JSON.stringify(checks);
				for (const secret of [body, passphrase]) assert.ok(!said.includes(secret), said);
				assert.equal(checks.filter(({check}) => check === 'handshake').length, 1);
				for (const {status, remedy} of checks) assert.equal(status === 'wrong', remedy !== undefined);
			},
		),
		{numRuns: 400},
	);
	for (const secret of [body, encodeURIComponent(body), passphrase])
		assert.ok(!urls.some(url => url.includes(secret)));
});
