// needs: python3
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after, test} from 'node:test';
import {transform} from 'esbuild';
import {envDialects} from '../../../source/exports/env-dialects.ts';
import {exportEnvironment} from '../../../source/exports/export-environment.ts';
import {exportSnippet} from '../../../source/exports/export-snippet.ts';
import {sdkFlags} from '../../../source/exports/sdk-flags.ts';
import {makeSecret, reveal} from '../../../source/text/secret.ts';

const folder = await mkdtemp(join(tmpdir(), 'snippets-'));
after(async () => rm(folder, {recursive: true, force: true}));

const hosts = {
	apiGatewayUrl: 'http://localhost:2777',
	tokenEndpoint: 'http://localhost:2777/auth/oauth2/token',
};
const whole = {tokenId: 't-1', keyId: 'k-1', hosts, isEncrypted: true};
const least = {tokenId: 't-1', keyId: 't-1', isEncrypted: false};

/** The parameters of each SDK as its own source spells them (contract 4.2), with what they are given. */
const spelled = {
	typescript: (name: string, variable: string) => `\t${name}: read('${variable}'),`,
	python: (name: string, variable: string) => `        "${name}": os.environ["${variable}"],`,
	java: (name: string, variable: string) => `            .${name}(env.get("${variable}"))`,
	dart: (name: string, variable: string) =>
		variable === 'PRIVATE_KEY'
			? String.raw`    ${name}: env['${variable}']!.replaceAll(r'\n', '\n'),`
			: `    ${name}: env['${variable}']!,`,
	php: (name: string, variable: string) => `    '${name}' => $env['${variable}'],`,
	dotnet: (name: string, variable: string) => `    ${name} = Read("${variable}"),`,
};
const camel = ['projectId', 'tokenId', 'privateKey', 'keyId', 'passphrase', 'apiGatewayUrl', 'tokenEndpoint'];
const parameters = {
	typescript: camel,
	python: camel,
	java: [...camel.slice(0, -1), 'tokenEndPoint'],
	dart: camel,
	php: camel,
	dotnet: ['ProjectId', 'TokenId', 'PrivateKey', 'KeyId', 'Passphrase', 'ApiGatewayUrl', 'TokenEndpoint'],
};
const variables = [
	...['PROJECT_ID', 'TOKEN_ID', 'PRIVATE_KEY', 'KEY_ID', 'PASSPHRASE'],
	...['API_GATEWAY_URL', 'TOKEN_ENDPOINT'],
];

test('each SDK is given every parameter by its exact name', () => {
	for (const sdk of sdkFlags) {
		const lines = exportSnippet(sdk, whole, 'my-service').split('\n');
		for (const [at, name] of parameters[sdk].entries()) {
			const line = spelled[sdk](name, variables[at] ?? '');
			assert.ok(lines.includes(line), `${sdk} lacks ${line}`);
		}
	}
});

test('what is not handed on is not asked for: several SDKs fail with a passphrase for a plain key', () => {
	for (const sdk of sdkFlags) {
		const text = exportSnippet(sdk, least, 'my-service');
		for (const name of variables.slice(0, 3)) assert.ok(text.includes(name), `${sdk} ${name}`);
		for (const name of variables.slice(3)) assert.ok(!text.includes(name), `${sdk} ${name}`);
	}
});

test('the traps of each SDK are passed by', () => {
	assert.match(exportSnippet('php', whole, 's'), /^use AffinidiTdk\\AuthProvider\\AuthProvider;$/mu);
	assert.match(
		exportSnippet('java', whole, 's'),
		/^import com\.affinidi\.tdk\.authProvider\.AuthProvider;$/mu,
	);
	assert.match(exportSnippet('java', whole, 's'), /new AuthProvider\.Configurations\(\)/u);
	assert.match(exportSnippet('dart', whole, 's'), /AuthProvider\.withEnv\(/u);
	assert.match(exportSnippet('dart', least, 's'), /= AuthProvider\(/u);
	assert.match(exportSnippet('dotnet', whole, 's'), /new AuthProvider\(new AuthProviderParams/u);
	assert.match(exportSnippet('dotnet', whole, 's'), /FetchProjectScopedTokenAsync\(\)/u);
	assert.match(exportSnippet('python', whole, 's'), /fetch_project_scoped_token\(\)/u);
	for (const sdk of sdkFlags)
		assert.match(exportSnippet(sdk, whole, 'my-service'), /["']my-service\.env["']/u);
});

const pem = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHzBJ/+==\n-----END ENCRYPTED PRIVATE KEY-----\n';
const values = {
	tokenId: 't-1',
	projectId: 'p-1',
	keyId: 'k-1',
	privateKey: makeSecret(pem),
	passphrase: makeSecret('it\'s "quoted" $HOME \\n'),
	hosts,
};
const handed = {
	projectId: 'p-1',
	tokenId: 't-1',
	privateKey: pem,
	keyId: 'k-1',
	passphrase: 'it\'s "quoted" $HOME \\n',
	...hosts,
};

const writeEnvironment = async (format: 'env' | 'python') => {
	const text = exportEnvironment(values, envDialects[format]);
	assert.ok(text.ok);
	await writeFile(join(folder, 'my-service.env'), reveal(text.value));
};

test('the one for TypeScript runs beside its .env, and its SDK is given the very values', async () => {
	await writeEnvironment('env');
	const sdk = join(folder, 'node_modules', '@affinidi-tdk', 'auth-provider');
	await mkdir(sdk, {recursive: true});
	await symlink(resolve('node_modules/dotenv'), join(folder, 'node_modules', 'dotenv'));
	await writeFile(join(sdk, 'package.json'), '{"type": "module", "exports": "./index.js"}');
	await writeFile(
		join(sdk, 'index.js'),
		`export class AuthProvider {
			constructor(given) { this.given = given; }
			async fetchProjectScopedToken() { process.stdout.write('<' + JSON.stringify(this.given) + '>'); }
		}`,
	);
	const {code} = await transform(exportSnippet('typescript', whole, 'my-service'), {
		loader: 'ts',
		format: 'esm',
	});
	await writeFile(join(folder, 'my-service.mjs'), code);
	const printed = execFileSync(process.execPath, ['my-service.mjs'], {
		cwd: folder,
		env: {},
		encoding: 'utf8',
	});
	assert.deepEqual(JSON.parse(/<(.*)>/su.exec(printed)?.[1] ?? ''), handed);
});

test('the one for Python runs, and its SDK is given the very values', async () => {
	await writeFile(
		join(folder, 'affinidi_tdk_auth_provider.py'),
		`import json
class AuthProvider:
    def __init__(self, given):
        self.given = given
    def fetch_project_scoped_token(self):
        print(json.dumps(self.given))
`,
	);
	// What python-dotenv does with the file is tested with its lines.
	const found = Object.fromEntries(variables.map((name, at) => [name, Object.values(handed)[at]]));
	await writeFile(join(folder, 'found.json'), JSON.stringify(found));
	await writeFile(
		join(folder, 'dotenv.py'),
		'import json, os\ndef load_dotenv(path):\n    os.environ.update(json.load(open("found.json")))\n',
	);
	await writeFile(join(folder, 'my_service.py'), exportSnippet('python', whole, 'my-service'));
	const printed = execFileSync('python3', ['-B', 'my_service.py'], {
		cwd: folder,
		env: {PATH: process.env['PATH']},
		encoding: 'utf8',
	});
	assert.deepEqual(JSON.parse(printed), handed);
});
