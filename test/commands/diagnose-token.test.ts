import assert from 'node:assert/strict';
import {createPublicKey, generateKeyPairSync} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, afterEach, test} from 'node:test';
import {systemClock} from '../../source/system/clock.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';

const served = await aServedSandbox({after});
const machine = await aMachine({after}, served);
const {variables, origin} = served;
afterEach(() => served.passOn());

const vector = async (name: string) => (await readFile(join('test/keys/vectors', name), 'utf8')).trim();
const passphrase = 'pässwort 1';
const plain = await vector('rsa.pem');
const sealed = await vector('rsa-aes-256-cbc.pem');
const publicHalf = createPublicKey(plain).export({format: 'pem', type: 'spki'}).toString();
await writeFile(join(machine.home, 'public.pem'), publicHalf);

const create = async (name: string, ...argv: readonly string[]) => {
	const ran = await machine.run(['token', 'create-token', '-n', name, ...argv], {variables});
	assert.equal(ran.code, 0, ran.stderr);
	const {id, projectIds}: {readonly id: string; readonly projectIds: readonly string[]} = JSON.parse(
		ran.stdout,
	);
	return {id, project: projectIds[0] ?? ''};
};
const token = await create('an application', '-f', 'public.pem', '-a', 'RS256', '-w');
const keyed = await create('with a key id', '-f', 'public.pem', '-a', 'RS256', '-w', '-k', 'my-key-2026');
const outside = await create('in no project', '-f', 'public.pem', '-a', 'RS256');
const other = await create('with another key', '-g', '-a', 'ES256', '-w');
const rights = await create('without rights', '-f', 'public.pem', '-a', 'RS256');
await machine.run(['iam', 'add-principal', '-i', rights.id, '-t', 'token', '--project', token.project], {
	variables,
});

const oneLine = (pem: string) => pem.replaceAll('\n', String.raw`\n`);
const quoted = (pem: string) => `"${oneLine(pem)}"`;

type Change = Readonly<Record<string, string | undefined>>;

const base: Change = {
	TOKEN_ID: token.id,
	PROJECT_ID: token.project,
	PRIVATE_KEY: quoted(plain),
	API_GATEWAY_URL: origin,
	TOKEN_ENDPOINT: `${origin}/auth/oauth2/token`,
};

const written = (change: Change) =>
	Object.entries({...base, ...change})
		.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}\n`]))
		.join('');

type Check = {
	readonly check: string;
	readonly status: string;
	readonly detail: string;
	readonly remedy?: string;
	readonly line?: number;
};

const secrets = [plain, sealed].map(pem => pem.split('\n')[3] ?? '');

const diagnosed = async (text: string, argv: readonly string[] = [], more: Change = {}) => {
	const sent: string[] = [];
	served.interceptWith(async (request, next) => {
		sent.push(`${request.method} ${new URL(request.url).pathname}`);
		return next(request);
	});
	await writeFile(join(machine.home, '.env'), text);
	const ran = await machine.run(['token', 'diagnose', '-f', '.env', '--json', ...argv], {
		variables: {...variables, ...more} as Record<string, string>,
	});
	for (const secret of [...secrets, passphrase]) {
		assert.ok(
			secret.length > 5 && !(ran.stdout + ran.stderr).includes(secret),
			'nothing of a secret is printed',
		);
	}
	const checks: readonly Check[] = JSON.parse(ran.stdout).checks;
	const wrong = checks.filter(({status}) => status === 'wrong');
	assert.equal(ran.code, wrong.length > 0 ? 1 : 0, ran.stderr);
	for (const {remedy, check} of wrong) assert.ok(remedy, check);
	return {checks, wrong, sent};
};

test('a file that is right is right in every way, and the handshake works', async () => {
	for (const change of [
		{},
		{PRIVATE_KEY: quoted(sealed), PASSPHRASE: `'${passphrase}'`},
		{PRIVATE_KEY: `"${plain}"`},
		{TOKEN_ID: keyed.id, KEY_ID: 'my-key-2026'},
		{TOKEN_ID: undefined, 'export TOKEN_ID': token.id, '# a comment': 'x'},
	] satisfies readonly Change[]) {
		const {checks, wrong} = await diagnosed(written(change));
		assert.deepEqual(wrong, []);
		assert.deepEqual(
			checks.map(({check, status}) => `${check} ${status}`),
			[
				'lines ok',
				'variables ok',
				'key ok',
				'passphrase ok',
				'sdk ok',
				'endpoints ok',
				'clock ok',
				'token ok',
				'algorithm ok',
				'registered ok',
				'key-id ok',
				'membership ok',
				'rights ok',
				'handshake ok',
			],
		);
	}
});

const ed25519 = generateKeyPairSync('ed25519')
	.privateKey.export({format: 'pem', type: 'pkcs8'})
	.toString()
	.trim();
const small = generateKeyPairSync('rsa', {modulusLength: 1024}).privateKey;
type Row = readonly [
	fault: string,
	change: Change,
	check: string,
	words: RegExp,
	more?: {
		readonly as?: string;
		readonly line?: number;
		/** How the handshake ends; where nothing is signed there is none. */
		readonly handshake?: 'ok' | 'wrong';
	},
];

const rows: readonly Row[] = [
	['no token id', {TOKEN_ID: undefined}, 'variables', /^TOKEN_ID is missing/],
	['no project id', {PROJECT_ID: undefined}, 'variables', /^PROJECT_ID is missing/, {handshake: 'ok'}],
	['no key', {PRIVATE_KEY: undefined}, 'variables', /^PRIVATE_KEY is missing/],
	['an empty token id', {TOKEN_ID: ''}, 'variables', /^TOKEN_ID is empty/, {line: 1}],
	['an id that is none', {PROJECT_ID: 'my-project'}, 'variables', /^PROJECT_ID is no UUID/, {line: 2}],
	[
		'a misspelt name',
		{PRIVATE_KEY: undefined, PRIVATEKEY: quoted(plain)},
		'variables',
		/^PRIVATEKEY is not read: PRIVATE_KEY is/,
		{line: 5},
	],
	[
		'a misspelt address',
		{TOKEN_ENDPOINT: undefined, TOKEN_ENDPONT: `${origin}/auth/oauth2/token`},
		'variables',
		/TOKEN_ENDPOINT is/,
	],
	['a key in place of the token id', {TOKEN_ID: quoted(plain)}, 'variables', /^TOKEN_ID is no UUID/],
	['a key in place of the key id', {KEY_ID: quoted(plain)}, 'variables', /^KEY_ID is no key id/],
	[
		'a line that is nothing',
		{'no name at all \nX': '1'},
		'lines',
		/no NAME=value/,
		{line: 6, handshake: 'ok'},
	],
	[
		'a quote that is not closed',
		{PROJECT_ID: `"${token.project}`, PRIVATE_KEY: undefined},
		'lines',
		/never closed/,
		{line: 2},
	],
	[
		'text behind a quote',
		{PROJECT_ID: `"${token.project}" x`},
		'lines',
		/behind the closing quote/,
		{line: 2},
	],
	[
		'a # in a passphrase',
		{PRIVATE_KEY: quoted(sealed), PASSPHRASE: 'pass#word'},
		'lines',
		/behind # is a comment/,
		{line: 6},
	],
	['\\n in single quotes', {PRIVATE_KEY: `'${oneLine(plain)}'`}, 'key', /\\n as two characters/, {line: 3}],
	[
		'real line breaks for Java',
		{PRIVATE_KEY: `"${plain}"`},
		'key',
		/Java SDK wants \\n as two characters/,
		{as: 'java'},
	],
	['a key in one line', {PRIVATE_KEY: `"${plain.replaceAll('\n', '')}"`}, 'key', /in one line/],
	[
		'a key in one line for Dart',
		{PRIVATE_KEY: `"${plain.replaceAll('\n', '')}"`},
		'key',
		/in one line/,
		{as: 'dart'},
	],
	['several lines without quotes', {PRIVATE_KEY: plain}, 'key', /several lines without quotes/, {line: 3}],
	['a key that is cut off', {PRIVATE_KEY: quoted(plain.slice(0, 900))}, 'key', /cut off: its END line/],
	[
		'a key that lost a line',
		{PRIVATE_KEY: quoted(plain.split('\n').toSpliced(4, 2).join('\n'))},
		'key',
		/damaged/,
	],
	['bare base64', {PRIVATE_KEY: plain.split('\n').slice(1, -1).join('')}, 'key', /not PEM/],
	['a path', {PRIVATE_KEY: './keys/app.pem'}, 'key', /path of a file/],
	['JSON', {PRIVATE_KEY: `'{"kty":"RSA"}'`}, 'key', /JSON/],
	['the public key', {PRIVATE_KEY: quoted(publicHalf)}, 'key', /public key/],
	["OpenSSH's form", {PRIVATE_KEY: quoted(await vector('rsa-openssh'))}, 'key', /OpenSSH/],
	[
		'other PEM',
		{PRIVATE_KEY: quoted('-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----')},
		'key',
		/no private key/,
	],
	['a kind that no token has', {PRIVATE_KEY: quoted(ed25519)}, 'key', /No token can have/],
	[
		'an RSA key that is too small',
		{PRIVATE_KEY: quoted(small.export({format: 'pem', type: 'pkcs8'}).toString().trim())},
		'key',
		/No token can have/,
	],
	[
		'no passphrase for an encrypted key',
		{PRIVATE_KEY: quoted(sealed)},
		'passphrase',
		/PASSPHRASE is missing/,
	],
	[
		'a wrong passphrase',
		{PRIVATE_KEY: quoted(sealed), PASSPHRASE: 'wrong'},
		'passphrase',
		/does not open/,
		{line: 6},
	],
	[
		'a passphrase beside a plain key',
		{PASSPHRASE: 'needless'},
		'passphrase',
		/Java, Dart and \.NET/,
		{line: 6, handshake: 'ok'},
	],
	[
		'the old encrypted form for Dart',
		{PRIVATE_KEY: quoted(await vector('rsa-old-aes128.pem')), PASSPHRASE: `"${passphrase}"`},
		'sdk',
		/Dart SDK does not read/,
		{as: 'dart'},
	],
	[
		'PKCS#1 for Java',
		{PRIVATE_KEY: `'${oneLine(await vector('rsa-traditional.pem'))}'`},
		'sdk',
		/Java SDK does not read a key in PKCS#1/,
		{as: 'java'},
	],
	[
		'a key id that is no UUID for .NET',
		{TOKEN_ID: keyed.id, KEY_ID: 'my-key-2026'},
		'sdk',
		/\.NET SDK takes no key id/,
		{as: 'dotnet'},
	],
	[
		'no addresses where it is not production',
		{API_GATEWAY_URL: undefined, TOKEN_ENDPOINT: undefined},
		'endpoints',
		/goes to prod/,
	],
	['one address alone', {API_GATEWAY_URL: undefined}, 'endpoints', /API_GATEWAY_URL is missing/],
	[
		'the address of a stranger',
		{TOKEN_ENDPOINT: 'https://evil.example/token'},
		'endpoints',
		/another environment.*nothing is sent/,
	],
	[
		'an address without https',
		{TOKEN_ENDPOINT: 'http://evil.example/token'},
		'endpoints',
		/no https address/,
	],
	['a slash too many', {TOKEN_ENDPOINT: `${origin}/auth/oauth2/token/`}, 'endpoints', /another environment/],
	[
		'a token that is gone',
		{TOKEN_ID: '4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c'},
		'token',
		/no such token/,
		{handshake: 'wrong'},
	],
	[
		'the key of another token',
		{TOKEN_ID: other.id},
		'registered',
		/thumbprint \S{43}, and registered for the token is \S{43}/,
		{handshake: 'wrong'},
	],
	[
		'an algorithm that does not fit',
		{TOKEN_ID: other.id},
		'algorithm',
		/registered for ES256/,
		{handshake: 'wrong'},
	],
	['a key id that is missing', {TOKEN_ID: keyed.id}, 'key-id', /under the token id/, {handshake: 'wrong'}],
	['a wrong key id', {KEY_ID: 'another'}, 'key-id', /not that of this key/, {handshake: 'wrong'}],
	[
		'a project that it is not in',
		{TOKEN_ID: outside.id},
		'membership',
		/not in the project/,
		{handshake: 'wrong'},
	],
	['a project where it may do nothing', {TOKEN_ID: rights.id}, 'rights', /may do nothing/, {handshake: 'ok'}],
];

for (const [fault, change, check, words, {as, line, handshake} = {}] of rows) {
	test(`${fault}: found, with what helps`, async () => {
		const {checks, wrong, sent} = await diagnosed(written(change), as === undefined ? [] : ['--as', as]);
		const found = wrong.find(each => each.check === check && words.test(each.detail));
		assert.ok(found, JSON.stringify(wrong));
		if (line !== undefined) assert.equal(found.line, line);
		if (check === 'endpoints') assert.deepEqual(sent, [], 'nothing goes anywhere');
		assert.equal(checks.at(-1)?.status, handshake ?? 'not-looked-at');
		const isOffered = sent.some(each => each.endsWith('/auth/oauth2/token'));
		assert.equal(isOffered, handshake !== undefined, 'signed only where all is known');
	});
}

test('an SDK that reads \\n as two characters has it so', async () => {
	for (const as of ['java', 'dart']) {
		const {wrong} = await diagnosed(written({PRIVATE_KEY: oneLine(plain)}), ['--as', as]);
		assert.deepEqual(wrong, [], as);
	}
});

test('a clock that is off is said, and an SDK fails by it', async () => {
	const clock = {...systemClock, now: () => systemClock.now() - 20 * 60 * 1000};
	await writeFile(join(machine.home, '.env'), written({}));
	for (const [as, handshake] of [
		[[], 'ok'],
		[['--as', 'php'], 'wrong'],
	] as const) {
		const argv = ['token', 'diagnose', '-f', '.env', '--json', ...as];
		const ran = await machine.run(argv, {variables, effects: {clock}});
		const checks: readonly Check[] = JSON.parse(ran.stdout).checks;
		const off = checks.find(({check}) => check === 'clock');
		assert.equal(off?.status, 'wrong');
		assert.match(off.detail, /20 minutes behind/);
		assert.equal(checks.at(-1)?.status, handshake);
		assert.equal(ran.code, 1);
	}
});

test('without a session the file alone and a handshake are looked at', async () => {
	const lonely = await aMachine({after});
	await writeFile(join(lonely.home, '.env'), written({}));
	const ran = await lonely.run(['token', 'diagnose', '-f', '.env', '--json'], {variables});
	const checks: readonly Check[] = JSON.parse(ran.stdout).checks;
	const byName = Object.fromEntries(checks.map(({check, status}) => [check, status]));
	assert.deepEqual(
		[byName['handshake'], byName['registered'], byName['membership']],
		['ok', 'not-looked-at', 'not-looked-at'],
	);
	assert.equal(ran.code, 0);
});

test('a file that is not there, is too large, or is not named is said', async () => {
	const run = async (...argv: readonly string[]) => machine.run(['token', 'diagnose', ...argv], {variables});
	assert.equal((await run()).code, 2);
	const missing = await run('-f', 'not-there.env');
	assert.equal(missing.code, 1);
	assert.match(missing.stderr, /not-there\.env/);
	await writeFile(join(machine.home, 'large.env'), 'A=1\n'.repeat(20_000));
	assert.equal((await run('-f', 'large.env')).code, 2);
	assert.equal((await run('-f', '.env', '--env-file', '.env')).code, 2);
});

test('--env-file does the same, with a warning: Node reads it too', async () => {
	await writeFile(join(machine.home, '.env'), written({}));
	const [ran, warned] = [
		await machine.run(['token', 'diagnose', '-f', '.env', '--json'], {variables}),
		await machine.run(['token', 'diagnose', '--env-file', '.env', '--json'], {variables}),
	];
	assert.equal(warned.code, ran.code);
	assert.doesNotMatch(ran.stderr, /NODE_OPTIONS/);
	assert.match(warned.stderr, /NODE_OPTIONS.*use -f/);
});
