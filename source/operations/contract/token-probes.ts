import {exchangeAssertion, tokenAuthorization} from '../../api/oauth.ts';
import {recordOf} from '../../api/token.ts';
import {makeKeyGenerator} from '../../keys/generate.ts';
import {localSigningKey} from '../../keys/local-signing-key.ts';
import {signAssertion} from '../../keys/sign-assertion.ts';
import {type Answer, evidenceOf, type Fact, type ProbeDeps, verdictOf} from './ask.ts';
import {jwkOf, type Patched, patchKeys, type Subject} from './patch-keys.ts';
import {shapeOf} from './shape-of.ts';

/** A question that needs a token to be answered. */
export type TokenProbe = {
	readonly id: string;
	readonly question: string;
	readonly ask: (deps: ProbeDeps, subject: Subject) => Promise<Answer>;
};

const keys = makeKeyGenerator();
const readName = 'GET /iam/v1/tokens/{id}';
const exchangeName = 'POST (token endpoint)';

/** Exchanges a fresh assertion for an access token, with a key id or without one. */
const exchange = async (
	{service, clock, random, signal}: ProbeDeps,
	{tokenId, keyPair}: Subject,
	keyId?: string,
) => {
	const audience = service.environment.tokenEndpoint;
	const assertion = await signAssertion({
		signingKey: localSigningKey(keyPair.privateKey),
		algorithm: keyPair.algorithm,
		tokenId,
		...(keyId !== undefined && {keyId}),
		audience,
		now: clock.now(),
		random,
	});
	if (!assertion.ok) throw new Error(assertion.error.message);
	return exchangeAssertion(service.http, audience, {tokenId, assertion: assertion.value.jwt, signal});
};

/** Says of two keys that were sent whether both are there. */
const bothOf = ({verdict, held}: Patched, kids: readonly string[]): Fact => {
	if (verdict !== 'taken') return verdict;
	const count = held.filter(({kid}) => kid !== undefined && kids.includes(kid)).length;
	return count === 2 ? 'yes' : `taken, but ${count} kept`;
};

const askShape = async ({service, signal}: ProbeDeps, {tokenId}: Subject): Promise<Answer> => {
	const read = await service.iam.getToken(tokenId, {signal});
	const fact = read.ok
		? {shape: shapeOf(recordOf(read.value.value)), scopes: read.value.value.scopes.length}
		: verdictOf(read);
	return {fact, evidence: [evidenceOf(readName, read)]};
};

const askAssertion = async (deps: ProbeDeps, subject: Subject): Promise<Answer> => {
	const withId = await exchange(deps, subject, subject.keyId);
	const without = await exchange(deps, subject);
	return {
		fact: {
			withKeyId: verdictOf(withId),
			withoutKeyId: verdictOf(without),
			seconds: withId.ok ? (withId.value.value.expiresIn ?? null) : null,
		},
		evidence: [evidenceOf(exchangeName, withId), evidenceOf(exchangeName, without)],
	};
};

const askTwoKeys = async (deps: ProbeDeps, subject: Subject): Promise<Answer> => {
	const kid = deps.random.uuid();
	const other = jwkOf(await keys.generate('ES256'), kid);
	const patched = await patchKeys(deps, subject, [jwkOf(subject.keyPair, subject.keyId), other]);
	return {fact: bothOf(patched, [subject.keyId, kid]), evidence: patched.evidence};
};

const askPatch = async (deps: ProbeDeps, subject: Subject): Promise<Answer> => {
	const {service, random, signal} = deps;
	const before = await service.iam.getToken(subject.tokenId, {signal});
	const kid = random.uuid();
	const patched = await patchKeys(deps, subject, [jwkOf(await keys.generate('ES256'), kid)]);
	const evidence = [evidenceOf(readName, before), ...patched.evidence];
	if (patched.verdict !== 'taken' || !before.ok) {
		return {fact: patched.verdict === 'refused' ? 'refused' : 'not known', evidence};
	}
	const kept = before.value.value.keys.filter(old => patched.held.some(key => key.kid === old.kid));
	const isThere = patched.held.some(key => key.kid === kid);
	const fact = isThere
		? kept.length > 0
			? 'adds to them'
			: 'replaces them'
		: 'neither: the key is not there';
	return {fact, evidence};
};

const askRepeatedKeyId = async (deps: ProbeDeps, subject: Subject): Promise<Answer> => {
	const kid = deps.random.uuid();
	const pair = [await keys.generate('ES256'), await keys.generate('ES256')];
	const patched = await patchKeys(
		deps,
		subject,
		pair.map(each => jwkOf(each, kid)),
	);
	return {fact: bothOf(patched, [kid]), evidence: patched.evidence};
};

const askKeyWithoutNumbers = async (deps: ProbeDeps, subject: Subject): Promise<Answer> => {
	const bare = {kid: deps.random.uuid(), kty: 'EC', alg: 'ES256', use: 'sig'};
	const {verdict, evidence} = await patchKeys(deps, subject, [bare]);
	return {fact: verdict, evidence};
};

const askNameAlone = async (deps: ProbeDeps, subject: Subject): Promise<Answer> => {
	const {service, signal} = deps;
	const {tokenId, name, keyId, keyPair} = subject;
	const put = await patchKeys(deps, subject, [jwkOf(keyPair, keyId)]);
	const renamed = await service.iam.updateToken(tokenId, {name}, {signal});
	const read = await service.iam.getToken(tokenId, {signal});
	const evidence = [
		...put.evidence,
		evidenceOf('PATCH /iam/v1/tokens/{id}', renamed),
		evidenceOf(readName, read),
	];
	if (put.verdict !== 'taken' || !read.ok) return {fact: 'not known', evidence};
	const isKept = read.value.value.keys.some(key => key.kid === keyId);
	return {fact: renamed.ok ? (isKept ? 'yes' : 'no') : verdictOf(renamed), evidence};
};

const askDeletion = async (deps: ProbeDeps, subject: Subject): Promise<Answer> => {
	const {service, signal} = deps;
	const access = await exchange(deps, subject, subject.keyId);
	const deleted = await service.iam.deleteToken(subject.tokenId, {signal});
	const read = await service.iam.getToken(subject.tokenId, {signal});
	const evidence = [
		evidenceOf(exchangeName, access),
		evidenceOf('DELETE /iam/v1/tokens/{id}', deleted),
		evidenceOf(readName, read),
	];
	const isGone = !read.ok && read.error.kind === 'not-found';
	if (!access.ok || !isGone) return {fact: {isGone, accessToken: 'not known'}, evidence};
	const iam = service.gatewayIam(tokenAuthorization(access.value.value.accessToken, 'bearer'));
	const known = await iam.whoami({signal});
	const fact = {isGone, accessToken: known.ok ? 'still works' : verdictOf(known)};
	return {fact, evidence: [...evidence, evidenceOf('GET /iam/v1/sts/whoami', known)]};
};

/** Lists the questions that are asked with a throw-away token, in this order: each leaves it fit for the next. */
export const tokenProbes: readonly TokenProbe[] = [
	{id: 'token-shape', question: 'What shape has a token, and how many scopes?', ask: askShape},
	{
		id: 'assertion',
		question: 'Is an assertion accepted with and without a key id, and how long does its access token last?',
		ask: askAssertion,
	},
	{id: 'two-keys', question: 'May a token have two keys?', ask: askTwoKeys},
	{id: 'patch', question: 'Does a PATCH replace the keys of a token, or add to them?', ask: askPatch},
	{
		id: 'repeated-key-id',
		question: 'May two keys of a token have the same key id?',
		ask: askRepeatedKeyId,
	},
	{
		id: 'key-without-numbers',
		question: 'Is an EC key without its coordinates taken or refused?',
		ask: askKeyWithoutNumbers,
	},
	{
		id: 'name-alone',
		question: 'Does a PATCH of the name alone leave the keys as they are?',
		ask: askNameAlone,
	},
	{
		id: 'deletion',
		question: 'What becomes of an access token when its token is deleted?',
		ask: askDeletion,
	},
];
