import {projectFormKeymap} from '../../../source/screens/project-form-keymap.ts';
import {projectsAskedKeymap, projectsKeymap} from '../../../source/screens/projects-keymap.ts';
import {runProjectKeymap} from '../../../source/screens/run-keymap.ts';
import {setupNoProjectKeymap, setupProjectKeymap} from '../../../source/screens/setup-project-keymap.ts';
import {switcherKeymap} from '../../../source/screens/switcher-keymap.ts';
import {type AStore, answering, holding, type Intercept, refusing} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const settingUp = async (app: AStore, intercept?: Intercept) => {
	await app.signIn();
	if (intercept) app.interceptWith(intercept);
	app.state().restart({name: 'setup-project'});
	void app.state().loadProjects();
};

const projectsPath = /^\/api\/projects$/;
const activePath = /^\/api\/projects\/active$/;

const twoProjects = answering('GET', projectsPath, async (_request, next) => {
	const own: readonly object[] = await (await next()).json();
	return Response.json([...own, {id: 'p-2', name: 'Second project', description: 'for trying'}]);
});

const openingProjects = async (app: AStore, intercept: Intercept) => {
	await app.signIn();
	app.interceptWith(intercept);
	app.state().go({name: 'projects'});
	await app.state().loadProjectsAndLimit();
};

const switching = async (app: AStore, intercept: Intercept) => {
	await app.signIn();
	app.interceptWith(intercept);
	app.state().openSwitcher();
	await app.until(({projects}) => projects.status !== 'loading');
};

/** The states of all screens about projects. */
export const projectsScenarios: readonly Scenario[] = [
	{
		name: 'setup-project, to choose',
		keymap: setupProjectKeymap,
		focus: 'menu',
		async reach(app) {
			await settingUp(app);
			await app.until(({projects}) => projects.status === 'ready');
		},
	},
	{
		name: 'setup-project, failed',
		keymap: setupProjectKeymap,
		focus: 'menu',
		async reach(app) {
			await settingUp(app, refusing('GET', /projects/, 403));
			await app.until(({projects}) => projects.status === 'failed');
		},
	},
	{
		name: 'setup-project, none',
		keymap: setupNoProjectKeymap,
		focus: 'none',
		async reach(app) {
			await settingUp(
				app,
				answering('GET', projectsPath, async () => Response.json([])),
			);
			await app.until(({projects}) => projects.status === 'ready');
		},
	},
	{
		name: 'projects, some',
		keymap: projectsKeymap,
		focus: 'none',
		reach: async app => openingProjects(app, twoProjects),
	},
	{
		name: 'projects, none',
		keymap: projectsKeymap,
		focus: 'none',
		reach: async app =>
			openingProjects(
				app,
				answering('GET', projectsPath, async () => Response.json([])),
			),
	},
	{
		name: 'projects, being read',
		keymap: projectsKeymap,
		focus: 'none',
		async reach(app) {
			await app.signIn();
			app.interceptWith(holding('GET', projectsPath));
			app.state().go({name: 'projects'});
			void app.state().loadProjectsAndLimit();
		},
	},
	{
		name: 'projects, failed',
		keymap: projectsKeymap,
		focus: 'none',
		reach: async app => openingProjects(app, refusing('GET', projectsPath, 400)),
	},
	{
		name: 'projects, asked',
		keymap: projectsAskedKeymap,
		focus: 'none',
		async reach(app) {
			await openingProjects(app, twoProjects);
			app.state().moveProjectSelection(1);
			app.state().askActivation();
		},
	},
	{
		name: 'projects, not activated',
		keymap: projectsKeymap,
		focus: 'none',
		async reach(app) {
			await openingProjects(app, twoProjects);
			const second = app.state().projects.items[1];
			if (second) await app.state().setActiveProject(second);
		},
	},
	{
		name: 'project-form, new',
		keymap: projectFormKeymap,
		focus: 'text',
		async reach({signIn, state}) {
			await signIn();
			state().beginProject();
		},
	},
	{
		name: 'project-form, not saved',
		keymap: projectFormKeymap,
		focus: 'text',
		async reach({signIn, state, interceptWith}) {
			await signIn();
			const [project] = state().projects.items;
			if (project) state().beginRename(project);
			state().editProjectForm({name: 'Another name', field: 'description'});
			interceptWith(refusing('PATCH', /project/, 400));
			await state().submitProject();
		},
	},
	{
		name: 'switcher',
		keymap: switcherKeymap,
		focus: 'text',
		reach: async app => switching(app, twoProjects),
	},
	{
		name: 'switcher, nothing found',
		keymap: switcherKeymap,
		focus: 'text',
		async reach(app) {
			await switching(app, twoProjects);
			app.state().filterSwitcher('nothing is called like that');
		},
	},
	{
		name: 'switcher, failed',
		keymap: switcherKeymap,
		focus: 'text',
		async reach(app) {
			await switching(app, twoProjects);
			app.interceptWith(refusing('POST', activePath, 400));
			const second = app.state().projects.items[1];
			if (second) await app.state().setActiveProject(second);
		},
	},
	{
		name: 'run, project made',
		keymap: runProjectKeymap,
		focus: 'none',
		async reach({signIn, state}) {
			await signIn();
			state().restart({name: 'run'});
			await state().startCreateProject({name: 'A new project'});
		},
	},
];
