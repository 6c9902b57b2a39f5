import * as v from 'valibot';
import {clientRefused} from '../../api/errors.ts';
import type {Authorization} from '../../api/http.ts';
import {type Answer, type Asked, ask, type Fact, type ProbeDeps} from './ask.ts';
import {shapeOf} from './shape-of.ts';

/** A question that reading alone answers. */
export type ReadProbe = {
	readonly id: string;
	readonly question: string;
	readonly ask: (deps: ProbeDeps) => Promise<Answer>;
};

/** What the official CLI sends when nobody is signed in (contract 1.2). */
const noSession = 'undefined';

const get = async (
	{http, session, signal}: ProbeDeps,
	url: string,
	query?: Readonly<Record<string, number>>,
): Promise<Asked> => ask(http, {method: 'GET', url, authorization: session, signal, ...(query && {query})});

const Principals = v.object({
	records: v.array(
		v.looseObject({principalId: v.fallback(v.string(), ''), statement: v.optional(v.unknown())}),
	),
});
const Listing = v.object({
	tokens: v.array(v.unknown()),
	lastEvaluatedKey: v.optional(v.nullable(v.string())),
});
const Identified = v.object({id: v.string()});
const Scoped = v.object({accessToken: v.string(), expiresIn: v.fallback(v.number(), 0)});
const Keys = v.object({keys: v.array(v.looseObject({alg: v.fallback(v.string(), '')}))});

/** Reads a fact from a reply; a reply that was none, or of another shape, is the fact instead. */
const factIn = <S extends v.GenericSchema>(
	{verdict, body}: Asked,
	schema: S,
	read: (value: v.InferOutput<S>) => Fact,
): Fact => {
	if (verdict !== 'taken') return verdict;
	const parsed = v.safeParse(schema, body);
	return parsed.success ? read(parsed.output) : 'another shape';
};

const prefixOf = (id: string): string => (/^[a-z]+\//u.test(id) ? `${id.split('/')[0]}/UUID` : 'UUID');

const shape = async (deps: ProbeDeps, path: string): Promise<Answer> => {
	const asked = await get(deps, `${deps.service.environment.portalUrl}${path}`);
	return {fact: factIn(asked, v.unknown(), body => shapeOf(body)), evidence: [asked.evidence]};
};

const page = async (deps: ProbeDeps, query?: Readonly<Record<string, number>>): Promise<Answer> => {
	const asked = await get(deps, `${deps.service.environment.portalUrl}/iam/v1/tokens`, query);
	const fact = factIn(asked, Listing, ({tokens, lastEvaluatedKey}) => ({
		records: tokens.length,
		more: Boolean(lastEvaluatedKey),
	}));
	return {fact, evidence: [asked.evidence]};
};

const Life = v.pipe(v.string(), v.parseJson(), v.object({exp: v.number(), iat: v.number()}));

/** Lifetime in seconds as a JWT tells it itself (RFC 7519, `exp` and `iat`); null where it is none. */
const lifetimeOf = (jwt: string): number | null => {
	const claims = v.safeParse(Life, Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
	return claims.success ? claims.output.exp - claims.output.iat : null;
};

const askVersionHeader = async (deps: ProbeDeps): Promise<Answer> => {
	const {http, httpWithoutVersion, service, session, signal} = deps;
	const request = {
		method: 'GET',
		url: `${service.environment.portalUrl}/api/project`,
		authorization: session,
		signal,
	} as const;
	const sent = await ask(http, request);
	const left = await ask(httpWithoutVersion, request);
	const isNeeded =
		left.evidence.name === clientRefused || (sent.verdict === 'taken' && left.verdict === 'refused');
	const fact = left.verdict === 'taken' ? 'not needed' : isNeeded ? 'needed' : 'not known';
	return {fact, evidence: [sent.evidence, left.evidence]};
};

const askWithoutSession = async ({http, service, signal}: ProbeDeps): Promise<Answer> => {
	const {portalUrl, cookieName} = service.environment;
	const authorization: Authorization = {
		kind: 'session',
		headers: () => ({cookie: `${cookieName}=${noSession}`}),
	};
	const {evidence} = await ask(http, {
		method: 'GET',
		url: `${portalUrl}/api/project`,
		authorization,
		signal,
	});
	const {status = null, name = null} = evidence;
	return {fact: status === null ? 'not known' : {status, name}, evidence: [evidence]};
};

const askPrincipals = async (deps: ProbeDeps): Promise<Answer> => {
	const asked = await get(deps, `${deps.service.environment.portalUrl}/iam/v1/projects/principals`);
	const fact = factIn(asked, Principals, ({records}) => ({
		forms: [...new Set(records.map(({principalId}) => prefixOf(principalId)))],
		withPolicy: records.some(({statement}) => statement !== undefined),
	}));
	return {fact, evidence: [asked.evidence]};
};

const askProjectToken = async (deps: ProbeDeps): Promise<Answer> => {
	const {http, service, session, signal} = deps;
	const {portalUrl} = service.environment;
	const active = await get(deps, `${portalUrl}/api/project`);
	const project = v.safeParse(Identified, active.body);
	if (!project.success) return {fact: 'not known', evidence: [active.evidence]};
	const asked = await ask(http, {
		method: 'POST',
		url: `${portalUrl}/iam/v1/sts/create-project-scoped-token`,
		json: {projectId: project.output.id},
		authorization: session,
		signal,
	});
	const fact = factIn(asked, Scoped, ({accessToken, expiresIn}) => ({
		seconds: expiresIn,
		secondsInToken: lifetimeOf(accessToken),
	}));
	return {fact, evidence: [active.evidence, asked.evidence]};
};

const askGatewayKeys = async ({http, service, signal}: ProbeDeps): Promise<Answer> => {
	const asked = await ask(http, {
		method: 'GET',
		url: `${service.environment.apiUrl}/iam/.well-known/jwks.json`,
		signal,
	});
	return {
		fact: factIn(asked, Keys, ({keys}) => keys.map(({alg}) => shapeWord(alg))),
		evidence: [asked.evidence],
	};
};

const shapeWord = (word: string): string => (/^[\w-]{1,20}$/u.test(word) ? word : '(other)');

/** Lists the questions that are asked without changing anything (contract 7). */
export const readProbes: readonly ReadProbe[] = [
	{
		id: 'version-header',
		question: 'Is the affinidi-cli-version header needed?',
		ask: askVersionHeader,
	},
	{
		id: 'no-session',
		question: 'What is a request without a valid session answered with?',
		ask: askWithoutSession,
	},
	{
		id: 'portal-whoami',
		question: "What shape has the portal's whoami?",
		ask: async deps => shape(deps, '/api/whoami'),
	},
	{
		id: 'iam-whoami',
		question: "What shape has IAM's whoami?",
		ask: async deps => shape(deps, '/iam/v1/sts/whoami'),
	},
	{
		id: 'page-size',
		question: 'How many tokens has a page whose size nobody asked for?',
		ask: async deps => page(deps),
	},
	{
		id: 'page-limit',
		question: 'Is a limit of more than 100 refused?',
		ask: async deps => page(deps, {limit: 101}),
	},
	{
		id: 'principal-ids',
		question: 'In what form are the principals of a project listed?',
		ask: askPrincipals,
	},
	{
		id: 'project-token',
		question: 'Does a session get a project-scoped token, and for how long?',
		ask: askProjectToken,
	},
	{
		id: 'gateway-keys',
		question: "For which algorithms are the keys that sign the gateway's tokens?",
		ask: askGatewayKeys,
	},
];
