import assert from 'node:assert/strict';
import {systemClock} from '../../source/system/clock.ts';
import {ecKey, jwkOf, methodOf, signIn, textAt} from './a-sandbox.ts';
import {anAssertion, formOf, tokenPath} from './an-assertion.ts';

type Reply = {readonly status: number; readonly body: unknown};
type Given = {
	readonly body?: unknown;
	readonly form?: Record<string, string>;
	/** An access or project-scoped token; the session unless given. */
	readonly token?: string;
};

/** What a client was told of a token of its own. */
type Known = {
	readonly id: string;
	body: unknown;
	/** The actions it was granted in the client's project; undefined when it is not in it. */
	actions: readonly string[] | undefined;
	access?: string;
	scoped?: string;
};

/** A token that two clients change at once, one its name and the other its keys; each knows what it changed last. */
type Shared = {readonly id: string; told: Readonly<Record<string, unknown>>; isBusy: boolean};

type Options = {
	readonly origin: string;
	/** Two of them share a user. */
	readonly clients: number;
	readonly requestsEach: number;
	/** Waits until a client may send its request of that number; as soon as its fourth last one is answered unless given. */
	readonly ready?: (client: number, request: number) => Promise<void>;
};

/** What came of it. */
export type Crowd = {
	readonly requests: number;
	/** Milliseconds from the first request to the last reply. */
	readonly elapsedMs: number;
	/** Milliseconds from each request to its reply. */
	readonly times: readonly number[];
	/** What was not answered as it should be. */
	readonly failures: readonly string[];
};

/** Numbers in [0, 1) that are the same in every run. */
const seeded = (seed: number) => {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
};

const methodWith = (kid: string) => methodOf('ES256', jwkOf(ecKey.publicKey, 'ES256', kid));

const policyOf = (projectId: string, id: string, actions: readonly string[]) => ({
	version: '2022-12-15',
	statement: [
		{
			principal: [`ari:iam::${projectId}:token/${id}`],
			action: actions,
			resource: actions.map(action => (action === '' ? '' : '*')),
			effect: 'Allow',
		},
	],
});

/** Opens a client: a session of its own, and a project of its own that is active in it. */
const openClient = async ({origin}: Options, number: number, record: (ms: number) => void) => {
	let session = 'undefined';
	const send = async (method: string, path: string, {body, form, token}: Given = {}): Promise<Reply> => {
		const begun = systemClock.monotonic();
		const response = await fetch(origin + path, {
			method,
			redirect: 'manual',
			headers: {
				'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
				...(token === undefined ? {cookie: `portal-session-local=${session}`} : {authorization: token}),
			},
			...(form && {body: new URLSearchParams(form).toString()}),
			...(body !== undefined && {body: JSON.stringify(body)}),
		});
		const text = await response.text();
		record(systemClock.monotonic() - begun);
		return {status: response.status, body: text.startsWith('<') || text === '' ? text : JSON.parse(text)};
	};
	const user = Math.floor(number / 2);
	session = await signIn(send, `user-${user}@users.example`);
	const project = await send('POST', '/api/project', {body: {name: `project of client ${number}`}});
	return {send, number, user, projectId: textAt(project.body, 'id'), projects: [project.body]};
};
type Client = Awaited<ReturnType<typeof openClient>>;

/** One request of a kind, and what the client knows from then on; `token` is nobody else's meanwhile. */
const requestKinds = (
	{send, number, projectId, projects}: Client,
	tokens: Map<string, Known>,
	shared: Shared,
	origin: string,
	expect: (reply: Reply, name: string, ...statuses: readonly number[]) => boolean,
) => {
	let count = 0;
	const kinds: readonly {
		readonly weight: number;
		readonly run: (token: Known) => Promise<unknown>;
	}[] = [
		{
			weight: 14,
			run: async () => {
				count += 1;
				const name = `token ${count} of client ${number}`;
				const reply = await send('POST', '/iam/v1/tokens', {
					body: {name, authenticationMethod: methodWith(`kid-${count}`)},
				});
				if (!expect(reply, 'create', 200)) return;
				const id = textAt(reply.body, 'id');
				tokens.set(id, {id, body: reply.body, actions: undefined});
			},
		},
		{
			weight: 14,
			run: async token => {
				count += 1;
				const change = count % 2 === 0 ? {name: `renamed ${count}`} : {};
				const keys = count % 3 === 0 ? {authenticationMethod: methodWith(`kid-${count}`)} : {};
				const reply = await send('PATCH', `/iam/v1/tokens/${token.id}`, {body: {...change, ...keys}});
				if (!expect(reply, 'change', 200)) return;
				token.body = {...Object(token.body), ...change, ...keys};
				assert.deepEqual(reply.body, token.body);
			},
		},
		{
			weight: 16,
			run: async token => {
				const reply = await send('GET', `/iam/v1/tokens/${token.id}`);
				if (expect(reply, 'read', 200)) assert.deepEqual(reply.body, token.body);
			},
		},
		{
			weight: 7,
			run: async token => {
				if (!expect(await send('DELETE', `/iam/v1/tokens/${token.id}`), 'delete', 204)) return;
				tokens.delete(token.id);
			},
		},
		{
			weight: 9,
			run: async token => {
				const body = {principalId: token.id, principalType: 'token'};
				if (!expect(await send('POST', '/iam/v1/projects/principals', {body}), 'add', 204)) return;
				token.actions ??= [''];
			},
		},
		{
			weight: 9,
			run: async token => {
				count += 1;
				const actions = ['cwe:listWallets', `cis:action-${count}`];
				const path = `/iam/v1/policies/principals/${token.id}?principalType=token`;
				const reply = await send('PUT', path, {body: policyOf(projectId, token.id, actions)});
				const isMember = token.actions !== undefined;
				if (expect(reply, 'grant', isMember ? 200 : 400) && isMember) token.actions = actions;
			},
		},
		{
			weight: 4,
			run: async token => {
				const path = `/iam/v1/projects/principals/${token.id}?principalType=token`;
				if (expect(await send('DELETE', path), 'remove', token.actions ? 204 : 404))
					token.actions = undefined;
			},
		},
		{
			weight: 6,
			run: async token => {
				const reply = await send('GET', `/iam/v1/tokens/${token.id}/projects`);
				if (expect(reply, 'projects of a token', 200)) assertRights(token, projectId, reply.body);
			},
		},
		{
			weight: 6,
			run: async token => {
				const endpoint = origin + tokenPath;
				const kid = textAt(token.body, 'authenticationMethod', 'publicKeyInfo', 'jwks', 'keys', 0, 'kid');
				const assertion = await anAssertion({
					tokenId: token.id,
					now: systemClock.now(),
					header: {alg: 'ES256', kid},
					claims: {aud: endpoint},
				});
				const reply = await send('POST', tokenPath, {form: formOf(token.id, assertion), token: ''});
				if (expect(reply, 'exchange', 200)) token.access = textAt(reply.body, 'access_token');
			},
		},
		{
			weight: 4,
			run: async token => {
				const path = '/iam/v1/sts/create-project-scoped-token';
				const reply = await send('POST', path, {body: {projectId}, token: token.access ?? 'none'});
				const status = token.actions ? 200 : 403;
				if (expect(reply, 'scope', token.access ? status : 401) && reply.status === 200)
					token.scoped = textAt(reply.body, 'accessToken');
			},
		},
		{
			weight: 4,
			run: async token => {
				const reply = await send('GET', '/cwe/v1/wallets', {token: token.scoped ?? 'none'});
				const status = token.actions?.includes('cwe:listWallets') ? 200 : 403;
				expect(reply, 'wallets', token.scoped ? status : 401);
			},
		},
		{
			weight: 1,
			run: async () => {
				count += 1;
				const reply = await send('POST', '/iam/v1/projects', {body: {name: `project ${count} of ${number}`}});
				if (expect(reply, 'create project', 200, 409) && reply.status === 200) projects.push(reply.body);
			},
		},
		{
			weight: 20,
			run: async () => {
				const path = `/iam/v1/tokens/${shared.id}`;
				const isOwn = !shared.isBusy;
				shared.isBusy = true;
				count += 1;
				// Each change is looked for before the next one hides that it was lost.
				if (!isOwn || count % 2 === 0) {
					const reply = await send('GET', path);
					if (expect(reply, 'read shared', 200) && isOwn)
						assert.deepEqual(reply.body, {...Object(reply.body), ...shared.told});
				} else {
					const change =
						number % 2 === 0
							? {name: `shared ${count}`}
							: {authenticationMethod: methodWith(`shared-kid-${count}`)};
					const reply = await send('PATCH', path, {body: change});
					if (expect(reply, 'change shared', 200)) shared.told = change;
				}
				if (isOwn) shared.isBusy = false;
			},
		},
		{weight: 4, run: async () => expect(await send('GET', '/iam/v1/tokens?limit=50'), 'list', 200)},
		{weight: 3, run: async () => expect(await send('GET', '/iam/v1/projects/principals'), 'principals', 200)},
		{weight: 2, run: async () => expect(await send('GET', '/api/whoami'), 'whoami', 200)},
	];
	return kinds.flatMap(({weight, run}) => Array.from({length: weight}, () => run));
};

const assertRights = ({id, actions}: Known, projectId: string, body: unknown) => {
	const found = Object(body).projects.map((project: unknown) => ({
		id: textAt(project, 'id'),
		policy: Object(project).policy,
	}));
	assert.deepEqual(found, actions ? [{id: projectId, policy: policyOf(projectId, id, actions)}] : []);
};

const allPages = async ({send}: Client, path: string, member: string): Promise<readonly unknown[]> => {
	const items: unknown[] = [];
	for (let query = ''; ; ) {
		const {status, body} = await send('GET', path + query);
		assert.equal(status, 200);
		items.push(...Object(body)[member]);
		const {lastEvaluatedKey} = Object(body);
		if (lastEvaluatedKey === undefined) return items;
		query = `?exclusiveStartKey=${encodeURIComponent(lastEvaluatedKey)}`;
	}
};

const byId = (items: readonly unknown[]) =>
	items.toSorted((a, b) => (textAt(a, 'id') < textAt(b, 'id') ? -1 : 1));

/** Sends mixed requests from several clients at once, and then compares what there is with what each was told. */
export const runCrowd = async (options: Options): Promise<Crowd> => {
	const times: number[] = [];
	const failures: string[] = [];
	const clients = await Promise.all(
		Array.from({length: options.clients}, async (_, number) =>
			openClient(options, number, ms => times.push(ms)),
		),
	);
	const shared = await Promise.all(
		clients.map(async ({user, number, send}) => {
			if (number % 2 === 1) return undefined;
			const body = {name: `shared of user ${user}`, authenticationMethod: methodWith('shared-kid')};
			return (await send('POST', '/iam/v1/tokens', {body})).body;
		}),
	);
	times.length = 0;

	const expect = ({status, body}: Reply, name: string, ...statuses: readonly number[]) => {
		if (statuses.includes(status)) return true;
		failures.push(`${name}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
		return false;
	};

	const work = async (client: Client) => {
		const tokens = new Map<string, Known>();
		const id = textAt(shared[client.user * 2], 'id');
		const both: Shared = {id, told: {}, isBusy: false};
		const kinds = requestKinds(client, tokens, both, options.origin, expect);
		const [create = async () => undefined] = kinds;
		const fraction = seeded(client.number + 1);
		const pick = <T>(items: readonly T[]) => items[Math.floor(fraction() * items.length)];
		const busy = new Set<Known>();
		const underWay = new Set<Promise<void>>();
		for (let request = 0; request < options.requestsEach; request += 1) {
			if (options.ready) await options.ready(client.number, request);
			else if (underWay.size >= 4) await Promise.race(underWay);
			const token = pick([...tokens.values()].filter(known => !busy.has(known)));
			const run = pick(kinds) ?? create;
			if (token) busy.add(token);
			const sent = (token ? run(token) : create({id: '', body: {}, actions: undefined}))
				.catch((error: unknown) => failures.push(String(error)))
				.then(() => {
					if (token) busy.delete(token);
					underWay.delete(sent);
				});
			underWay.add(sent);
		}
		await Promise.all(underWay);
		return {client, tokens, told: both.told};
	};
	const begun = systemClock.monotonic();
	const done = await Promise.all(clients.map(work));
	const elapsedMs = systemClock.monotonic() - begun;
	const requests = times.length;
	const answered = times.slice();

	const users = new Set(clients.map(({user}) => user));
	for (const user of users) {
		const own = done.filter(({client}) => client.user === user);
		const [first] = own;
		assert.ok(first);
		const known = own.flatMap(({tokens}) => [...tokens.values()].map(({body}) => body));
		const changed = Object.assign({}, shared[user * 2], ...own.map(({told}) => told));
		assert.deepEqual(
			byId(await allPages(first.client, '/iam/v1/tokens', 'tokens')),
			byId([...known, changed]),
		);
		const projects = await allPages(first.client, '/iam/v1/projects', 'projects');
		const told = own.flatMap(({client}) => client.projects);
		assert.deepEqual(
			byId(projects.filter(project => textAt(project, 'name') !== 'Default Project')),
			byId(told),
		);
		assert.ok(projects.length <= 10);
	}
	for (const {client, tokens} of done)
		for (const token of tokens.values()) {
			const {body} = await client.send('GET', `/iam/v1/tokens/${token.id}/projects`);
			assertRights(token, client.projectId, body);
		}
	return {requests, elapsedMs, times: answered, failures};
};
