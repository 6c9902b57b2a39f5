import {Hono} from 'hono/quick';
import * as v from 'valibot';
import {fail, ok} from '../../result.ts';
import {createProject, projectLimit, projectsOf} from '../accounts.ts';
import {identifySession} from '../caller.ts';
import {endpoint} from '../endpoint.ts';
import {parseInput, readInput} from '../parse-input.ts';
import {Id} from '../principal.ts';
import {CreateProjectInput, UpdateProjectInput} from '../project.ts';
import {invalidJwt, notFound, notInProject} from '../refusal.ts';
import type {Service} from '../service.ts';
import {updateProject} from '../update-project.ts';
import {projectStats} from './project-stats.ts';

const SelectInput = v.object({projectId: Id});

/** Makes the portal's endpoints for a signed-in user (contract 1.3); only a session's cookie opens them. */
export const portalRoutes = (service: Service) => {
	const {state} = service;

	const readOwnProject = async (id: string, sub: string) => {
		const project = await state.projects.read(id);
		if (project === undefined) return fail(notFound('projectId'));
		return project.ownerId === sub ? ok(project) : fail(notInProject);
	};

	const activate = async (sessionKey: string, projectId: string) =>
		state.sessions.update(sessionKey, session => ({...session, activeProjectId: projectId}));

	return new Hono()
		.post(
			'/api/auth/logout',
			endpoint(service, async ({req}) => {
				const caller = await identifySession(service, req.raw);
				if (!caller.ok) return caller;
				await state.sessions.remove(caller.value.key);
				return ok({body: {}});
			}),
		)
		.get(
			'/api/whoami',
			endpoint(service, async ({req}) => {
				const caller = await identifySession(service, req.raw);
				if (!caller.ok) return caller;
				const {sub, issuedAt, expiresAt} = caller.value.session;
				const user = await state.users.read(sub);
				if (user === undefined) return fail(invalidJwt('jwt-invalid'));
				const projects = (await projectsOf(service, sub)).map(({id, name, description}) => ({
					id,
					name,
					description,
				}));
				const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
				const token = {iat: seconds(issuedAt), exp: seconds(expiresAt)};
				const shapes = {
					full: {sub, email: user.email, projects, token},
					'sub-only': {sub},
					principal: {principalId: sub, principalType: 'user'},
				};
				return ok({body: shapes[service.variants.whoami]});
			}),
		)
		.get(
			'/api/projects',
			endpoint(service, async ({req}) => {
				const caller = await identifySession(service, req.raw);
				return caller.ok ? ok({body: await projectsOf(service, caller.value.session.sub)}) : caller;
			}),
		)
		.get(
			'/api/project',
			endpoint(service, async ({req}) => {
				const caller = await identifySession(service, req.raw);
				if (!caller.ok) return caller;
				const project = await state.projects.read(caller.value.session.activeProjectId);
				return project === undefined ? fail(notFound('project')) : ok({body: project});
			}),
		)
		.post(
			'/api/project',
			endpoint(service, async ({req}) => {
				const caller = await identifySession(service, req.raw);
				if (!caller.ok) return caller;
				const input = await readInput(req.raw, CreateProjectInput);
				if (!input.ok) return input;
				const project = await createProject(service, caller.value.session.sub, input.value);
				if (!project.ok) return project;
				await activate(caller.value.key, project.value.id);
				return ok({body: project.value});
			}),
		)
		.patch(
			'/api/project/:projectId',
			endpoint(service, async ({req}) => {
				const caller = await identifySession(service, req.raw);
				if (!caller.ok) return caller;
				const id = parseInput(SelectInput, {projectId: req.param('projectId')}, 'path');
				if (!id.ok) return id;
				const input = await readInput(req.raw, UpdateProjectInput);
				if (!input.ok) return input;
				const own = await readOwnProject(id.value.projectId, caller.value.session.sub);
				if (!own.ok) return own;
				return ok({body: await updateProject(service, own.value, input.value)});
			}),
		)
		.post(
			'/api/projects/active',
			endpoint(service, async ({req}) => {
				const caller = await identifySession(service, req.raw);
				if (!caller.ok) return caller;
				const input = await readInput(req.raw, SelectInput);
				if (!input.ok) return input;
				const own = await readOwnProject(input.value.projectId, caller.value.session.sub);
				if (!own.ok) return own;
				await activate(caller.value.key, own.value.id);
				return ok({body: {projectId: own.value.id}});
			}),
		)
		.get(
			'/api/stats/:projectId',
			endpoint(service, async ({req}) => {
				const caller = await identifySession(service, req.raw);
				if (!caller.ok) return caller;
				const id = parseInput(SelectInput, {projectId: req.param('projectId')}, 'path');
				if (!id.ok) return id;
				const own = await readOwnProject(id.value.projectId, caller.value.session.sub);
				if (!own.ok) return own;
				const {length: used} = await projectsOf(service, caller.value.session.sub);
				return ok({body: projectStats(own.value, projectLimit, used, service.clock.now())});
			}),
		);
};
