import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {type TestContext, test} from 'node:test';
import fc from 'fast-check';
import {decodeProtectedHeader} from 'jose';
import {type Variants, variantTable} from '../../source/sandbox/variant-table.ts';
import {parseVariants} from '../../source/sandbox/variants.ts';
import {
	type ASandbox,
	aSandbox,
	aToken,
	type Caller,
	ecKey,
	jwkOf,
	methodOf,
	openSession,
	rsaPem,
	signIn,
	textAt,
} from './a-sandbox.ts';
import {accessTokenOf, anAssertion, formOf, scopedTokenOf, tokenPath} from './an-assertion.ts';

type Own = ASandbox & {
	readonly session: string;
	/** Opens another one over the same folder that asks before it lets anybody in. */
	readonly asking: () => Promise<ASandbox>;
};

const otherKey = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const jwk = (kid: string) => jwkOf(ecKey.publicKey, 'ES256', kid);
const tokenWith = (...kids: readonly string[]) => ({
	name: 'ci-signer',
	authenticationMethod: methodOf('ES256', ...kids.map(jwk)),
});
const createWith = async ({call, session}: Own, body: unknown = tokenWith('k-1')) =>
	call('POST', '/iam/v1/tokens', {session, body});
const kidsOf = (body: unknown) =>
	Object(body)
		.authenticationMethod.publicKeyInfo.jwks.keys.map(({kid}: {kid: string}) => kid)
		.join(' ');
const projectOf = async ({call, session}: Own) =>
	textAt((await call('GET', '/api/project', {session})).body, 'id');

/** A token in the active project. */
const aMember = async (own: Own) => {
	const principalId = await aToken(own.call, own.session);
	const body = {principalId, principalType: 'token'};
	await own.call('POST', '/iam/v1/projects/principals', {session: own.session, body});
	return principalId;
};

const policyPath = (id: string) => `/iam/v1/policies/principals/${id}?principalType=token`;
const policyFor = (projectId: string, id: string, action: string) => ({
	version: '2022-12-15',
	statement: [
		{principal: [`ari:iam::${projectId}:token/${id}`], action: [action], resource: ['*'], effect: 'Allow'},
	],
});
const grant = async ({call, session}: Own, projectId: string, id: string, action: string) =>
	call('PUT', policyPath(id), {session, body: policyFor(projectId, id, action)});

const tokenRecord = async ({call, session}: Own) => {
	const {body} = await call('GET', '/iam/v1/projects/principals', {session});
	return Object(body).records.find((record: unknown) => !textAt(record, 'principalId').startsWith('user/'));
};

/** Reads configurations as a token whose policy says `cis:*`, which it may have lost since it got its project-scoped token. */
const readAsToken = async (own: Own, action: string, meanwhile: (id: string) => Promise<unknown>) => {
	const id = await aMember(own);
	const projectId = await projectOf(own);
	await grant(own, projectId, id, action);
	const token = await scopedTokenOf(own, projectId, {token: await accessTokenOf(own, id)});
	await meanwhile(id);
	return String((await own.call('GET', '/cis/v1/configurations', {token})).status);
};

const sealedHeader = async ({call}: Own) => {
	const begun = await call('POST', '/api/auth/url', {body: {publicKey: rsaPem, uxClient: 4}});
	const {search} = new URL(textAt(begun.body, 'authUrl'));
	await call('GET', `/authorize${search}`);
	const sealed = textAt((await call('GET', `/api/session-id${search}`)).body, 'sessionId');
	await openSession(sealed);
	return decodeProtectedHeader(Buffer.from(sealed, 'base64').toString());
};

/** How each unknown shows to a client, and what shows for each of its values. */
const answers: {
	readonly [N in keyof Variants]: {
		readonly look: (own: Own) => Promise<string>;
		readonly expected: Readonly<Record<Variants[N], string>>;
	};
} = {
	patch: {
		look: async own => {
			const path = `/iam/v1/tokens/${textAt((await createWith(own)).body, 'id')}`;
			const {body} = await own.call('PATCH', path, {session: own.session, body: tokenWith('k-2', 'k-3')});
			assert.deepEqual((await own.call('GET', path, {session: own.session})).body, body);
			return kidsOf(body);
		},
		expected: {replace: 'k-2 k-3', merge: 'k-1 k-2 k-3', 'one-key': 'k-3'},
	},
	keys: {
		look: async own => String((await createWith(own, tokenWith('k-1', 'k-2'))).status),
		expected: {several: '200', one: '400'},
	},
	kid: {
		look: async own => {
			const first = await createWith(own);
			const second = await createWith(own, tokenWith('k-2'));
			const path = `/iam/v1/tokens/${textAt(second.body, 'id')}`;
			const patched = await own.call('PATCH', path, {session: own.session, body: tokenWith('k-1')});
			const again = await own.call('PATCH', path, {session: own.session, body: tokenWith('k-2')});
			return [first, second, patched, again, await createWith(own, tokenWith('x', 'x'))]
				.map(({status}) => status)
				.join(' ');
		},
		expected: {free: '200 200 200 200 200', unique: '200 200 400 200 400'},
	},
	'no-kid': {
		look: async own => {
			const tokenId = textAt((await createWith(own, tokenWith('k-1'))).body, 'id');
			const other = {...jwkOf(otherKey.publicKey, 'ES256', 'k-0')};
			const authenticationMethod = methodOf('ES256', other, jwk('k-1'));
			const statusOf = async (header: {readonly alg: string; readonly kid?: string}) => {
				const form = formOf(tokenId, await anAssertion({tokenId, now: own.clock.now(), header}));
				return (await own.call('POST', tokenPath, {form})).status;
			};
			const alone = await statusOf({alg: 'ES256'});
			const path = `/iam/v1/tokens/${tokenId}`;
			await own.call('PATCH', path, {session: own.session, body: {name: 'ci-signer', authenticationMethod}});
			return [alone, await statusOf({alg: 'ES256'}), await statusOf({alg: 'ES256', kid: 'k-1'})].join(' ');
		},
		expected: {any: '200 200 200', first: '200 401 200', refused: '401 401 200'},
	},
	'ec-jwk': {
		look: async own => {
			const {kid, kty, alg, use} = jwk('k-1');
			const keys = [{kid, kty, alg, use}];
			const authenticationMethod = {...methodOf(), publicKeyInfo: {jwks: {keys}}};
			return String((await createWith(own, {name: 'bare', authenticationMethod})).status);
		},
		expected: {unchecked: '200', checked: '400'},
	},
	create: {
		look: async own => Object.keys(Object((await createWith(own)).body)).join(' '),
		expected: {full: 'id ari ownerAri name authenticationMethod scopes', bare: 'id'},
	},
	scopes: {
		look: async own => {
			const id = await aToken(own.call, own.session);
			const {body} = await own.call('GET', `/iam/v1/tokens/${id}`, {session: own.session});
			return JSON.stringify(Object(body).scopes);
		},
		expected: {empty: '[]', filled: '["openid"]'},
	},
	page: {
		look: async own => {
			for (let count = 0; count < 12; count += 1) await aToken(own.call, own.session);
			const sizes: number[] = [];
			for (let query = ''; ; ) {
				const {body} = await own.call('GET', `/iam/v1/tokens${query}`, {session: own.session});
				const {tokens, lastEvaluatedKey} = Object(body);
				sizes.push(tokens.length);
				if (lastEvaluatedKey === undefined) return sizes.join(' ');
				query = `?exclusiveStartKey=${encodeURIComponent(lastEvaluatedKey)}`;
			}
		},
		expected: {'100': '12', '10': '10 2', 'empty-first': '0 12', 'empty-last': '12 0'},
	},
	ids: {
		look: async own => {
			const id = await aMember(own);
			return textAt(await tokenRecord(own), 'principalId').replace(id, 'ID');
		},
		expected: {prefixed: 'token/ID', bare: 'ID'},
	},
	principals: {
		look: async own => {
			await aMember(own);
			return Object.keys(await tokenRecord(own)).join(' ');
		},
		expected: {
			'with-policy': 'projectId projectName principalId version statement',
			'ids-only': 'principalId',
		},
	},
	'default-policy': {
		look: async own => {
			const id = await aMember(own);
			const {session} = own;
			const {status, body} = await own.call('GET', policyPath(id), {session});
			const listed = await own.call('GET', `/iam/v1/tokens/${id}/projects`, {session});
			const shown = [Object(body), Object(listed.body).projects[0].policy, await tokenRecord(own)].map(
				policy => JSON.stringify(policy?.statement?.map(({action}: {action: unknown}) => action)),
			);
			await grant(own, await projectOf(own), id, 'cis:startIssuance');
			assert.equal((await own.call('GET', policyPath(id), {session})).status, 200);
			return [status, ...shown].join(' ');
		},
		expected: {
			'empty-string': '200 [[""]] [[""]] [[""]]',
			'empty-list': '200 [] [] []',
			absent: '404   ',
		},
	},
	'action-globs': {
		look: async own => readAsToken(own, 'cis:*', async () => undefined),
		expected: {matched: '200', literal: '403'},
	},
	rights: {
		look: async own =>
			readAsToken(own, '*', async id => {
				const deleted = await own.call('DELETE', `/iam/v1/tokens/${id}`, {session: own.session});
				assert.equal(deleted.status, 204);
			}),
		expected: {withdrawn: '403', kept: '200'},
	},
	scoped: {
		look: async own => {
			const path = '/iam/v1/sts/create-project-scoped-token';
			const body = {projectId: await projectOf(own)};
			const scoped = await own.call('POST', path, {session: own.session, body});
			if (scoped.status !== 200) return String(scoped.status);
			const token = textAt(scoped.body, 'accessToken');
			return `200 ${(await own.call('GET', '/iam/v1/projects/principals', {token})).status}`;
		},
		expected: {allowed: '200 200', refused: '403', powerless: '200 403'},
	},
	'scoped-life': {
		look: async own => {
			const path = '/iam/v1/sts/create-project-scoped-token';
			const body = {projectId: await projectOf(own)};
			const scoped = await own.call('POST', path, {session: own.session, body});
			const {accessToken: token, expiresIn} = Object(scoped.body);
			own.clock.advance((expiresIn - 1) * 1000);
			assert.equal((await own.call('GET', '/cwe/v1/wallets', {token})).status, 200);
			own.clock.advance(2000);
			assert.equal((await own.call('GET', '/cwe/v1/wallets', {token})).status, 401);
			return String(expiresIn);
		},
		expected: {'3600': '3600', '300': '300'},
	},
	expired: {
		look: async ({call, session, clock}) => {
			clock.advance(25 * 60 * 60 * 1000);
			const replies = await Promise.all(
				['/api/whoami', '/iam/v1/tokens'].map(async path => call('GET', path, {session})),
			);
			const [first, second] = replies.map(
				({status, body}) => `${status} ${/<h1>.*<\/h1>/.exec(String(body))?.[0] ?? textAt(body, 'name')}`,
			);
			assert.equal(first, second);
			assert.equal((await call('GET', '/iam/v1/tokens', {token: 'Bearer x'})).status, 401);
			return String(first);
		},
		expected: {
			'401': '401 InvalidJwtTokenError',
			'403': '403 UnauthorizedError',
			html: '200 <h1>Sign in</h1>',
		},
	},
	errors: {
		look: async ({call, session}) => {
			const {body} = await call('PATCH', '/api/project/nothing', {session, body: {}});
			const iam = await call('GET', '/iam/v1/projects/nothing', {session});
			assert.ok(textAt(iam.body, 'traceId'));
			return Object.keys(Object(body)).sort().join(' ');
		},
		expected: {
			iam: 'details httpStatusCode message name traceId',
			older: 'code debugId details message name',
		},
	},
	version: {
		look: async ({call, session}) => {
			const sent = [{}, ...['1.9.9', 'new', '2.0.0'].map(version => ({'affinidi-cli-version': version}))];
			const replies = await Promise.all(
				sent.map(async headers => call('GET', '/iam/v1/tokens', {session, headers})),
			);
			const refused = replies.find(({status}) => status !== 200);
			if (refused) assert.equal(textAt(refused.body, 'errorCodeStr'), 'CLIVersionInvalid');
			return replies.map(({status}) => status).join(' ');
		},
		expected: {optional: '200 200 200 200', required: '400 400 400 200'},
	},
	whoami: {
		look: async ({call, session}) =>
			Object.keys(Object((await call('GET', '/api/whoami', {session})).body)).join(' '),
		expected: {
			full: 'sub email projects token',
			'sub-only': 'sub',
			principal: 'principalId principalType',
		},
	},
	jwe: {
		look: async own => String((await sealedHeader(own)).alg),
		expected: {
			'RSA-OAEP-256': 'RSA-OAEP-256',
			'RSA-OAEP': 'RSA-OAEP',
			'RSA-OAEP-384': 'RSA-OAEP-384',
			'RSA-OAEP-512': 'RSA-OAEP-512',
		},
	},
	enc: {
		look: async own => String((await sealedHeader(own)).enc),
		expected: {
			A256GCM: 'A256GCM',
			A128GCM: 'A128GCM',
			'A256CBC-HS512': 'A256CBC-HS512',
			'A128CBC-HS256': 'A128CBC-HS256',
		},
	},
	decline: {
		look: async ({asking}) => {
			const {call} = await asking();
			const begun = await call('POST', '/api/auth/url', {body: {publicKey: rsaPem, uxClient: 4}});
			const url = new URL(textAt(begun.body, 'authUrl'));
			const page = await call('GET', url.pathname + url.search);
			const [, formToken = ''] = /name="formToken" value="([^"]+)"/.exec(String(page.body)) ?? [];
			const state = url.searchParams.get('state') ?? '';
			const {headers} = await call('POST', '/authorize', {form: {state, formToken, decision: 'decline'}});
			return new URL(headers.get('location') ?? '').search;
		},
		expected: {
			error: '?state=error&error=access_denied&description=request_declined',
			type: '?state=error&type=access_denied&description=request_declined',
		},
	},
};

const aVariedSandbox = async (t: TestContext, variants: Partial<Variants>): Promise<Own> => {
	// A client that the strictest portal takes.
	const headers = {'affinidi-cli-version': '2.15.0'};
	const own = await aSandbox(t, {variants});
	const session = await signIn(async (method, path, given) => own.call(method, path, {...given, headers}));
	const asking = async () =>
		aSandbox(t, {directory: own.directory, clock: own.clock, autoApprove: false, variants});
	return {...own, session, asking};
};

for (const {name, values} of variantTable) {
	test(`${name} can be answered with ${values.join(', ')}, and a client can tell`, async t => {
		const {look, expected} = answers[name];
		const seen = new Map<string, string>();
		for (const value of values) seen.set(value, await look(await aVariedSandbox(t, {[name]: value})));
		assert.deepEqual(Object.fromEntries(seen), expected);
	});
}

test('any variants go together: a machine user can be made, granted, used and deleted', async t => {
	const anyVariants = fc.record(
		Object.fromEntries(variantTable.map(({name, values}) => [name, fc.constantFrom(...values)])),
	);
	await fc.assert(
		fc.asyncProperty(anyVariants, async chosen => {
			const parsed = parseVariants(Object.entries(chosen).map(pair => pair.join('=')));
			assert.ok(parsed.ok);
			const own = await aVariedSandbox(t, parsed.value);
			const headers = {'affinidi-cli-version': '2.15.0'};
			const send: Caller = async (method, path, given) => {
				const reply = await own.call(method, path, {session: own.session, headers, ...given});
				assert.ok(reply.status < 300, `${method} ${path} ${reply.status}`);
				return reply;
			};
			const id = textAt((await send('POST', '/iam/v1/tokens', {body: tokenWith('k-1')})).body, 'id');
			await send('PATCH', `/iam/v1/tokens/${id}`, {body: tokenWith('k-1')});
			await send('POST', '/iam/v1/projects/principals', {body: {principalId: id, principalType: 'token'}});
			const projectId = textAt((await send('GET', '/api/project')).body, 'id');
			await send('PUT', policyPath(id), {body: policyFor(projectId, id, 'cwe:listWallets')});
			const listed = await send('GET', `/iam/v1/tokens/${id}/projects`);
			assert.ok(Array.isArray(Object(listed.body).projects));
			const token = await scopedTokenOf(own, projectId, {token: await accessTokenOf(own, id)});
			assert.equal((await own.call('GET', '/cwe/v1/wallets', {token})).status, 200);
			await send('DELETE', `/iam/v1/tokens/${id}`);
			const gone = await own.call('GET', `/iam/v1/tokens/${id}`, {session: own.session, headers});
			assert.equal(gone.status, 404);
		}),
		{numRuns: 25},
	);
});
