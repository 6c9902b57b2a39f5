import * as v from 'valibot';
import {Policy} from '../policies/policy.ts';
import {ok, type Result} from '../result.ts';
import type {Secret} from '../text/secret.ts';
import {makeSecret} from '../text/secret.ts';
import type {ApiError} from './errors.ts';
import type {Authorization, Http, HttpReply, HttpRequest} from './http.ts';
import {type FetchPage, pages} from './pages.ts';
import {
	type KeptPolicy,
	type ListedPrincipal,
	PolicyReply,
	type Principal,
	PrincipalPage,
} from './principal.ts';
import {type Token, TokenPage, TokenReply} from './token.ts';

/** A public key to be registered (contract 2.2, Jwk): public members only. */
export type JwkInput = {
	readonly kid: string;
	readonly kty: string;
	readonly alg: string;
	readonly use: string;
	readonly n?: string;
	readonly e?: string;
	readonly crv?: string;
	readonly x?: string;
	readonly y?: string;
};

/** How a token authenticates, as POST and PATCH take it; always sent whole, since whether PATCH merges is not known. */
export type AuthenticationMethod = {
	readonly type: 'PRIVATE_KEY';
	readonly signingAlgorithm: string;
	readonly publicKeyInfo:
		| {readonly jwks: {readonly keys: readonly JwkInput[]}}
		/** An address at which the keys are published, which a token made elsewhere may have. */
		| {readonly jwksUri: string};
};

/** A project that a token is in, with what it may do there. */
export type TokenProject = {readonly id: string; readonly name: string; readonly policy: Policy | undefined};

/** A token that acts in one project (contract 4.1). */
export type ProjectScopedToken = {readonly accessToken: Secret; readonly expiresIn: number};

type Call = Pick<HttpRequest<v.GenericSchema>, 'signal' | 'onWait'>;
type Reply<T> = Promise<Result<HttpReply<T>, ApiError>>;
type Listing<T> = AsyncIterable<Result<readonly T[], ApiError>>;

export type Iam = {
	readonly createToken: (
		input: {readonly name: string; readonly authenticationMethod: AuthenticationMethod},
		call?: Call,
	) => Reply<Token>;
	readonly updateToken: (
		id: string,
		input: {readonly name: string; readonly authenticationMethod?: AuthenticationMethod},
		call?: Call,
	) => Reply<Token>;
	readonly getToken: (id: string, call?: Call) => Reply<Token>;
	readonly deleteToken: (id: string, call?: Call) => Reply<unknown>;
	readonly listTokens: (call?: Call) => Listing<Token>;
	readonly listProjectsOfToken: (id: string, call?: Call) => Listing<TokenProject>;
	/** `body`: how the request is written; the service takes both (contract 4.2). */
	readonly createProjectScopedToken: (
		projectId: string,
		call?: Call,
		body?: 'json' | 'form',
	) => Reply<ProjectScopedToken>;
	/** Adds a principal to the project that the authorization is for; an unknown one is not refused (contract 2.1). */
	readonly addPrincipal: (principal: Principal, call?: Call) => Reply<unknown>;
	readonly removePrincipal: (principal: Principal, call?: Call) => Reply<unknown>;
	readonly listPrincipals: (call?: Call) => Listing<ListedPrincipal>;
	readonly getPolicies: (principal: Principal, call?: Call) => Reply<KeptPolicy>;
	/** Replaces the principal's whole policy in the project that the authorization is for. */
	readonly updatePolicies: (principal: Principal, policy: Policy, call?: Call) => Reply<Policy>;
	readonly whoami: (call?: Call) => Reply<{readonly principalId: string; readonly principalType: string}>;
};

const TokenProject = v.object({
	id: v.fallback(v.string(), ''),
	name: v.fallback(v.string(), ''),
	policy: v.fallback(v.optional(Policy), undefined),
});
// An odd record is a row without an id, never the end of the list.
const oddProject = {id: '', name: '', policy: undefined};

const projectPage = v.pipe(
	v.object({
		projects: v.array(v.fallback(TokenProject, oddProject)),
		lastEvaluatedKey: v.optional(v.nullable(v.string())),
	}),
	v.transform(({projects, lastEvaluatedKey}) => ({
		records: projects.map(({id, name, policy}) => ({id, name, policy})),
		next: lastEvaluatedKey || undefined,
	})),
);

const ScopedToken = v.pipe(
	v.object({accessToken: v.string(), expiresIn: v.fallback(v.number(), 0)}),
	v.transform(reply => ({...reply, accessToken: makeSecret(reply.accessToken)})),
);

/** Makes the client of IAM at `base`, e.g. `https://…/iam`: the session's view through the portal, or a token's through the gateway. */
export const makeIam = (http: Http, base: string, authorization: Authorization): Iam => {
	const at = (path: string) => `${base}/v1/${path}`;
	const one = (id: string) => at(`tokens/${encodeURIComponent(id)}`);
	const onePrincipal = (kind: 'projects' | 'policies', {id, type}: Principal) => ({
		url: at(`${kind}/principals/${encodeURIComponent(id)}`),
		query: {principalType: type},
	});

	const listing = <
		T,
		S extends v.GenericSchema<unknown, {readonly records: readonly T[]; readonly next: string | undefined}>,
	>(
		url: string,
		schema: S,
		call?: Call,
	): Listing<T> => {
		const fetchPage: FetchPage<T> = async query => {
			const reply = await http.send({method: 'GET', url, query, schema, authorization, ...call});
			return reply.ok ? ok(reply.value.value) : reply;
		};
		return pages(fetchPage);
	};

	return {
		createToken: async (json, call) =>
			http.send({
				method: 'POST',
				url: at('tokens'),
				json,
				schema: TokenReply,
				authorization,
				effect: {name: 'create-token', subject: json.name},
				...call,
			}),
		updateToken: async (id, json, call) =>
			http.send({
				method: 'PATCH',
				url: one(id),
				json,
				schema: TokenReply,
				authorization,
				effect: {name: 'update-token', subject: json.name},
				...call,
			}),
		getToken: async (id, call) =>
			http.send({method: 'GET', url: one(id), schema: TokenReply, authorization, ...call}),
		deleteToken: async (id, call) =>
			http.send({
				method: 'DELETE',
				url: one(id),
				schema: v.unknown(),
				authorization,
				effect: {name: 'delete-token', subject: id},
				...call,
			}),
		listTokens: call => listing<Token, typeof TokenPage>(at('tokens'), TokenPage, call),
		listProjectsOfToken: (id, call) =>
			listing<TokenProject, typeof projectPage>(`${one(id)}/projects`, projectPage, call),
		createProjectScopedToken: async (projectId, call, body = 'json') =>
			http.send({
				method: 'POST',
				url: at('sts/create-project-scoped-token'),
				...(body === 'form' ? {form: {projectId}} : {json: {projectId}}),
				schema: ScopedToken,
				authorization,
				...call,
			}),
		addPrincipal: async ({id, type}, call) =>
			http.send({
				method: 'POST',
				url: at('projects/principals'),
				json: {principalId: id, principalType: type},
				schema: v.unknown(),
				authorization,
				effect: {name: 'add-principal', subject: id},
				...call,
			}),
		removePrincipal: async (principal, call) =>
			http.send({
				method: 'DELETE',
				...onePrincipal('projects', principal),
				schema: v.unknown(),
				authorization,
				effect: {name: 'remove-principal', subject: principal.id},
				...call,
			}),
		listPrincipals: call =>
			listing<ListedPrincipal, typeof PrincipalPage>(at('projects/principals'), PrincipalPage, call),
		getPolicies: async (principal, call) =>
			http.send({
				method: 'GET',
				...onePrincipal('policies', principal),
				schema: PolicyReply,
				authorization,
				...call,
			}),
		updatePolicies: async (principal, policy, call) =>
			http.send({
				method: 'PUT',
				...onePrincipal('policies', principal),
				json: policy,
				schema: Policy,
				authorization,
				effect: {name: 'update-policies', subject: principal.id},
				...call,
			}),
		whoami: async call =>
			http.send({
				method: 'GET',
				url: at('sts/whoami'),
				schema: v.object({principalId: v.string(), principalType: v.fallback(v.string(), '')}),
				authorization,
				...call,
			}),
	};
};
