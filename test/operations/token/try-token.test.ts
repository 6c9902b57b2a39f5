import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {tokenAuthorization} from '../../../source/api/oauth.ts';
import {type Algorithm, algorithms} from '../../../source/keys/algorithms.ts';
import {localSigningKey} from '../../../source/keys/local-signing-key.ts';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {planTry, type TryInput, tryToken} from '../../../source/operations/token/try-token.ts';
import type {Policy} from '../../../source/policies/policy.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {type PresetId, presets} from '../../../source/policies/presets.ts';
import {statementPolicy} from '../../../source/policies/statement-policy.ts';
import {aKeyPair} from '../../fixtures/a-key-pair.ts';
import {aWorkshop, run} from '../a-workshop.ts';

const workshop = await aWorkshop({after});
const {deps, projects, anInput, interceptWith, passOn, setServiceAhead} = workshop;
const {service} = deps;
const {alpha} = projects;
const member = [{projectId: alpha.id, projectName: alpha.name, actions: [], resources: []}];

const setPolicy = async (tokenId: string, policy: Policy) => {
	const scoped = await service.iam.createProjectScopedToken(alpha.id);
	assert.ok(scoped.ok);
	const iam = service.gatewayIam(tokenAuthorization(scoped.value.value.accessToken, 'bearer'));
	assert.ok((await iam.updatePolicies({id: tokenId, type: 'token'}, policy)).ok);
};

/** A token that is a member of a project with a preset's rights there, and what is needed to try it. */
const aTrial = async (algorithm: Algorithm = 'ES256', preset: PresetId = 'issue') => {
	const keyPair = await aKeyPair(algorithm);
	const {outcome} = await run(createToken(deps, await anInput({keyPair, grants: member})));
	assert.ok(outcome.kind === 'created');
	const tokenId = outcome.token.id;
	const policy = policyFor(preset, alpha.id, tokenId);
	await setPolicy(tokenId, policy);
	const input: TryInput = {
		tokenId,
		algorithm,
		signingKey: localSigningKey(keyPair.privateKey),
		keyId: tokenId,
		project: {...alpha, policy},
	};
	return {tokenId, input};
};

const tried = async (input: TryInput) => {
	const {outcome, events} = await run(tryToken(deps, input));
	const last = new Map(events.map(({step, status, detail}) => [step, {status, detail}]));
	return {outcome, events, last};
};

for (const algorithm of Object.keys(algorithms) as Algorithm[]) {
	test(`a token for ${algorithm} works with the rights of every preset`, async () => {
		const {tokenId, input} = await aTrial(algorithm);
		for (const preset of Object.keys(presets) as PresetId[]) {
			const policy = policyFor(preset, alpha.id, tokenId);
			await setPolicy(tokenId, policy);
			const {outcome, events} = await tried({...input, project: {...alpha, policy}});
			assert.equal(outcome.kind, 'works', `${preset}: ${JSON.stringify(outcome.failure)}`);
			assert.equal(outcome.note, undefined);
			assert.deepEqual(
				events.filter(({status}) => status === 'done').map(({step}) => step),
				planTry.map(({step}) => step),
			);
		}
	});
}

test('header and claims of the assertion are shown, its signature and every token are not', async () => {
	const {tokenId, input} = await aTrial();
	const seen: string[] = [];
	interceptWith(async (request, next) => {
		if (request.url.endsWith('/auth/oauth2/token'))
			seen.push((await request.clone().text()).split('.').at(-1)?.split('&')[0] ?? '');
		const response = await next(request);
		const text = await response.clone().text();
		seen.push(...(text.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? []));
		return response;
	});
	const {outcome, events} = await tried(input);
	passOn();
	assert.equal(outcome.assertion?.claims.sub, tokenId);
	assert.deepEqual(outcome.assertion?.header, {alg: 'ES256', typ: 'JWT', kid: tokenId});
	assert.ok(seen.length >= 3 && seen.every(secret => secret.length > 20));
	const shown = JSON.stringify([outcome, events]);
	for (const secret of seen) assert.equal(shown.includes(secret), false);
});

const failedAt = ({outcome, last}: Awaited<ReturnType<typeof tried>>, step: string) => {
	assert.equal(outcome.kind, 'failed');
	assert.equal(last.get(step)?.status, 'failed');
	assert.ok(outcome.failure);
	return outcome.failure;
};

test('a key that is not the registered one fails at the exchange, and it is said what to check', async () => {
	const {input} = await aTrial();
	const {privateKey} = await aKeyPair('ES256');
	const failure = failedAt(await tried({...input, signingKey: localSigningKey(privateKey)}), 'access-token');
	assert.equal(failure.status, 401);
	assert.match(failure.remedy, /key is the registered one/);
});

test('a key id that is not registered fails at the exchange', async () => {
	const {input} = await aTrial();
	assert.equal(failedAt(await tried({...input, keyId: 'another'}), 'access-token').status, 401);
});

test('without a key id the service finds the key by itself', async () => {
	const {input} = await aTrial();
	const {outcome} = await tried({...input, keyId: undefined});
	assert.equal(outcome.kind, 'works');
	assert.equal(outcome.assertion && 'kid' in outcome.assertion.header, false);
});

test('a deleted token fails at the exchange, and it is said that it may be gone', async () => {
	const {tokenId, input} = await aTrial();
	await service.iam.deleteToken(tokenId);
	assert.match(failedAt(await tried(input), 'access-token').remedy, /still exists/);
});

test('a token that is not in the project fails at the project token', async () => {
	const {input} = await aTrial();
	const {beta} = projects;
	const failure = failedAt(
		await tried({...input, project: {...beta, policy: input.project?.policy}}),
		'project-token',
	);
	assert.equal(failure.name, 'PrincipalDoesNotBelongToProjectError');
	assert.match(failure.remedy, /not in this project/);
});

test('rights that the service does not honour fail at the call', async () => {
	const {tokenId, input} = await aTrial('ES256', 'issue');
	await setPolicy(tokenId, policyFor('iota', alpha.id, tokenId));
	const failure = failedAt(await tried(input), 'service-read');
	assert.equal(failure.name, 'ActionForbiddenError');
	assert.match(failure.remedy, /permissions do not allow/);
});

test('a policy without a safe read works as far as it can be tried, and says so', async () => {
	const {tokenId, input} = await aTrial();
	const rights = {actions: ['cis:startIssuance'], resources: [`*:${alpha.id}:*`]};
	const policy = statementPolicy({...rights, projectId: alpha.id, tokenId});
	await setPolicy(tokenId, policy);
	const {outcome, last} = await tried({...input, project: {...alpha, policy}});
	assert.equal(outcome.kind, 'works');
	assert.match(outcome.note ?? '', /^No safe read in this policy/);
	assert.equal(last.get('service-read')?.status, 'skipped');
});

test('a token in no project works as far as it can be tried, and says so', async () => {
	const {input} = await aTrial();
	const {outcome, last} = await tried({...input, project: undefined});
	assert.equal(outcome.kind, 'works');
	assert.match(outcome.note ?? '', /in no project/);
	assert.equal(last.get('project-token')?.status, 'skipped');
});

for (const [ms, words] of [
	[600_000, '10 minutes behind'],
	[-600_000, '10 minutes ahead'],
] as const) {
	test(`a computer whose clock is ${words} signs with the service's clock, and that is said`, async t => {
		const {input} = await aTrial();
		t.after(() => setServiceAhead(0));
		setServiceAhead(ms);
		const {outcome, last} = await tried(input);
		assert.equal(outcome.kind, 'works', JSON.stringify(outcome.failure));
		assert.match(last.get('sign')?.detail ?? '', new RegExp(`service's clock.*${words}`));
		const signedAt = (outcome.assertion?.claims.iat ?? 0) * 1000;
		assert.ok(Math.abs(signedAt - workshop.clock.now() - ms) < 2000);
	});
}

test('a clock that is off by a few seconds is not worth a word', async t => {
	const {input} = await aTrial();
	t.after(() => setServiceAhead(0));
	setServiceAhead(5000);
	const {outcome, last} = await tried(input);
	assert.equal(outcome.kind, 'works');
	assert.equal(last.get('sign')?.detail, 'ES256');
});

test('a service that takes the key for somebody else is not believed', async () => {
	const {input} = await aTrial();
	interceptWith(async (request, next) =>
		request.url.endsWith('/sts/whoami')
			? Response.json({principalId: 'token/another', principalType: 'token'})
			: next(request),
	);
	const result = await tried(input);
	passOn();
	assert.equal(failedAt(result, 'whoami').kind, 'other-principal');
});

for (const [path, step] of [
	['/iam/.well-known/jwks.json', 'sign'],
	['/auth/oauth2/token', 'access-token'],
	['/iam/v1/sts/whoami', 'whoami'],
	['/iam/v1/sts/create-project-scoped-token', 'project-token'],
	['/cis/v1/configurations', 'service-read'],
] as const) {
	test(`a connection that breaks at ${path} fails the step that needed it, with what to do`, async () => {
		const {input} = await aTrial();
		interceptWith(async (request, next) => {
			if (new URL(request.url).pathname === path) throw new Error('cut');
			return next(request);
		});
		const result = await tried(input);
		passOn();
		const failure = failedAt(result, step);
		assert.equal(failure.kind, 'no-reply');
		assert.ok(failure.message && failure.remedy);
	});
}
