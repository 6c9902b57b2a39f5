import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	type Environment,
	environmentNames,
	findEnvironment,
	prodEnvironment,
	sandboxEnvironment,
} from '../../source/config/environments.ts';

const overridden = (portal: string, others: Record<string, string> = {}) =>
	findEnvironment(undefined, {PAT_TUI_PORTAL_URL: portal, ...others});

const environmentOf = (portal: string, others: Record<string, string> = {}) => {
	const found = overridden(portal, others);
	assert.ok(found.ok && found.value, JSON.stringify(found));
	return found.value;
};

test('nobody asked for an environment, so none is chosen', () => {
	assert.deepEqual(findEnvironment(undefined, {}), {ok: true, value: undefined});
	assert.deepEqual(findEnvironment(undefined, {PAT_TUI_ENVIRONMENT: ''}), {ok: true, value: undefined});
});

test('every name that is offered is found, and no two keep their things in the same folder', () => {
	const found = environmentNames.map(name => findEnvironment(name, {}));
	assert.deepEqual(
		found.map(each => each.ok && each.value?.name),
		environmentNames,
	);
	assert.equal(new Set(found.map(each => each.ok && each.value?.folder)).size, environmentNames.length);
});

test('the built-in services have the addresses and cookies of the contract', () => {
	assert.deepEqual(
		environmentNames.map(name => {
			const found = findEnvironment(name, {});
			assert.ok(found.ok && found.value);
			const {portalUrl, apiUrl, tokenEndpoint, cookieName, embedded} = found.value;
			return [name, portalUrl, apiUrl, tokenEndpoint, cookieName, embedded];
		}),
		[
			[
				'sandbox',
				'http://localhost:2777',
				'http://localhost:2777',
				'http://localhost:2777/auth/oauth2/token',
				'portal-session-local',
				true,
			],
			[
				'local',
				'http://localhost:2777',
				'http://localhost:2777',
				'http://localhost:2777/auth/oauth2/token',
				'portal-session-local',
				false,
			],
			[
				'dev',
				'https://dev.api.portal.affinidi.com',
				'https://apse1.dev.api.affinidi.io',
				'https://apse1.dev.auth.developer.affinidi.io/auth/oauth2/token',
				'portal-session-dev',
				false,
			],
			[
				'prod',
				'https://api.portal.affinidi.com',
				'https://apse1.api.affinidi.io',
				'https://apse1.auth.developer.affinidi.io/auth/oauth2/token',
				'portal-session',
				false,
			],
		],
	);
});

test('the name that was given wins over the variable', () => {
	const found = findEnvironment('sandbox', {PAT_TUI_ENVIRONMENT: 'local'});
	assert.deepEqual(found, {ok: true, value: sandboxEnvironment});
	const other = findEnvironment(undefined, {PAT_TUI_ENVIRONMENT: 'local'});
	assert.equal(other.ok && other.value?.name, 'local');
});

test('an unknown name is refused with the names that there are, and drawn without harm', () => {
	const found = findEnvironment('sand\u001B[31mbox', {});
	assert.equal(found.ok, false);
	assert.equal(found.error.kind, 'unknown-environment');
	assert.match(found.error.message, /sandbox, local, dev, prod/);
	assert.equal(found.error.message.includes('\u001B'), false);
});

test('an address of its own is an environment of its own, shown by its host', () => {
	assert.deepEqual(environmentOf('https://portal.example/'), {
		name: 'portal.example (override)',
		portalUrl: 'https://portal.example',
		apiUrl: 'https://portal.example',
		tokenEndpoint: 'https://portal.example/auth/oauth2/token',
		cookieName: 'portal-session',
		embedded: false,
		folder: 'https%3A%2F%2Fportal.example',
	});
});

test('gateway and token endpoint can be elsewhere', () => {
	const environment = environmentOf('https://portal.example', {
		PAT_TUI_API_URL: 'https://api.example',
		PAT_TUI_TOKEN_ENDPOINT: 'https://auth.example/token',
	});
	assert.equal(environment.apiUrl, 'https://api.example');
	assert.equal(environment.tokenEndpoint, 'https://auth.example/token');
	assert.equal(
		environmentOf('https://portal.example', {PAT_TUI_API_URL: 'https://api.example'}).tokenEndpoint,
		'https://api.example/auth/oauth2/token',
	);
});

test('without a portal of their own the other addresses make no environment, and that is said', () => {
	for (const variable of ['PAT_TUI_API_URL', 'PAT_TUI_TOKEN_ENDPOINT']) {
		const variables = {[variable]: 'https://api.example', PAT_TUI_ENVIRONMENT: 'sandbox'};
		assert.deepEqual(findEnvironment('sandbox', variables), {ok: true, value: sandboxEnvironment});
		const found = findEnvironment(undefined, variables);
		assert.equal(found.ok, false);
		assert.match(found.error.message, new RegExp(`^${variable} needs PAT_TUI_PORTAL_URL`));
	}
});

test('empty addresses are none', () => {
	const empty = {PAT_TUI_API_URL: '', PAT_TUI_TOKEN_ENDPOINT: ''};
	assert.deepEqual(environmentOf('https://portal.example', empty), environmentOf('https://portal.example'));
	assert.deepEqual(findEnvironment(undefined, {...empty, PAT_TUI_PORTAL_URL: ''}), {
		ok: true,
		value: undefined,
	});
});

for (const address of [
	'http://localhost:2777',
	'http://127.0.0.1:80',
	'http://[::1]:9',
	'HTTP://LOCALHOST:1',
]) {
	test(`plain http is taken on this machine: ${address}`, () => {
		const environment = environmentOf(address);
		assert.equal(environment.portalUrl, new URL(address).origin);
		assert.equal(environment.cookieName, 'portal-session-local');
	});
}

for (const address of [
	'http://portal.example',
	'http://localhost.portal.example',
	'http://127.0.0.1.portal.example',
	'http://0.0.0.0:2777',
	'http://192.168.1.1',
	'ftp://localhost',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'localhost:2777',
	'portal.example',
	'https://',
	'https://user@portal.example',
	'https://user:canary@portal.example',
	'http://localhost@portal.example',
	'https://portal.example/?next=1',
	'https://portal.example/#top',
]) {
	test(`an address that is not safe is refused by the name of its variable: ${address}`, () => {
		for (const variable of ['PAT_TUI_PORTAL_URL', 'PAT_TUI_API_URL', 'PAT_TUI_TOKEN_ENDPOINT']) {
			const found = findEnvironment(undefined, {
				PAT_TUI_PORTAL_URL: 'https://portal.example',
				[variable]: address,
			});
			assert.equal(found.ok, false, variable);
			assert.equal(found.error.kind, 'invalid-address');
			assert.ok(found.error.message.startsWith(variable), found.error.message);
		}
	});
}

test('a password in an address is not repeated', () => {
	const found = overridden('https://user:canary@portal.example');
	assert.equal(found.ok, false);
	assert.doesNotMatch(found.error.message, /canary/);
});

const addressesOf = ({apiUrl, tokenEndpoint}: Environment) => ({
	PAT_TUI_API_URL: apiUrl,
	PAT_TUI_TOKEN_ENDPOINT: tokenEndpoint,
});

for (const name of ['local', 'dev', 'prod']) {
	test(`by its three addresses ${name} is the same service with the same folder and cookie, and shown as an override`, () => {
		const found = findEnvironment(name, {});
		assert.ok(found.ok && found.value);
		const override = environmentOf(found.value.portalUrl, addressesOf(found.value));
		assert.deepEqual(override, {
			...found.value,
			name: `${new URL(found.value.portalUrl).host} (override)`,
		});
	});

	test(`the portal of ${name} with another gateway or token endpoint is another service, which has its cookie but nothing that was kept for it`, () => {
		const found = findEnvironment(name, {});
		assert.ok(found.ok && found.value);
		const {portalUrl, folder, cookieName} = found.value;
		const own = addressesOf(found.value);
		const others = [
			{...own, PAT_TUI_API_URL: 'https://other.example'},
			{...own, PAT_TUI_TOKEN_ENDPOINT: 'https://other.example/auth/oauth2/token'},
			{PAT_TUI_API_URL: 'https://other.example', PAT_TUI_TOKEN_ENDPOINT: 'https://other.example/token'},
		].map(others => environmentOf(portalUrl, others));
		assert.equal(new Set([folder, ...others.map(each => each.folder)]).size, 4);
		assert.deepEqual(new Set(others.map(each => each.cookieName)), new Set([cookieName]));
	});
}

test('a host that is called like a built-in service is not taken for it', () => {
	const found = environmentOf('https://prod');
	assert.equal(found.name, 'prod (override)');
	assert.notEqual(found.folder, prodEnvironment.folder);
});

test('a portal with a path, and a host of any length, have a folder that a disk takes', () => {
	const long = `${'a'.repeat(60)}.`.repeat(4);
	const folders = [
		environmentOf('https://portal.example'),
		environmentOf('https://portal.example/one'),
		environmentOf('https://portal.example/two'),
		environmentOf(`https://${long}example`),
		environmentOf(`https://${long}example.org`),
	].map(({folder}) => folder);
	assert.equal(new Set(folders).size, folders.length);
	for (const folder of folders) assert.match(folder, /^[\w%.+-]{1,230}$/);
});

test('two services never share a folder, and every folder is a plain name', () => {
	const host = fc.oneof(
		fc.domain(),
		fc.constantFrom('..', '.', 'sandbox', 'localhost-2777', 'a_b', 'a-b', 'a-1', 'a'),
	);
	const address = fc
		.tuple(host, fc.option(fc.integer({min: 1, max: 3}), {nil: undefined}))
		.map(([name, port]) => `https://${name}${port === undefined ? '' : `:${port}`}`);
	const variables = fc.record(
		{PAT_TUI_API_URL: address, PAT_TUI_TOKEN_ENDPOINT: address},
		{requiredKeys: []},
	);
	const keyOf = ({portalUrl, apiUrl, tokenEndpoint}: Environment) =>
		JSON.stringify([portalUrl, apiUrl, tokenEndpoint]);
	const reserved = environmentNames.flatMap(name => {
		const found = findEnvironment(name, {});
		return found.ok && found.value ? [[found.value.folder, keyOf(found.value)] as const] : [];
	});
	fc.assert(
		fc.property(fc.array(fc.tuple(address, variables), {minLength: 2, maxLength: 8}), overrides => {
			const owners = new Map(reserved);
			for (const [portal, others] of overrides) {
				const environment = environmentOf(portal, others);
				const {folder} = environment;
				assert.match(folder, /^[\w%.+-]*[\w%-][\w%.+-]*$/);
				assert.equal(owners.get(folder) ?? keyOf(environment), keyOf(environment), folder);
				owners.set(folder, keyOf(environment));
			}
		}),
		{numRuns: 300},
	);
});

test('a name that was asked for wins over the overrides', () => {
	const found = findEnvironment('sandbox', {PAT_TUI_PORTAL_URL: 'https://portal.example'});
	assert.equal(found.ok && found.value?.name, 'sandbox');
});
