import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {tokenAuthorization} from '../../../source/api/oauth.ts';
import {makeKeyGenerator} from '../../../source/keys/generate.ts';
import {registeredJwk} from '../../../source/keys/public-jwk.ts';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {undoCreate} from '../../../source/operations/token/undo-create.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertCreated, assertUndone, statesOf} from '../invariants.ts';
import {resumeCreate, takeUpCreate} from '../take-up.ts';

const workshop = await aWorkshop({after});
const {deps, grants, projects, anInput, interceptWith, passOn} = workshop;
const {service} = deps;
const keys = makeKeyGenerator();

const iamOf = async (projectId: string) => {
	const scoped = await service.iam.createProjectScopedToken(projectId);
	assert.ok(scoped.ok);
	return service.gatewayIam(tokenAuthorization(scoped.value.value.accessToken, 'bearer'));
};

const giveAll = async (projectId: string, tokenId: string) => {
	const reply = await (await iamOf(projectId)).updatePolicies(
		{id: tokenId, type: 'token'},
		policyFor('full', projectId, tokenId),
	);
	assert.ok(reply.ok);
};

const setKeys = async (tokenId: string, keepsOurs: boolean) => {
	const found = await service.iam.getToken(tokenId);
	assert.ok(found.ok);
	const {name, keys: ours} = found.value.value;
	const {publicJwk} = await keys.generate('ES256');
	const rival = registeredJwk(publicJwk, 'ES256', keepsOurs ? 'rival' : tokenId);
	const kept = ours.map(({kid = '', kty = '', alg = '', crv = '', x = '', y = ''}) => ({
		kid,
		kty,
		alg,
		use: 'sig' as const,
		crv,
		x,
		y,
	}));
	const reply = await service.iam.updateToken(tokenId, {
		name,
		authenticationMethod: {
			type: 'PRIVATE_KEY',
			signingAlgorithm: 'ES256',
			publicKeyInfo: {jwks: {keys: keepsOurs ? [...kept, rival] : [rival]}},
		},
	});
	assert.ok(reply.ok);
};

/** Makes a token while a rival does something between its last write and its reading back. */
const createAgainst = async (rival: (tokenId: string) => Promise<void>) => {
	const input = await anInput();
	interceptWith(async (request, next) => {
		const {pathname} = new URL(request.url);
		const [, tokenId] = /^\/iam\/v1\/tokens\/([^/]+)$/.exec(pathname) ?? [];
		if (request.method !== 'GET' || tokenId === undefined) return next(request);
		passOn();
		await rival(tokenId);
		return next(request);
	});
	const {outcome} = await run(createToken(deps, input));
	passOn();
	return {outcome, wanted: {name: input.name, print: input.keyPair.thumbprint, grants}};
};

for (const [what, rival, said, isMended] of [
	['gives it more rights', async id => giveAll(projects.alpha.id, id), /rights in Alpha/, true],
	[
		'gives it rights where it should have none',
		async id => giveAll(projects.beta.id, id),
		/rights in Beta/,
		false,
	],
	[
		'takes it out of a project',
		async id => void (await (await iamOf(projects.beta.id)).removePrincipal({id, type: 'token'})),
		/not in the project Beta/,
		true,
	],
	['puts another key in the place of its own', async id => setKeys(id, false), /another key/, true],
	['adds a key of their own to it', async id => setKeys(id, true), /Another key than yours/, true],
] as const satisfies ReadonlyArray<readonly [string, (id: string) => Promise<void>, RegExp, boolean]>) {
	test(`a rival who ${what} before it is read back is noticed, ${isMended ? 'and a resume sets it right' : 'and it can be undone'}`, async () => {
		const {outcome, wanted} = await createAgainst(rival);
		assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined);
		assert.equal(outcome.failure.kind, 'not-as-asked');
		assert.match(outcome.failure.message, said);
		assert.equal((await statesOf(workshop))[outcome.operationId], 'interrupted');
		const resumed = await resumeCreate(workshop, outcome.operationId);
		if (isMended) {
			assert.equal(resumed.kind, 'created', JSON.stringify(resumed));
			await assertCreated(workshop, wanted, outcome.operationId);
		} else {
			assert.equal(resumed.kind === 'stopped' && resumed.failure.kind, 'not-as-asked');
			const {outcome: undone} = await run(
				undoCreate(deps, await takeUpCreate(workshop, outcome.operationId)),
			);
			await assertUndone(workshop, wanted, outcome.operationId, undone);
		}
		await workshop.clear();
	});
}

test('out of a project that nobody asked for a new token is taken again, and that is said', async () => {
	const input = await anInput();
	let isAdded = false;
	interceptWith(async (request, next) => {
		const isReadBack = request.method === 'GET' && /\/v1\/tokens\/[^/]+$/.test(new URL(request.url).pathname);
		if (!isReadBack || isAdded) return next(request);
		isAdded = true;
		const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
		await (await iamOf(projects.active.id)).addPrincipal({id, type: 'token'});
		return next(request);
	});
	const {outcome, events} = await run(createToken(deps, input));
	passOn();
	assert.ok(outcome.kind === 'created', JSON.stringify(outcome));
	const wanted = {name: input.name, print: input.keyPair.thumbprint, grants};
	await assertCreated(workshop, wanted, outcome.intent.id);
	assert.match(events.at(-1)?.detail ?? '', /taken out of Active again/);
	await workshop.clear();
});

test('a rival who switches the active project in the middle changes nothing', async () => {
	const {outcome, wanted} = await createAgainst(async () => {});
	assert.equal(outcome.kind, 'created');
	const input = await anInput();
	let other = projects.beta.id;
	interceptWith(async (request, next) => {
		if (request.url.endsWith('/api/projects/active')) return next(request);
		other = other === projects.beta.id ? projects.active.id : projects.beta.id;
		await service.portal.setActiveProject(other);
		return next(request);
	});
	const {outcome: second} = await run(createToken(deps, input));
	passOn();
	assert.ok(second.kind === 'created');
	await assertCreated(
		workshop,
		{...wanted, name: input.name, print: input.keyPair.thumbprint},
		second.intent.id,
	);
	await workshop.clear();
});
