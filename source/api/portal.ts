import * as v from 'valibot';
import type {Result} from '../result.ts';
import type {ApiError} from './errors.ts';
import type {Authorization, Http, HttpReply} from './http.ts';

/** A project (contract 2.2); what else the service sends is kept. */
export const Project = v.looseObject({
	id: v.string(),
	name: v.fallback(v.string(), ''),
	description: v.optional(v.nullable(v.string())),
});
export type Project = v.InferOutput<typeof Project>;

// An odd record is a row without an id, never the end of the list.
const ListedProject = v.fallback(Project, {id: '', name: ''});

const text = v.optional(v.fallback(v.string(), ''));

/** The signed-in user; the live shape is not known, so every name that a subject or an address could have is tried. */
const User = v.pipe(
	v.looseObject({sub: text, id: text, userId: text, principalId: text, email: text, username: text}),
	v.transform(raw => ({
		sub: raw.sub || raw.userId || raw.id || raw.principalId || raw.email || '',
		email: raw.email || raw.username || '',
		raw: raw as unknown,
	})),
);
export type User = v.InferOutput<typeof User>;

type Call = {readonly signal?: AbortSignal | undefined};
type Reply<T> = Promise<Result<HttpReply<T>, ApiError>>;

export type Portal = {
	/** Asks for the address of the sign-in page; the public key (SPKI, PEM) encrypts the session that comes back. */
	readonly createAuthUrl: (publicKey: string, call?: Call) => Reply<{readonly authUrl: string}>;
	/** Fetches the encrypted session id of an approved sign-in; it may answer only once, so it is never retried. */
	readonly sessionId: (state: string, call?: Call) => Reply<{readonly sessionId: string}>;
	readonly logout: (call?: Call) => Reply<unknown>;
	readonly whoami: (call?: Call) => Reply<User>;
	readonly listProjects: (call?: Call) => Reply<readonly Project[]>;
	readonly createProject: (
		input: {readonly name: string; readonly description?: string},
		call?: Call,
	) => Reply<Project>;
	readonly activeProject: (call?: Call) => Reply<Project>;
	readonly setActiveProject: (projectId: string, call?: Call) => Reply<unknown>;
};

/** Makes the client of the portal's own endpoints (contract 1.3). */
export const makePortal = (http: Http, portalUrl: string, session: Authorization): Portal => {
	const at = (path: string) => `${portalUrl}/api/${path}`;
	return {
		createAuthUrl: async (publicKey, call) =>
			http.send({
				method: 'POST',
				url: at('auth/url'),
				json: {publicKey, uxClient: 4},
				schema: v.object({authUrl: v.string()}),
				...call,
			}),
		sessionId: async (state, call) =>
			http.send({
				method: 'GET',
				url: at('session-id'),
				query: {state},
				retry: false,
				schema: v.object({sessionId: v.string()}),
				...call,
			}),
		logout: async call =>
			http.send({
				method: 'POST',
				url: at('auth/logout'),
				json: {},
				schema: v.unknown(),
				authorization: {...session, renew: async () => false},
				...call,
			}),
		whoami: async call =>
			http.send({method: 'GET', url: at('whoami'), schema: User, authorization: session, ...call}),
		listProjects: async call =>
			http.send({
				method: 'GET',
				url: at('projects'),
				schema: v.array(ListedProject),
				authorization: session,
				...call,
			}),
		createProject: async (input, call) =>
			http.send({
				method: 'POST',
				url: at('project'),
				json: input,
				schema: Project,
				authorization: session,
				...call,
			}),
		activeProject: async call =>
			http.send({method: 'GET', url: at('project'), schema: Project, authorization: session, ...call}),
		setActiveProject: async (projectId, call) =>
			http.send({
				method: 'POST',
				url: at('projects/active'),
				json: {projectId},
				schema: v.unknown(),
				authorization: session,
				...call,
			}),
	};
};
