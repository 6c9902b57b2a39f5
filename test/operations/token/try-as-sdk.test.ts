import assert from 'node:assert/strict';
import {after, afterEach, test} from 'node:test';
import {type Sdk, sdks} from '../../../source/exports/sdks.ts';
import type {Algorithm} from '../../../source/keys/algorithms.ts';
import {localSigningKey} from '../../../source/keys/local-signing-key.ts';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {planTryAsSdk, type SdkTryInput, tryAsSdk} from '../../../source/operations/token/try-as-sdk.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {aKeyPair} from '../../fixtures/a-key-pair.ts';
import {aWorkshop, run} from '../a-workshop.ts';

const workshop = await aWorkshop({after});
const {deps, projects, grants, anInput, interceptWith, passOn, setServiceAhead} = workshop;
afterEach(() => {
	passOn();
	setServiceAhead(0);
});

type Trial = Omit<SdkTryInput, 'sdk'>;

const aTrial = async (algorithm: Algorithm = 'RS256', keyId?: string): Promise<Trial> => {
	const keyPair = await aKeyPair(algorithm);
	const {outcome} = await run(createToken(deps, await anInput({keyPair, grants, keyId})));
	assert.ok(outcome.kind === 'created', JSON.stringify(outcome));
	const tokenId = outcome.token.id;
	return {
		tokenId,
		signingKey: localSigningKey(keyPair.privateKey),
		keyId: keyId ?? tokenId,
		project: {...projects.alpha, policy: policyFor('issue', projects.alpha.id, tokenId)},
		isEncrypted: false,
		hasPassphrase: false,
	};
};

type Seen = {
	readonly method: string;
	readonly path: string;
	readonly type: string | null;
	readonly body: string;
};

/** Tries a token in an SDK's way, and gives what went to the service. */
const tried = async (sdk: Sdk, trial: Trial, change?: (request: Request, response: Response) => Response) => {
	const sent: Seen[] = [];
	interceptWith(async (request, next) => {
		const body = await request.clone().text();
		const path = new URL(request.url).pathname;
		sent.push({method: request.method, path, type: request.headers.get('content-type'), body});
		const response = await next(request);
		return change?.(request, response) ?? response;
	});
	const {outcome, events} = await run(tryAsSdk(deps, {...trial, sdk}));
	passOn();
	const planned = planTryAsSdk.map(({step}) => step);
	for (const {step} of events) assert.ok(planned.includes(step), step);
	return {outcome, sent};
};

const sdkOf = (id: Sdk['id']): Sdk => {
	const sdk = sdks.find(each => each.id === id);
	assert.ok(sdk);
	return sdk;
};

const plain = await aTrial();

for (const sdk of sdks) {
	test(`an RS256 token works in the way of ${sdk.name}: its requests, its kid and its bodies`, async () => {
		const {outcome, sent} = await tried(sdk, plain);
		assert.equal(outcome.kind, 'works', JSON.stringify(outcome));
		assert.equal(outcome.as, sdk.name);
		assert.deepEqual(
			sent.slice(0, 3).map(({path}) => path),
			['/iam/.well-known/jwks.json', '/auth/oauth2/token', '/iam/v1/sts/create-project-scoped-token'],
		);
		const kid = sdk.id === 'java' || sdk.id === 'dart' ? undefined : plain.tokenId;
		assert.deepEqual(outcome.assertion?.header, {alg: 'RS256', typ: 'JWT', ...(kid && {kid})});
		const scoped = sent[2];
		const id = projects.alpha.id;
		assert.equal(scoped?.body, sdk.id === 'java' ? `projectId=${id}` : JSON.stringify({projectId: id}));
		assert.match(scoped.type ?? '', sdk.id === 'java' ? /x-www-form-urlencoded/ : /json/);
	});
}

test('what an SDK refuses by itself is never sent, and the SDK is named', async () => {
	const curve = await aTrial('ES256');
	for (const sdk of sdks) {
		const {outcome, sent} = await tried(sdk, curve);
		assert.equal(outcome.failure?.kind, 'sdk-refuses');
		assert.match(outcome.failure.message, new RegExp(`The ${sdk.name.replace('.', '\\.')} SDK`));
		assert.deepEqual(sent, []);
	}
	for (const sdk of sdks) {
		const {outcome, sent} = await tried(sdk, {...plain, hasPassphrase: true});
		const fails = sdk.failsWithNeedlessPassphrase;
		assert.equal(outcome.kind, fails ? 'failed' : 'works', sdk.name);
		assert.equal(sent.length === 0, fails);
	}
});

test('a key id of its own is sent by those that are given it, and .NET takes none that is not a UUID', async () => {
	const own = await aTrial('RS256', 'my-key-2026');
	for (const [id, kid] of [
		['typescript', 'my-key-2026'],
		['dart', 'my-key-2026'],
		['java', undefined],
	] as const) {
		const {outcome} = await tried(sdkOf(id), own);
		assert.equal(outcome.kind, 'works', JSON.stringify(outcome));
		assert.equal(outcome.assertion?.header.kid, kid);
	}
	const {outcome, sent} = await tried(sdkOf('dotnet'), own);
	assert.match(outcome.failure?.message ?? '', /no key id that is not a UUID/);
	assert.deepEqual(sent, []);
});

test('an RS512 token is signed for as RS256, which the service refuses', async () => {
	const {outcome} = await tried(sdkOf('php'), await aTrial('RS512'));
	assert.equal(outcome.assertion?.header.alg, 'RS256');
	assert.equal(outcome.kind, 'failed');
	assert.ok(outcome.failure?.remedy);
});

test('the first published key has to be one for ES256 where an SDK insists, and there has to be one at all', async () => {
	const withKeys = (keys: readonly unknown[]) => (request: Request, response: Response) =>
		request.url.endsWith('/jwks.json') ? Response.json({keys}) : response;
	for (const sdk of sdks) {
		const odd = await tried(sdk, plain, withKeys([{kty: 'RSA', n: 'AQ', e: 'AQAB'}]));
		assert.equal(odd.outcome.kind, sdk.id === 'dart' || sdk.id === 'dotnet' ? 'failed' : 'works', sdk.name);
		const none = await tried(sdk, plain, withKeys([]));
		assert.equal(none.outcome.failure?.kind, 'sdk-refuses', sdk.name);
		assert.equal(none.sent.length, 1);
	}
});

test('Dart takes no success but 200', async () => {
	const created = (request: Request, response: Response) =>
		request.url.endsWith('/create-project-scoped-token')
			? new Response(response.body, {status: 201, headers: response.headers})
			: response;
	assert.match((await tried(sdkOf('dart'), plain, created)).outcome.failure?.message ?? '', /status 201/);
	assert.equal((await tried(sdkOf('python'), plain, created)).outcome.kind, 'works');
});

test('an SDK signs with the clock of this computer, and fails where that is off', async () => {
	setServiceAhead(20 * 60 * 1000);
	const {outcome} = await tried(sdkOf('typescript'), plain);
	assert.equal(outcome.kind, 'failed');
	assert.match(outcome.failure?.remedy ?? '', /clock of this computer, which is 20 minutes behind/);
});
