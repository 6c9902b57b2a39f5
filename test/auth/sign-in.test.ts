import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {type TestContext, test} from 'node:test';
import type {Portal} from '../../source/api/portal.ts';
import {approveByFetch, beginSignIn} from '../../source/auth/sign-in.ts';
import {reveal} from '../../source/text/secret.ts';
import {always, rawServer} from '../api/raw-server.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';
import {aPortal, type Seal, sealWith} from './a-portal.ts';

/** Begins a sign-in with the test's key pair: a fresh one costs more than all the rest. */
const beginQuickly = async (portal: Portal) => beginSignIn(portal, undefined, async () => rsaKey());

const signInAt = async (
	t: TestContext,
	answers: Parameters<typeof aPortal>[1],
	begin: (portal: Portal) => ReturnType<typeof beginSignIn> = beginQuickly,
) => {
	const {portal, paths, requests} = await aPortal(t, answers);
	const begun = await begin(portal);
	return {result: begun.ok ? await begun.value.finish() : begun, begun, paths: paths(), requests};
};

for (const [alg, enc] of [
	['RSA-OAEP', 'A256GCM'],
	['RSA-OAEP-256', 'A128GCM'],
	['RSA-OAEP-384', 'A256CBC-HS512'],
	['RSA-OAEP-512', 'A128CBC-HS256'],
] as const) {
	test(`a session that is encrypted with ${alg} and ${enc} is taken`, async t => {
		const {result, requests} = await signInAt(t, {seal: sealWith(`session-${alg}`, alg, enc)}, beginSignIn);
		assert.equal(result.ok, true);
		assert.equal(reveal(result.value), `session-${alg}`);
		assert.equal(JSON.parse(requests[0]?.body ?? '').uxClient, 4);
		assert.match(requests[1]?.head ?? '', /^GET \/api\/session-id\?state=s-1 /);
	});
}

const otherKey = generateKeyPairSync('rsa', {modulusLength: 2048})
	.publicKey.export({type: 'spki', format: 'pem'})
	.toString();
const altered: Seal = async publicKey => {
	const parts = Buffer.from(await sealWith('canary')(publicKey), 'base64')
		.toString()
		.split('.');
	return Buffer.from([...parts.slice(0, 4), Buffer.alloc(16).toString('base64url')].join('.')).toString(
		'base64',
	);
};

for (const [what, seal] of [
	['for another key', async () => sealWith('canary')(otherKey)],
	['with a tag that does not fit', altered],
	['not at all, only encoded', async () => Buffer.from('canary').toString('base64')],
	['as nothing', async () => ''],
	['as something that is no base64', async () => '\u{1F511}'],
] as const satisfies ReadonlyArray<readonly [string, Seal]>) {
	test(`a session that is encrypted ${what} is refused, and nothing of it is repeated`, async t => {
		const {result} = await signInAt(t, {seal});
		assert.equal(result.ok, false);
		assert.equal(result.error.kind, 'unusable-reply');
		assert.doesNotMatch(JSON.stringify(result.error), /canary/);
	});
}

for (const [what, plaintext] of [
	['a line break, which would add a header', 'canary\r\nx-evil: 1'],
	['a semicolon, which would add a cookie', 'canary; other=1'],
	['a space', 'canary x'],
	['nothing', ''],
	['bytes that are no UTF-8', Buffer.from([0xff, 0xfe])],
	['more than a cookie can hold', 'c'.repeat(4097)],
] as const) {
	test(`a session of ${what} is refused`, async t => {
		const {result} = await signInAt(t, {seal: sealWith(plaintext)});
		assert.equal(result.ok, false);
		assert.equal(result.error.kind, 'unusable-reply');
		assert.doesNotMatch(JSON.stringify(result.error), /canary|ccc/);
	});
}

for (const [what, authUrl] of [
	['no state', (origin: string) => `${origin}/authorize`],
	['an empty state', (origin: string) => `${origin}/authorize?state=`],
	['no origin', () => '/authorize?state=s-1'],
	['no encryption', () => 'http://portal.example/authorize?state=s-1'],
	['a file', () => 'file:///authorize?state=s-1'],
	['a script', () => 'javascript:alert(1)//?state=s-1'],
] as const) {
	test(`a sign-in address with ${what} ends the sign-in before anybody is sent there`, async t => {
		const {result, paths} = await signInAt(t, {authUrl});
		assert.equal(result.ok, false);
		assert.equal(result.error.kind, 'unusable-reply');
		assert.deepEqual(paths, ['/api/auth/url']);
	});
}

for (const path of ['/api/auth/url', '/api/session-id']) {
	test(`a service that fails at ${path} is quoted, and asked once only`, async t => {
		const {result, paths} = await signInAt(t, {at: {[path]: always(503, {message: 'Sorry.'})}});
		assert.equal(result.ok, false);
		assert.equal(result.error.kind, 'api');
		assert.equal(result.error.kind === 'api' && result.error.error.message, 'Sorry.');
		assert.equal(paths.filter(each => each === path).length, 1);
	});
}

test('each sign-in has a key of its own', async t => {
	const {portal, requests} = await aPortal(t);
	await beginSignIn(portal);
	await beginSignIn(portal);
	const [first, second] = requests.map(({body}) => JSON.parse(body).publicKey);
	assert.match(first, /^-----BEGIN PUBLIC KEY-----/);
	assert.notEqual(first, second);
});

for (const [what, status, location, expected] of [
	['redirects to the callback', 302, 'http://127.0.0.1:64287/callback?state=s-1', 'approved'],
	[
		'redirects with an error',
		302,
		'http://127.0.0.1:64287/callback?state=error&error=access_denied',
		'declined',
	],
	['redirects to a log-in page', 302, 'https://login.example/?state=s-1', 'page'],
	['redirects within the portal', 302, '/login?state=s-1', 'page'],
	['redirects to no address', 302, 'http://', 'page'],
	['shows a page', 200, undefined, 'page'],
	['fails', 500, undefined, 'page'],
] as const) {
	test(`an approval page that ${what} is ${expected}`, async t => {
		const server = await rawServer(t, always(status, '<html>', location === undefined ? {} : {location}));
		assert.equal(await approveByFetch(fetch, `${server.origin}/authorize`), expected);
		assert.equal(server.requests.length, 1);
	});
}

test('an approval page that can not be reached is left to a person', async t => {
	const server = await rawServer(t, socket => socket.resetAndDestroy());
	assert.equal(await approveByFetch(fetch, `${server.origin}/authorize`), 'page');
});
