import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answering, holding, refusing} from '../store/a-store.ts';
import {anApp} from './an-app.tsx';

const listPath = /^\/api\/projects$/;
const activePath = /^\/api\/projects\/active$/;

/** Two projects, of which the newer one is active; the list of tokens is on the screen. */
const withTwo = async (t: Parameters<typeof anApp>[0]) => {
	const app = await anApp(t);
	await app.signIn();
	await app.state().startCreateProject({name: 'Second project', description: 'for trying'});
	app.state().restart({name: 'tokens'});
	await app.waitForState(({projects}) => projects.items.length === 2);
	return app;
};

/** Opens the projects with the cursor on one of them. */
const openAt = async (app: Awaited<ReturnType<typeof withTwo>>, name: string) => {
	await app.press('screen.projects');
	await app.waitFor(/that you may have/);
	const row = app.state().projects.items.findIndex(project => project.name === name);
	await app.press('list.top', ...Array.from({length: row}, () => 'list.down'));
};

test('2 opens the projects, with the active one marked and how many there may be; 1 and Esc go back', async t => {
	const app = await withTwo(t);
	await app.press('screen.projects');
	await app.waitFor(/2 projects of the 10 that you may have/);
	assert.match(app.lastFrame(), /active +Second project +for trying/);
	assert.doesNotMatch(app.lastFrame(), /active +Default Project/);
	await app.press('screen.tokens');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
	await app.keys('2', 'escape');
	assert.deepEqual(app.state().routes, [{name: 'tokens'}]);
});

test('Enter says what the choice means for other terminals before anything is sent, and Esc leaves it', async t => {
	const app = await withTwo(t);
	let posts = 0;
	app.interceptWith(
		answering('POST', activePath, async (_request, next) => {
			posts += 1;
			return next();
		}),
	);
	await openAt(app, 'Default Project');
	await app.press('project.activate');
	assert.match(app.text(), /every terminal that shares it, the official CLI's too/);
	await app.press('project.leave-active');
	assert.deepEqual([posts, app.state().activeProject?.name], [0, 'Second project']);
	assert.equal(app.state().routes.at(-1)?.name, 'projects');
	await app.press('project.activate', 'project.activate-now');
	await app.waitFor(/active +Default Project/);
	assert.equal(posts, 1);
	assert.match(app.text(), /The active project is Default Project, for every terminal of this session\./);
});

test('Enter on the active project says that it is the one already', async t => {
	const app = await withTwo(t);
	await openAt(app, 'Second project');
	await app.press('project.activate');
	assert.match(app.text(), /It is the active project already\./);
	assert.equal(app.state().activation.status, 'none');
});

test('a choice that fails says what happened, and can be tried again', async t => {
	const app = await withTwo(t);
	await openAt(app, 'Default Project');
	app.interceptWith(refusing('POST', activePath, 500, 'Broken today.'));
	await app.press('project.activate', 'project.activate-now');
	await app.waitFor(/Broken today\./);
	assert.match(app.text(), /Enter tries again/);
	app.passOn();
	await app.press('project.activate', 'project.activate-now');
	await app.waitFor(/active +Default Project/);
});

test('n makes a project, which is on the list and active when one comes back', async t => {
	const app = await withTwo(t);
	await app.press('screen.projects', 'project.create');
	await app.type('x');
	await app.press('project-form.next');
	assert.match(app.lastFrame(), /! at least 2 characters/);
	await app.type('tra project');
	await app.press('project-form.next');
	await app.type('made here');
	await app.press('project-form.next');
	await app.waitFor(/The project is made/);
	await app.press('run.go-on');
	await app.waitFor(/active +xtra project +made here/);
	assert.deepEqual(
		app.state().routes.map(({name}) => name),
		['tokens', 'projects'],
	);
});

test('what was typed for a new project is there again after Esc', async t => {
	const app = await withTwo(t);
	await app.press('screen.projects', 'project.create');
	await app.type('half a na');
	await app.press('project-form.back', 'project.create');
	assert.match(app.lastFrame(), /Name +half a na/);
});

test('at the limit the numbers are said, and the input can be changed', async t => {
	const app = await withTwo(t);
	app.interceptWith(
		answering('POST', /^\/api\/project$/, async () =>
			Response.json({errorCodeStr: 'ProjectCreation', message: 'Full.'}, {status: 400}),
		),
	);
	await app.press('screen.projects', 'project.create');
	await app.type('One too many');
	await app.press('project-form.save');
	await app.waitFor(/Full\./);
	assert.match(app.text(), /You have 2 projects of the 10 that you may have/);
	await app.press('run.change');
	assert.match(app.lastFrame(), /Name +One too many/);
});

test('e renames and describes, starting from what is there', async t => {
	const app = await withTwo(t);
	await openAt(app, 'Second project');
	await app.press('project.rename');
	assert.match(app.lastFrame(), /Name +Second project/);
	await app.type(' again');
	await app.press('project-form.save');
	await app.waitFor(/active +Second project again/);
	assert.match(app.text(), /Saved: Second project again\./);
});

test('P finds a project by what is typed of it and switches there; - goes back to the last one', async t => {
	const app = await withTwo(t);
	await app.press('project.switch');
	await app.waitForState(({projects}) => projects.status === 'ready');
	await app.type('fault');
	assert.doesNotMatch(app.lastFrame(), /Second project +[\da-f]{8}/);
	await app.press('switcher.choose');
	await app.waitFor(/The active project is Default Project/);
	assert.deepEqual(app.state().routes, [{name: 'tokens'}]);
	await app.press('project.last');
	await app.waitFor(/The active project is Second project/);
	await app.press('project.last');
	await app.waitForState(({activeProject}) => activeProject?.name === 'Default Project');
});

test('- says why it can do nothing, and what became of it when it fails', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.press('project.last');
	assert.match(app.text(), /No other project was active yet: P chooses one\./);
	await app.state().startCreateProject({name: 'Second project'});
	app.state().restart({name: 'tokens'});
	app.interceptWith(refusing('POST', activePath, 400, 'Not you.'));
	await app.press('project.last');
	await app.waitFor(/Default Project could not be made the active one: Not you\./);
});

test('the switcher moves with the arrows, never beyond its rows, and Enter on nothing does nothing', async t => {
	const app = await withTwo(t);
	await app.press('project.switch');
	await app.waitForState(({projects}) => projects.status === 'ready');
	const [first, last] = app.state().projects.items;
	await app.press('switcher.move-down', 'switcher.move-down', 'switcher.page-down');
	assert.match(app.lastFrame(), new RegExp(`▸ ${last?.name}`));
	await app.press('switcher.page-up', 'switcher.move-up');
	assert.match(app.lastFrame(), new RegExp(`▸ ${first?.name}`));
	await app.type('nothing like that');
	await app.press('switcher.choose');
	assert.match(app.text(), /No project is called like that\./);
	assert.equal(app.state().routes.at(-1)?.name, 'switcher');
	await app.press('switcher.cancel');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
});

test('a project that another terminal made active is said when the projects are opened', async t => {
	const app = await withTwo(t);
	const rival = app.startAgain().getState;
	rival().chooseEnvironment(app.state().environment ?? assert.fail('no environment'));
	await rival().restoreSession();
	const other = app.state().projects.items.find(({name}) => name === 'Default Project');
	assert.equal(await rival().setActiveProject(other ?? assert.fail('no project')), true);
	await app.press('screen.projects');
	await app.waitFor(/active project is now Default Project: changed by another terminal of this session/);
});

test('a record without an id is a row that says so, and nothing can be done with it', async t => {
	const app = await withTwo(t);
	app.interceptWith(answering('GET', listPath, async () => Response.json([{name: 'No id'}, 7])));
	await app.press('screen.projects');
	await app.waitFor(/a record without an id/);
	for (const id of ['project.activate', 'project.rename']) {
		await app.press(id);
		assert.match(app.text(), /without an id: nothing can be done with it/);
	}
	assert.equal(app.state().routes.at(-1)?.name, 'projects');
});

test('the setup makes a project where there is none, and the first token starts in it', async t => {
	const app = await anApp(t);
	await app.signIn();
	let isEmpty = true;
	app.interceptWith(
		answering('GET', listPath, async (_request, next) => {
			const response = await next();
			return isEmpty ? Response.json([]) : response;
		}),
	);
	app.state().restart({name: 'setup-project'});
	void app.state().loadProjects();
	await app.waitFor(/You have no project yet/);
	await app.press('project.create');
	await app.type('First project');
	await app.press('project-form.save');
	await app.waitFor(/The project is made/);
	isEmpty = false;
	await app.press('run.go-on');
	assert.equal(app.state().routes.at(-1)?.name, 'setup-project');
	await app.press('projects.refresh');
	await app.waitFor(/First project/);
	// The cursor is on the active one, whatever the order.
	await app.press('menu.choose');
	await app.waitFor(/step 1 of/);
	assert.equal(app.state().draft.project?.name, 'First project');
});

test('the setup says so when there is one project only, and Enter goes on with it', async t => {
	const app = await anApp(t);
	await app.signIn();
	app.state().restart({name: 'setup-project'});
	void app.state().loadProjects();
	await app.waitFor(/You have one project, so your first token starts in it/);
	await app.press('menu.choose');
	await app.waitFor(/step 1 of/);
	assert.equal(app.state().draft.project?.name, 'Default Project');
});

test('a service that does not answer is waited for on the screen, and can be left', async t => {
	const app = await withTwo(t);
	app.interceptWith(holding('GET', listPath));
	await app.press('screen.projects');
	assert.match(app.lastFrame(), /reading the list/);
	assert.match(app.lastFrame(), /Second project/);
	await app.press('screen.back');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
});
