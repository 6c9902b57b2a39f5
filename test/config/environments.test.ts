import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {environmentNames, findEnvironment, sandboxEnvironment} from '../../source/config/environments.ts';

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
	assert.match(found.error.message, /sandbox, local/);
	assert.equal(found.error.message.includes('\u001B'), false);
});

test('an address of its own is an environment of its own, shown by its host', () => {
	assert.deepEqual(environmentOf('https://portal.example/'), {
		name: 'portal.example',
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

test('without a portal of their own the other addresses make no environment', () => {
	const found = findEnvironment('sandbox', {PAT_TUI_API_URL: 'https://api.example'});
	assert.deepEqual(found, {ok: true, value: sandboxEnvironment});
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

test('one service has one folder, whether it is asked for by name or by address', () => {
	const local = findEnvironment('local', {});
	assert.equal(environmentOf('http://localhost:2777').folder, local.ok && local.value?.folder);
});

test('two services never share a folder, and every folder is a plain name', () => {
	const host = fc.oneof(
		fc.domain(),
		fc.constantFrom('..', '.', 'sandbox', 'localhost-2777', 'a_b', 'a-b', 'a-1', 'a'),
	);
	const address = fc
		.tuple(host, fc.option(fc.integer({min: 1, max: 3}), {nil: undefined}))
		.map(([name, port]) => `https://${name}${port === undefined ? '' : `:${port}`}`);
	const local = findEnvironment('local', {});
	const reserved = new Map(
		[sandboxEnvironment, ...(local.ok && local.value ? [local.value] : [])].map(each => [
			each.folder,
			each.portalUrl,
		]),
	);
	fc.assert(
		fc.property(fc.array(address, {minLength: 2, maxLength: 8}), addresses => {
			const owners = new Map(reserved);
			for (const each of addresses) {
				const {folder, portalUrl} = environmentOf(each);
				assert.match(folder, /^[\w%.-]*[\w%-][\w%.-]*$/);
				assert.equal(owners.get(folder) ?? portalUrl, portalUrl, folder);
				owners.set(folder, portalUrl);
			}
		}),
		{numRuns: 300},
	);
});

test('a name that was asked for wins over the overrides', () => {
	const found = findEnvironment('sandbox', {PAT_TUI_PORTAL_URL: 'https://portal.example'});
	assert.equal(found.ok && found.value?.name, 'sandbox');
});
