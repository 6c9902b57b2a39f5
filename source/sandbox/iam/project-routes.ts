import {Hono} from 'hono/quick';
import * as v from 'valibot';
import {fail, ok} from '../../result.ts';
import {createProject} from '../accounts.ts';
import {endpoint} from '../endpoint.ts';
import {parseInput, readInput} from '../parse-input.ts';
import {Id} from '../principal.ts';
import {CreateProjectInput, UpdateProjectInput} from '../project.ts';
import {readPage} from '../read-page.ts';
import {notFound, unauthorized} from '../refusal.ts';
import type {Service} from '../service.ts';
import {updateProject} from '../update-project.ts';
import {requireUserLevel} from '../user-level.ts';

const PathInput = v.object({projectId: Id});

/** Makes the IAM's project endpoints at the user's level (contract 2.1). */
export const projectRoutes = (service: Service) => {
	const {state} = service;

	const readProject = async (projectId: string | undefined) => {
		const path = parseInput(PathInput, {projectId}, 'path');
		if (!path.ok) return path;
		const project = await state.projects.read(path.value.projectId);
		return project === undefined ? fail(notFound('projectId')) : ok(project);
	};

	return new Hono()
		.post(
			'/v1/projects',
			endpoint(service, async ({req}) => {
				const caller = await requireUserLevel(service, req.raw);
				if (!caller.ok) return caller;
				const input = await readInput(req.raw, CreateProjectInput);
				if (!input.ok) return input;
				const project = await createProject(service, caller.value.ownerId, input.value);
				return project.ok ? ok({body: project.value}) : project;
			}),
		)
		.get(
			'/v1/projects',
			endpoint(service, async ({req}) => {
				const caller = await requireUserLevel(service, req.raw);
				if (!caller.ok) return caller;
				const {ownerId} = caller.value;
				const page = await readPage({
					name: `projects of ${ownerId}`,
					query: req.query(),
					ids: await state.projects.ids(),
					read: async id => {
						const project = await state.projects.read(id);
						return project?.ownerId === ownerId ? project : undefined;
					},
					page: service.variants.page,
				});
				return page.ok ? ok({body: {projects: page.value.items, ...page.value.next}}) : page;
			}),
		)
		.get(
			'/v1/projects/:projectId',
			endpoint(service, async ({req}) => {
				const caller = await requireUserLevel(service, req.raw);
				if (!caller.ok) return caller;
				const project = await readProject(req.param('projectId'));
				if (!project.ok) return project;
				// Another user's project is not found rather than forbidden: the contract lists no 403 here.
				return project.value.ownerId === caller.value.ownerId
					? ok({body: project.value})
					: fail(notFound('projectId'));
			}),
		)
		.patch(
			'/v1/projects/:projectId',
			endpoint(service, async ({req}) => {
				const caller = await requireUserLevel(service, req.raw);
				if (!caller.ok) return caller;
				const input = await readInput(req.raw, UpdateProjectInput);
				if (!input.ok) return input;
				const project = await readProject(req.param('projectId'));
				if (!project.ok) return project;
				return project.value.ownerId === caller.value.ownerId
					? ok({body: await updateProject(service, project.value, input.value)})
					: fail(unauthorized);
			}),
		);
};
