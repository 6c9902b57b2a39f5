import assert from 'node:assert/strict';
import {chmod, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import fc from 'fast-check';
import {makeSandbox} from '../../source/sandbox/sandbox.ts';
import {systemRandom} from '../../source/system/random.ts';
import {anyCharacter} from '../any-character.ts';
import {anyQuery, anySegment} from '../any-url.ts';
import {type ASandbox, aClock, aFolder, aSandbox, aToken, origin, rsaPem, textAt} from './a-sandbox.ts';
import {accessTokenOf, scopedTokenOf} from './an-assertion.ts';

const assertEnvelope = (reply: {readonly status: number; readonly body: unknown}) => {
	assert.equal(typeof textAt(reply.body, 'name'), 'string');
	assert.equal(typeof textAt(reply.body, 'message'), 'string');
	assert.match(textAt(reply.body, 'traceId'), /^[0-9a-f-]{36}$/);
	assert.ok(typeof reply.body === 'object' && reply.body !== null && 'httpStatusCode' in reply.body);
	assert.equal(reply.body.httpStatusCode, reply.status);
};

test('a route that is not there is answered with 404 in the envelope', async t => {
	const {call} = await aSandbox(t);
	for (const path of ['/', '/iam', '/iam/v1', '/iam/v1/nothing', '/api/tokens', '/cis/v1/other']) {
		const reply = await call('GET', path);
		assert.equal(reply.status, 404, path);
		assertEnvelope(reply);
	}
});

test('every reply carries the date of the sandbox’s own clock', async t => {
	const {call, clock} = await aSandbox(t);
	for (const path of ['/iam/.well-known/jwks.json', '/nothing', '/authorize']) {
		const {headers} = await call('GET', path);
		assert.equal(headers.get('date'), new Date(clock.now()).toUTCString());
	}
});

test('a session is known by each of the three cookie names, among other cookies', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	for (const name of ['portal-session-local', 'portal-session', 'portal-session-dev']) {
		const reply = await call('GET', '/api/whoami', {headers: {cookie: `a=b; ${name}=${session}; c=d=e`}});
		assert.equal(reply.status, 200, name);
	}
});

test('undefined, null, empty, unknown and missing sessions are nobody’s', async t => {
	const {call, signIn} = await aSandbox(t);
	await signIn();
	for (const path of [
		'/api/whoami',
		'/api/projects',
		'/api/project',
		'/iam/v1/tokens',
		'/iam/v1/projects/principals',
		'/cwe/v1/wallets',
	]) {
		for (const session of ['undefined', 'null', '', 'unknown', '../users']) {
			const reply = await call('GET', path, {session});
			assert.equal(reply.status, 401, `${path} ${session}`);
			assert.equal(textAt(reply.body, 'name'), 'InvalidJwtTokenError');
			assertEnvelope(reply);
		}
		assert.equal((await call('GET', path)).status, 401);
	}
});

test('a session ends after a day, and the reply says that it expired', async t => {
	const {call, clock, signIn} = await aSandbox(t);
	const session = await signIn();
	clock.advance(24 * 60 * 60 * 1000 - 1);
	assert.equal((await call('GET', '/api/whoami', {session})).status, 200);
	clock.advance(1);
	const reply = await call('GET', '/iam/v1/tokens', {session});
	assert.equal(reply.status, 401);
	assert.equal(textAt(reply.body, 'details', 0, 'issue'), 'jwt-expired');
});

test('state survives in the directory: records 0600, folders 0700, nothing half-written left', async t => {
	const first = await aSandbox(t);
	const session = await first.signIn();
	const tokenId = await aToken(first.call, session);
	const second = await aSandbox(t, {directory: first.directory, clock: first.clock});
	const {body} = await second.call('GET', `/iam/v1/tokens/${tokenId}`, {session});
	assert.equal(textAt(body, 'name'), 'ci-signer');

	for (const entry of await readdir(first.directory, {recursive: true, withFileTypes: true})) {
		const {mode} = await stat(join(entry.parentPath, entry.name));
		assert.equal(mode & 0o777, entry.isDirectory() ? 0o700 : 0o600, entry.name);
	}
	assert.deepEqual(await readdir(join(first.directory, 'temporary')), []);
	assert.deepEqual(await readdir(join(first.directory, 'locks')), []);
});

test('no session id and no sign-in state is in a file or in its name', async t => {
	const {call, directory, signIn} = await aSandbox(t);
	const session = await signIn();
	const begun = await call('POST', '/api/auth/url', {body: {publicKey: rsaPem, uxClient: 4}});
	const state = new URL(textAt(begun.body, 'authUrl')).searchParams.get('state') ?? '';
	let files = 0;
	for (const entry of await readdir(directory, {recursive: true, withFileTypes: true})) {
		if (!entry.isFile()) continue;
		files += 1;
		const text = entry.name + (await readFile(join(entry.parentPath, entry.name), 'utf8'));
		assert.ok(!text.includes(session) && !text.includes(state), entry.name);
	}
	assert.ok(files > 3);
});

test('a directory that holds something else is refused and left as it is', async t => {
	const directory = await aFolder(t);
	await writeFile(join(directory, 'diary.txt'), 'mine');
	await chmod(directory, 0o755);
	await assert.rejects(
		makeSandbox({directory, origin, clock: aClock(), random: systemRandom}),
		/something else/,
	);
	assert.deepEqual(await readdir(directory), ['diary.txt']);
	assert.equal((await stat(directory)).mode & 0o777, 0o755);
});

test('an interceptor sees the request before its effect and the reply after it', async t => {
	const seen: string[] = [];
	const {call, signIn} = await aSandbox(t, {
		intercept: async (request, next) => {
			const response = await next(request);
			seen.push(`${request.method} ${new URL(request.url).pathname} ${response.status}`);
			if (request.method === 'POST' && request.url.endsWith('/iam/v1/tokens'))
				throw new Error('connection lost');
			return response;
		},
	});
	const session = await signIn();
	await assert.rejects(aToken(call, session), /connection lost/);
	assert.ok(seen.includes('POST /iam/v1/tokens 200'));
	const {body} = await call('GET', '/iam/v1/tokens', {session});
	assert.equal(textAt(body, 'tokens', 0, 'name'), 'ci-signer');
});

test('a body over one mebibyte is refused with 413, and one that fits is read', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const reply = await call('POST', '/api/project', {session, body: ' '.repeat(1024 * 1024 + 1)});
	assert.equal(reply.status, 413);
	assertEnvelope(reply);
	assert.equal((await call('POST', '/api/project', {session, body: ' '.repeat(1024 * 1024)})).status, 400);
});

const id = '5d1c0000-0000-4000-8000-000000000001';
const routes = [
	'POST /api/auth/url',
	'GET /api/session-id',
	'POST /api/auth/logout',
	'GET /api/whoami',
	'GET /api/projects',
	'POST /api/project',
	'PATCH /api/project/:',
	'GET /api/project',
	'POST /api/projects/active',
	'GET /api/stats/:',
	'POST /iam/v1/tokens',
	'GET /iam/v1/tokens',
	'GET /iam/v1/tokens/:',
	'PATCH /iam/v1/tokens/:',
	'DELETE /iam/v1/tokens/:',
	'GET /iam/v1/tokens/:/projects',
	'POST /iam/v1/projects',
	'GET /iam/v1/projects',
	'GET /iam/v1/projects/:',
	'PATCH /iam/v1/projects/:',
	'POST /iam/v1/projects/principals',
	'GET /iam/v1/projects/principals',
	'DELETE /iam/v1/projects/principals/:',
	'GET /iam/v1/policies/principals/:',
	'PUT /iam/v1/policies/principals/:',
	'GET /iam/v1/sts/whoami',
	'POST /iam/v1/sts/create-project-scoped-token',
	'GET /iam/.well-known/jwks.json',
	'GET /iam/.well-known/did.json',
	'GET /cis/v1/configurations',
	'GET /ais/v1/configurations',
	'GET /vpa/v1/login/configurations',
	'GET /cwe/v1/wallets',
	'POST /auth/oauth2/token',
	'GET /authorize',
	'POST /authorize',
];

const names = fc.constantFrom(
	'name',
	'description',
	'publicKey',
	'uxClient',
	'projectId',
	'principalId',
	'principalType',
	'authenticationMethod',
	'version',
	'statement',
	'grant_type',
	'client_assertion_type',
	'client_assertion',
	'client_id',
	'state',
	'decision',
	'__proto__',
	'constructor',
	'toString',
	'length',
);
const values = fc.oneof(
	fc.constantFrom<fc.JsonValue>(
		id,
		'token',
		4,
		'PRIVATE_KEY',
		'2022-12-15',
		'client_credentials',
		'../../x',
		'',
		'a b c d',
		'ey.ey.ey',
		'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		'accept',
		'\ud800',
		'-----BEGIN PUBLIC KEY-----',
	),
	fc.jsonValue({maxDepth: 3}),
	fc.constant({type: 'PRIVATE_KEY', signingAlgorithm: 'ES256', publicKeyInfo: {jwks: {keys: [{kid: null}]}}}),
);
const bodies = fc.oneof(
	fc.dictionary(names, values).map(value => JSON.stringify(value)),
	fc.array(fc.tuple(names, fc.string())).map(pairs => new URLSearchParams(pairs).toString()),
	fc.jsonValue().map(value => JSON.stringify(value)),
	fc.string({unit: anyCharacter}),
	fc.constantFrom('', 'null', '[', '{"name":', '['.repeat(50_000)),
);
const segments = fc.oneof(
	fc.constant(id),
	anySegment,
	fc.constantFrom('%', '%00', '..%2f..%2fusers', '%c3%28', 'x'.repeat(5000), '__proto__'),
);
const queries = fc.oneof(
	anyQuery,
	fc
		.array(
			fc.tuple(
				fc.constantFrom('limit', 'exclusiveStartKey', 'principalType', 'state'),
				fc.oneof(fc.string(), fc.constantFrom('token', 'user', '1', '__proto__')),
			),
		)
		.map(pairs => new URLSearchParams(pairs).toString()),
);
const printable = fc.stringMatching(/^[ -~]{0,40}$/);

const callers = async (own: ASandbox) => {
	const session = await own.signIn();
	const tokenId = await aToken(own.call, session);
	const {body} = await own.call('GET', '/api/project', {session});
	const projectId = textAt(body, 'id');
	await own.call('POST', '/iam/v1/projects/principals', {
		session,
		body: {principalId: tokenId, principalType: 'token'},
	});
	const access = await accessTokenOf(own, tokenId);
	return {session, tokenId, projectId, access, scoped: await scopedTokenOf(own, projectId, {token: access})};
};

test('whatever is sent to whatever route, the answer is never the sandbox’s own failure and always in a known form', async t => {
	const own = await aSandbox(t, {autoApprove: false});
	const auto = await aSandbox(t, {directory: own.directory, clock: own.clock});
	const {session, tokenId, projectId, access, scoped} = await callers(auto);
	const real = [tokenId, projectId];
	const credentials = fc.oneof(
		fc.constantFrom<Record<string, string>>({authorization: access}, {authorization: `Bearer ${scoped}`}, {}),
		fc.constant({cookie: `portal-session-local=${session}`}),
		printable.map(authorization => ({authorization})),
		printable.map(cookie => ({cookie})),
	);
	const contentTypes = fc.constantFrom(
		'application/json',
		'application/x-www-form-urlencoded',
		'text/plain',
		'multipart/form-data; boundary=x',
	);

	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...routes),
			fc.oneof(segments, fc.constantFrom(...real)),
			queries,
			bodies,
			credentials,
			contentTypes,
			async (route, segment, query, body, credential, type) => {
				const [method = '', path = ''] = route.split(' ');
				// What would end the run’s own session or token is sent by nobody, or for another.
				const target = method === 'DELETE' && real.includes(segment) ? id : segment;
				const reply = await own.call(method, `${path.replace(':', target)}?${query}`, {
					...(method !== 'GET' && {body}),
					headers: {'content-type': type, ...(path !== '/api/auth/logout' && credential)},
				});
				assert.ok(reply.status < 500, `${route} ${reply.status}`);
				if (reply.status < 400) return;
				if (path === '/authorize') assert.match(String(reply.body), /^<!doctype html>/);
				else if (path.startsWith('/auth/'))
					assert.ok(textAt(reply.body, 'error') && textAt(reply.body, 'error_description'));
				else assertEnvelope(reply);
			},
		),
		{numRuns: 1500},
	);
	assert.equal((await own.call('GET', `/iam/v1/tokens/${tokenId}`, {session})).status, 200);
});
