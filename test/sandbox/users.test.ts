import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {makeApp} from '../../source/sandbox/make-app.ts';
import {openSigningKey} from '../../source/sandbox/signing-key.ts';
import {openState} from '../../source/sandbox/state.ts';
import {completeVariants} from '../../source/sandbox/variants.ts';
import {systemRandom} from '../../source/system/random.ts';
import {
	type ASandbox,
	aClock,
	aFolder,
	aSandbox,
	aToken,
	ecKey,
	jwkOf,
	methodOf,
	origin,
	textAt,
} from './a-sandbox.ts';
import {accessTokenOf, scopedTokenOf} from './an-assertion.ts';

/** A user with all that a user can have; every name of theirs holds their own. */
const aUser = async (own: ASandbox, name: string) => {
	const session = await own.signIn(`${name}@users.example`);
	const {call} = own;
	const project = await call('POST', '/api/project', {
		session,
		body: {name: `${name}-project`, description: `${name}-words`},
	});
	const projectId = textAt(project.body, 'id');
	const created = await call('POST', '/iam/v1/tokens', {
		session,
		body: {
			name: `${name}-token`,
			authenticationMethod: methodOf('ES256', jwkOf(ecKey.publicKey, 'ES256', `${name}-kid`)),
		},
	});
	const tokenId = textAt(created.body, 'id');
	await call('POST', '/iam/v1/projects/principals', {
		session,
		body: {principalId: tokenId, principalType: 'token'},
	});
	await call('PUT', `/iam/v1/policies/principals/${tokenId}?principalType=token`, {
		session,
		body: policyOf(projectId, tokenId, '*'),
	});
	const sub = textAt((await call('GET', '/api/whoami', {session})).body, 'sub');
	const access = await accessTokenOf(own, tokenId, `${name}-kid`);
	const scoped = await scopedTokenOf(own, projectId, {token: access});
	const userScoped = await scopedTokenOf(own, projectId, {session});
	return {name, session, sub, projectId, tokenId, access, scoped, userScoped};
};
type AUser = Awaited<ReturnType<typeof aUser>>;

const policyOf = (projectId: string, id: string, action: string) => ({
	version: '2022-12-15',
	statement: [
		{principal: [`ari:iam::${projectId}:token/${id}`], action: [action], resource: ['*'], effect: 'Allow'},
	],
});

type Attack = {
	/** The path with the ids of the user it is aimed at. */
	readonly path: (victim: AUser) => string;
	readonly body?: (victim: AUser) => unknown;
	/** What the other user hears: nothing of it, or only what is their own. */
	readonly heard: readonly number[];
};

const policyPath = ({tokenId}: AUser) => `/iam/v1/policies/principals/${tokenId}?principalType=token`;
const at = (path: string) => () => path;
const refused = [403, 404];
const theirOwn = [200, 204];

/** Every route that needs to know who asks, aimed at somebody else's things where it can be. */
const attacks: Readonly<Record<string, Attack>> = {
	'GET /api/whoami': {path: at('/api/whoami'), heard: theirOwn},
	'GET /api/projects': {path: at('/api/projects'), heard: theirOwn},
	'GET /api/project': {path: at('/api/project'), heard: theirOwn},
	'POST /api/project': {path: at('/api/project'), body: () => ({name: 'of the other'}), heard: theirOwn},
	'PATCH /api/project/:projectId': {
		path: ({projectId}) => `/api/project/${projectId}`,
		body: () => ({name: 'taken over'}),
		heard: refused,
	},
	'POST /api/projects/active': {
		path: at('/api/projects/active'),
		body: ({projectId}) => ({projectId}),
		heard: refused,
	},
	'GET /api/stats/:projectId': {path: ({projectId}) => `/api/stats/${projectId}`, heard: refused},
	'POST /iam/v1/tokens': {
		path: at('/iam/v1/tokens'),
		body: () => ({name: 'of the other', authenticationMethod: methodOf()}),
		heard: theirOwn,
	},
	'GET /iam/v1/tokens': {path: at('/iam/v1/tokens'), heard: theirOwn},
	'GET /iam/v1/tokens/:tokenId': {path: ({tokenId}) => `/iam/v1/tokens/${tokenId}`, heard: refused},
	'PATCH /iam/v1/tokens/:tokenId': {
		path: ({tokenId}) => `/iam/v1/tokens/${tokenId}`,
		body: () => ({name: 'taken over', authenticationMethod: methodOf()}),
		heard: refused,
	},
	'DELETE /iam/v1/tokens/:tokenId': {path: ({tokenId}) => `/iam/v1/tokens/${tokenId}`, heard: refused},
	'GET /iam/v1/tokens/:tokenId/projects': {
		path: ({tokenId}) => `/iam/v1/tokens/${tokenId}/projects`,
		heard: refused,
	},
	'POST /iam/v1/projects': {
		path: at('/iam/v1/projects'),
		body: () => ({name: 'of the other'}),
		heard: theirOwn,
	},
	'GET /iam/v1/projects': {path: at('/iam/v1/projects'), heard: theirOwn},
	'GET /iam/v1/projects/:projectId': {path: ({projectId}) => `/iam/v1/projects/${projectId}`, heard: refused},
	'PATCH /iam/v1/projects/:projectId': {
		path: ({projectId}) => `/iam/v1/projects/${projectId}`,
		body: () => ({description: 'taken over'}),
		heard: refused,
	},
	// Whoever is named here gets a part in the project of the user who names them; nobody is told whether they exist.
	'POST /iam/v1/projects/principals': {
		path: at('/iam/v1/projects/principals'),
		body: ({sub}) => ({principalId: sub, principalType: 'user'}),
		heard: theirOwn,
	},
	'GET /iam/v1/projects/principals': {path: at('/iam/v1/projects/principals'), heard: theirOwn},
	'DELETE /iam/v1/projects/principals/:principalId': {
		path: ({tokenId}) => `/iam/v1/projects/principals/${tokenId}?principalType=token`,
		heard: refused,
	},
	'GET /iam/v1/policies/principals/:principalId': {path: policyPath, heard: refused},
	// 400 is the contract's word for a principal that is not in the project.
	'PUT /iam/v1/policies/principals/:principalId': {
		path: policyPath,
		body: ({projectId, tokenId}) => policyOf(projectId, tokenId, 'cis:startIssuance'),
		heard: [400],
	},
	'GET /iam/v1/sts/whoami': {path: at('/iam/v1/sts/whoami'), heard: theirOwn},
	'POST /iam/v1/sts/create-project-scoped-token': {
		path: at('/iam/v1/sts/create-project-scoped-token'),
		body: ({projectId}) => ({projectId}),
		heard: refused,
	},
	'GET /cis/v1/configurations': {path: at('/cis/v1/configurations'), heard: theirOwn},
	'GET /ais/v1/configurations': {path: at('/ais/v1/configurations'), heard: theirOwn},
	'GET /vpa/v1/login/configurations': {path: at('/vpa/v1/login/configurations'), heard: theirOwn},
	'GET /cwe/v1/wallets': {path: at('/cwe/v1/wallets'), heard: theirOwn},
	// Last, for it ends the session of whoever sends it.
	'POST /api/auth/logout': {path: at('/api/auth/logout'), body: () => ({}), heard: theirOwn},
};

/** The routes that ask nobody who they are: a way in, or public. */
const open = [
	'POST /api/auth/url',
	'GET /api/session-id',
	'GET /authorize',
	'POST /authorize',
	'POST /auth/oauth2/token',
	'GET /iam/.well-known/jwks.json',
	'GET /iam/.well-known/did.json',
];

type Credential = {
	readonly session?: string;
	readonly token?: string;
	readonly headers?: Record<string, string>;
};

const send = async ({call}: ASandbox, route: string, victim: AUser, credential: Credential) => {
	const attack = attacks[route];
	assert.ok(attack, route);
	const [method = ''] = route.split(' ');
	const body = attack.body?.(victim);
	return call(method, attack.path(victim), {...credential, ...(body !== undefined && {body})});
};

/** All that a user can read of theirs. */
const sight = async ({call}: ASandbox, {session, tokenId}: AUser) => {
	const paths = [
		'/api/whoami',
		'/api/project',
		'/iam/v1/tokens',
		'/iam/v1/projects',
		'/iam/v1/projects/principals',
		`/iam/v1/tokens/${tokenId}/projects`,
		`/iam/v1/policies/principals/${tokenId}?principalType=token`,
	];
	const replies = await Promise.all(paths.map(async path => call('GET', path, {session})));
	for (const {status} of replies) assert.equal(status, 200);
	return replies.map(({body}) => body);
};

const assertNothingOf = (
	{name, tokenId, projectId, sub}: AUser,
	body: unknown,
	told: readonly string[] = [],
) => {
	const text = JSON.stringify(body);
	for (const secret of [name, tokenId, projectId, sub].filter(word => !told.includes(word)))
		assert.ok(!text.includes(secret), `${text} holds ${secret}`);
};

const twoUsers = async (t: TestContext) => {
	const own = await aSandbox(t);
	return {own, alice: await aUser(own, 'alice'), mallory: await aUser(own, 'mallory')};
};

test('the routes that are tried here are all the routes there are', async t => {
	const clock = aClock();
	const directory = await aFolder(t);
	const state = openState(directory, {clock, random: systemRandom});
	const signingKey = openSigningKey({directory, files: state.files, clock, random: systemRandom});
	const variants = completeVariants();
	const app = makeApp({
		state,
		signingKey,
		clock,
		random: systemRandom,
		origin,
		autoApprove: false,
		variants,
	});
	const routes = app.routes.map(({method, path}) => `${method} ${path}`);
	assert.deepEqual(routes.toSorted(), [...Object.keys(attacks), ...open].toSorted());
});

test('two users never see or change each other’s anything, on any route, by session or by token', async t => {
	const {own, alice, mallory} = await twoUsers(t);
	const before = await sight(own, alice);
	const credentials: readonly Credential[] = [
		{token: mallory.access},
		{token: mallory.scoped},
		{token: mallory.userScoped},
		{session: mallory.session},
	];
	for (const credential of credentials) {
		for (const [route, {heard}] of Object.entries(attacks)) {
			const reply = await send(own, route, alice, credential);
			// A token is told less than a session: 401 at the portal, 403 where its level is the wrong one.
			const may = credential.session === undefined ? [...heard, 401, 403] : heard;
			assert.ok(may.includes(reply.status), `${route} ${reply.status}`);
			// What was added to a project is listed there, under the id that it was added by.
			assertNothingOf(alice, reply.body, route.endsWith('/projects/principals') ? [alice.sub] : []);
		}
	}
	assert.deepEqual(await sight(own, alice), before);
	assertNothingOf(mallory, before);
});

test('without, with a wrong and with an ended session or token, every route is 401 and tells nothing', async t => {
	const {own, alice, mallory} = await twoUsers(t);
	const ended = await own.signIn(`${alice.name}@users.example`);
	await own.call('POST', '/api/auth/logout', {session: ended, body: {}});
	const before = await sight(own, alice);
	const wrong: readonly Credential[] = [
		{},
		...['undefined', 'null', '', 'unknown', ended, alice.sub, alice.access].map(session => ({session})),
		...['x', 'Bearer x', alice.session, `${alice.access}x`].map(token => ({token})),
		{headers: {cookie: `other=${alice.session}`}},
	];
	const assertShut = async (credential: Credential) => {
		for (const route of Object.keys(attacks)) {
			const reply = await send(own, route, alice, credential);
			assert.equal(reply.status, 401, `${route} ${JSON.stringify(credential)}`);
			assertNothingOf(alice, reply.body);
		}
	};
	for (const credential of wrong) await assertShut(credential);
	assert.deepEqual(await sight(own, alice), before);

	own.clock.advance(25 * 60 * 60 * 1000);
	for (const {session, access, scoped, userScoped} of [alice, mallory])
		for (const credential of [{session}, {token: access}, {token: scoped}, {token: userScoped}])
			await assertShut(credential);
});

test('a project-scoped token of one project can’t act on another, not even of the same user', async t => {
	const own = await aSandbox(t);
	const {call} = own;
	const alice = await aUser(own, 'alice');
	const {session} = alice;
	const other = await call('POST', '/api/project', {session, body: {name: 'other-project'}});
	const otherId = textAt(other.body, 'id');
	const member = await aToken(call, session);
	await call('POST', '/iam/v1/projects/principals', {
		session,
		body: {principalId: member, principalType: 'token'},
	});
	const path = `/iam/v1/policies/principals/${member}?principalType=token`;
	await call('PUT', path, {session, body: policyOf(otherId, member, 'cis:startIssuance')});
	const look = async () => [
		(await call('GET', '/iam/v1/projects/principals', {session})).body,
		(await call('GET', path, {session})).body,
	];
	const before = await look();

	for (const token of [alice.scoped, alice.userScoped]) {
		const listed = await call('GET', '/iam/v1/projects/principals', {token});
		assert.equal(listed.status, 200);
		assert.ok(
			!JSON.stringify(listed.body).includes(member) && !JSON.stringify(listed.body).includes(otherId),
		);
		assert.equal((await call('GET', path, {token})).status, 404);
		assert.equal((await call('PUT', path, {token, body: policyOf(otherId, member, '*')})).status, 400);
		const removal = `/iam/v1/projects/principals/${member}?principalType=token`;
		assert.equal((await call('DELETE', removal, {token})).status, 404);
		const scope = '/iam/v1/sts/create-project-scoped-token';
		assert.equal((await call('POST', scope, {token, body: {projectId: otherId}})).status, 403);
	}
	assert.deepEqual(await look(), before);
	const beyond = await call('POST', '/iam/v1/sts/create-project-scoped-token', {
		token: alice.access,
		body: {projectId: otherId},
	});
	assert.deepEqual(
		[beyond.status, textAt(beyond.body, 'name')],
		[403, 'PrincipalDoesNotBelongToProjectError'],
	);
});

test('who adds another user’s token opens a project of their own to it, and learns nothing', async t => {
	const {own, alice, mallory} = await twoUsers(t);
	const add = async (principalId: string) =>
		own.call('POST', '/iam/v1/projects/principals', {
			session: mallory.session,
			body: {principalId, principalType: 'token'},
		});
	const unknown = await add('5d1c0000-0000-4000-8000-000000000001');
	const known = await add(alice.tokenId);
	assert.deepEqual([known.status, known.body], [unknown.status, unknown.body]);
	const {body} = await own.call('GET', '/iam/v1/projects/principals', {session: mallory.session});
	assertNothingOf(alice, body, [alice.tokenId]);
	assert.equal((await own.call('GET', `/iam/v1/tokens/${alice.tokenId}`, mallory)).status, 403);
	await scopedTokenOf(own, mallory.projectId, {token: alice.access});
});

test('a policy that names another project’s resources gives nothing in its own', async t => {
	const own = await aSandbox(t);
	const alice = await aUser(own, 'alice');
	const otherId = '5d1c0000-0000-4000-8000-000000000001';
	for (const [resource, status] of [
		[`*:${otherId}:*`, 403],
		[`*:${alice.projectId}:*`, 200],
	] as const) {
		const policy = policyOf(alice.projectId, alice.tokenId, '*');
		const statement = policy.statement.map(one => ({...one, resource: [resource]}));
		await own.call('PUT', policyPath(alice), {session: alice.session, body: {...policy, statement}});
		assert.equal((await own.call('GET', '/cwe/v1/wallets', {token: alice.scoped})).status, status);
	}
});
