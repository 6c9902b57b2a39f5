import * as v from 'valibot';
import type {Result} from '../result.ts';
import type {ApiError} from './errors.ts';
import type {Authorization, Http, HttpReply, HttpRequest} from './http.ts';
import {type Project, ProjectListReply, ProjectReply} from './project.ts';
import {type Stats, StatsReply} from './project-stats.ts';

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

type Call = Pick<HttpRequest<v.GenericSchema>, 'signal' | 'onWait'>;
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
	/** Changes what is named, and leaves the rest as it is. */
	readonly updateProject: (
		projectId: string,
		input: {readonly name?: string; readonly description?: string},
		call?: Call,
	) => Reply<Project>;
	/** The session's active project, which any other terminal of the same session may change. */
	readonly activeProject: (call?: Call) => Reply<Project>;
	readonly setActiveProject: (projectId: string, call?: Call) => Reply<unknown>;
	readonly stats: (projectId: string, call?: Call) => Reply<Stats>;
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
				effect: {name: 'sign-out'},
				...call,
			}),
		whoami: async call =>
			http.send({method: 'GET', url: at('whoami'), schema: User, authorization: session, ...call}),
		listProjects: async call =>
			http.send({
				method: 'GET',
				url: at('projects'),
				schema: ProjectListReply,
				authorization: session,
				...call,
			}),
		createProject: async (input, call) =>
			http.send({
				method: 'POST',
				url: at('project'),
				json: input,
				schema: ProjectReply,
				authorization: session,
				effect: {name: 'create-project', subject: input.name},
				...call,
			}),
		updateProject: async (projectId, input, call) =>
			http.send({
				method: 'PATCH',
				url: at(`project/${encodeURIComponent(projectId)}`),
				json: input,
				schema: ProjectReply,
				authorization: session,
				effect: {name: 'update-project', subject: input.name ?? projectId},
				...call,
			}),
		activeProject: async call =>
			http.send({method: 'GET', url: at('project'), schema: ProjectReply, authorization: session, ...call}),
		setActiveProject: async (projectId, call) =>
			http.send({
				method: 'POST',
				url: at('projects/active'),
				json: {projectId},
				schema: v.unknown(),
				authorization: session,
				effect: {name: 'select-project', subject: projectId},
				...call,
			}),
		stats: async (projectId, call) =>
			http.send({
				method: 'GET',
				url: at(`stats/${encodeURIComponent(projectId)}`),
				schema: StatsReply,
				authorization: session,
				...call,
			}),
	};
};
