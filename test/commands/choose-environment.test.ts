import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {makeSessionStore} from '../../source/auth/session-store.ts';
import {findEnvironment, prodEnvironment} from '../../source/config/environments.ts';
import {findPaths} from '../../source/config/paths.ts';
import {environmentFolder} from '../../source/config/user-folder.ts';
import {makeSecret} from '../../source/text/secret.ts';
import {aMachine} from './a-machine.ts';

const machine = await aMachine({after});
const paths = findPaths({PAT_TUI_HOME: join(machine.home, 'data')}, '/');

const prod = 'https://api.portal.affinidi.com';
const dev = 'https://dev.api.portal.affinidi.com';
const own = 'https://portal.example';

/** In each of these somebody is signed in; the session is called like the environment. */
const signedIn: readonly (readonly [session: string, variables: Readonly<Record<string, string>>])[] = [
	['local', {PAT_TUI_ENVIRONMENT: 'local'}],
	['dev', {PAT_TUI_ENVIRONMENT: 'dev'}],
	['prod', {PAT_TUI_ENVIRONMENT: 'prod'}],
	['own', {PAT_TUI_PORTAL_URL: own}],
];

before(async () => {
	for (const [session, variables] of signedIn) {
		const environment = findEnvironment(undefined, variables);
		assert.ok(environment.ok && environment.value);
		const folder = environmentFolder(paths, environment.value);
		const user = {sub: 'the-same-user', email: 'a@b.example'};
		await makeSessionStore(folder).save({id: makeSecret(session), user});
	}
});

/** Lists the tokens on a network that refuses everything; gives who was asked, with which cookies. */
const requestsOf = async (variables: Readonly<Record<string, string>>, argv: readonly string[] = []) => {
	const requests = new Set<string>();
	const ran = await machine.run(['token', 'list-tokens', '--no-input', ...argv], {
		variables: {PAT_TUI_ENVIRONMENT: '', ...variables},
		async fetch(input, init) {
			const request = new Request(input, init);
			requests.add(`${new URL(request.url).origin} ${request.headers.get('cookie')}`);
			return Response.json({}, {status: 400});
		},
	});
	return {...ran, requests: [...requests]};
};

describe('a command sends its requests, with the session of that environment alone, to', () => {
	test('prod when nobody says anything, and does not say so', async () => {
		const {requests, stderr} = await requestsOf({});
		assert.deepEqual(requests, [`${prod} portal-session=prod`]);
		assert.doesNotMatch(stderr, /Environment/);
	});

	test("what the official CLI's variable names, and says so when it is not prod", async () => {
		const {requests, stderr} = await requestsOf({AFFINIDI_CLI_ENVIRONMENT: 'dev'});
		assert.deepEqual(requests, [`${dev} portal-session-dev=dev`]);
		assert.match(stderr, new RegExp(`^Environment: dev, ${dev}$`, 'm'));
		const official = await requestsOf({AFFINIDI_CLI_ENVIRONMENT: 'local'});
		assert.deepEqual(official.requests, ['http://localhost:2777 portal-session-local=local']);
		assert.doesNotMatch((await requestsOf({AFFINIDI_CLI_ENVIRONMENT: 'prod'})).stderr, /Environment/);
	});

	test("what our own variable names, before the official CLI's", async () => {
		const {requests} = await requestsOf({AFFINIDI_CLI_ENVIRONMENT: 'dev', PAT_TUI_ENVIRONMENT: 'prod'});
		assert.deepEqual(requests, [`${prod} portal-session=prod`]);
	});

	test('an address of its own, before both, and says that it is an override', async () => {
		const variables = {
			PAT_TUI_PORTAL_URL: own,
			PAT_TUI_ENVIRONMENT: 'prod',
			AFFINIDI_CLI_ENVIRONMENT: 'dev',
		};
		const {requests, stderr} = await requestsOf(variables);
		assert.deepEqual(requests, [`${own} portal-session=own`]);
		assert.match(stderr, /^Environment: portal\.example \(override\), https:\/\/portal\.example$/m);
	});

	test('what the flag names, before all of them', async () => {
		const variables = {
			PAT_TUI_PORTAL_URL: own,
			PAT_TUI_ENVIRONMENT: 'dev',
			AFFINIDI_CLI_ENVIRONMENT: 'dev',
		};
		const {requests, stderr} = await requestsOf(variables, ['--environment', 'prod']);
		assert.deepEqual(requests, [`${prod} portal-session=prod`]);
		assert.doesNotMatch(stderr, /Environment/);
	});
});

describe('nobody is signed in, so that no session is sent, where', () => {
	const strays: readonly (readonly [name: string, variables: Readonly<Record<string, string>>])[] = [
		['a portal is unknown', {PAT_TUI_PORTAL_URL: 'https://stray.example'}],
		['only the port differs', {PAT_TUI_PORTAL_URL: `${own}:8443`}],
		['only the path differs', {PAT_TUI_PORTAL_URL: `${own}/other`}],
		['the gateway is another', {PAT_TUI_PORTAL_URL: own, PAT_TUI_API_URL: 'https://stray.example'}],
		[
			"prod's portal has another gateway",
			{PAT_TUI_PORTAL_URL: prod, PAT_TUI_API_URL: 'https://stray.example'},
		],
		[
			"prod's portal has another token endpoint",
			{
				PAT_TUI_PORTAL_URL: prod,
				PAT_TUI_API_URL: prodEnvironment.apiUrl,
				PAT_TUI_TOKEN_ENDPOINT: 'https://stray.example/auth/oauth2/token',
			},
		],
	];
	for (const [name, variables] of strays) {
		test(name, async () => {
			const {code, requests} = await requestsOf(variables);
			assert.equal(code, 1);
			for (const request of requests) assert.doesNotMatch(request, /=(?:local|dev|prod|own)$/);
		});
	}
});

for (const variable of ['PAT_TUI_ENVIRONMENT', 'AFFINIDI_CLI_ENVIRONMENT']) {
	test(`an unknown name in ${variable} is wrong usage that says which names there are, and nothing is sent`, async () => {
		const {code, stdout, stderr, requests} = await requestsOf({[variable]: 'production'});
		assert.deepEqual([code, stdout, requests], [2, '', []]);
		assert.match(stderr, /no environment named production.*sandbox, local, dev, prod/);
		assert.match(stderr, new RegExp(variable));
	});
}

test('an address that is not safe is wrong usage, and nothing is sent', async () => {
	const {code, stderr, requests} = await requestsOf({PAT_TUI_PORTAL_URL: 'http://portal.example'});
	assert.deepEqual([code, requests], [2, []]);
	assert.match(stderr, /^PAT_TUI_PORTAL_URL must be https/);
});
