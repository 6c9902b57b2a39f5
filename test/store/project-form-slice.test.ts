import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type AStore, answering, aStore, refusing} from './a-store.ts';

const patchPath = /^\/api\/project\/[^/]+$/;

const renaming = async (app: AStore, change: {readonly name?: string; readonly description?: string}) => {
	await app.signIn();
	const project = app.state().projects.items[0] ?? assert.fail('no project');
	app.state().go({name: 'projects'});
	app.state().beginRename(project);
	app.state().editProjectForm(change);
	return project;
};

const bodies = (app: AStore) => {
	const seen: unknown[] = [];
	app.interceptWith(
		answering('PATCH', patchPath, async (request, next) => {
			seen.push(await request.clone().json());
			return next();
		}),
	);
	return seen;
};

test('only what was changed is sent, and shown as the service has it', async t => {
	const app = await aStore(t);
	await renaming(app, {description: 'for trying'});
	const sent = bodies(app);
	await app.state().submitProject();
	assert.deepEqual(sent, [{description: 'for trying'}]);
	assert.equal(app.state().projects.items[0]?.description, 'for trying');
	assert.equal(app.state().routes.at(-1)?.name, 'projects');
	assert.equal(app.state().projectForm, undefined);
	assert.match(app.state().message, /Saved: Default Project/);
});

test('a form in which nothing was changed sends nothing', async t => {
	const app = await aStore(t);
	await renaming(app, {});
	const sent = bodies(app);
	await app.state().submitProject();
	assert.deepEqual(sent, []);
	assert.match(app.state().message, /Nothing was changed/);
});

test('a name against the rules is not sent; one that is left as it was may be anything', async t => {
	const app = await aStore(t);
	const {id} = await renaming(app, {name: '!'});
	const sent = bodies(app);
	await app.state().submitProject();
	assert.deepEqual([app.state().projectForm?.isTried, sent.length], [true, 0]);
	const odd = {id, name: ' odd? ', description: ''};
	app.interceptWith(async (request, next) => {
		const {pathname} = new URL(request.url);
		if (pathname === '/api/projects') return Response.json([odd]);
		if (request.method === 'PATCH') sent.push(await request.clone().json());
		return next(request);
	});
	app.store.setState({projectForm: undefined});
	await app.state().loadProjects();
	const project = app.state().projects.items[0] ?? assert.fail('no project');
	app.state().beginRename(project);
	app.state().editProjectForm({description: 'words'});
	await app.state().submitProject();
	assert.deepEqual(sent, [{description: 'words'}]);
});

test('what was typed outlives a failure, Esc and a way back', async t => {
	const app = await aStore(t);
	const project = await renaming(app, {name: 'Another name'});
	app.interceptWith(refusing('PATCH', patchPath, 400));
	await app.state().submitProject();
	assert.equal(app.state().projectForm?.failure?.kind, 'rejected');
	app.state().back();
	app.state().beginRename(project);
	assert.equal(app.state().projectForm?.name, 'Another name');
	app.passOn();
	await app.state().submitProject();
	assert.equal(app.state().projects.items[0]?.name, 'Another name');
});

test('the form of another project is not filled with what was typed for this one', async t => {
	const app = await aStore(t);
	await renaming(app, {name: 'Another name'});
	app.state().beginProject();
	assert.equal(app.state().projectForm?.name, '');
});

test('a rename whose reply is lost is read back, and sent once', async t => {
	const app = await aStore(t);
	await renaming(app, {name: 'Read back'});
	let patches = 0;
	app.interceptWith(
		answering('PATCH', patchPath, async (_request, next) => {
			patches += 1;
			await next();
			throw new TypeError('fetch failed');
		}),
	);
	await app.state().submitProject();
	assert.equal(patches, 1);
	assert.equal(app.state().projectForm, undefined);
	assert.equal(app.state().projects.items[0]?.name, 'Read back');
});

test('a project that somebody else changed meanwhile is not overwritten unseen', async t => {
	const app = await aStore(t);
	await renaming(app, {name: 'My name for it'});
	const rival = app.startAgain().getState;
	rival().chooseEnvironment(app.state().environment ?? assert.fail('no environment'));
	await rival().restoreSession();
	await rival().loadProjects();
	rival().beginRename(rival().projects.items[0] ?? assert.fail('no project'));
	rival().editProjectForm({name: 'Their name', description: 'theirs\u001B[2J'});
	await rival().submitProject();
	const sent = bodies(app);
	await app.state().submitProject();
	assert.deepEqual(sent, []);
	const {projectForm} = app.state();
	assert.equal(projectForm?.failure?.kind, 'changed-meanwhile');
	assert.match(projectForm?.failure?.said ?? '', /now called Their name, described as: theirs\uFFFD\[2J/);
	await app.state().submitProject();
	// What was not touched here is not taken back.
	assert.deepEqual(sent, [{name: 'My name for it'}]);
	assert.equal(app.state().projects.items[0]?.description, 'theirs\u001B[2J');
});

test('an active project that another terminal changed meanwhile is said beside what was saved', async t => {
	const app = await aStore(t);
	await app.signIn();
	await app.state().startCreateProject({name: 'Second project'});
	const other = app.state().lastProject ?? assert.fail('no project');
	const rival = app.startAgain().getState;
	rival().chooseEnvironment(app.state().environment ?? assert.fail('no environment'));
	await rival().restoreSession();
	assert.equal(await rival().setActiveProject(other), true);
	app.state().go({name: 'projects'});
	app.state().beginRename(other);
	app.state().editProjectForm({description: 'words'});
	await app.state().submitProject();
	assert.match(
		app.state().message,
		/^Saved: Default Project\. The active project is now Default Project: changed/,
	);
});

test('a project that is gone meanwhile is said to be', async t => {
	const app = await aStore(t);
	await renaming(app, {name: 'My name for it'});
	app.interceptWith(answering('GET', /^\/api\/projects$/, async () => Response.json([])));
	await app.state().submitProject();
	assert.match(app.state().projectForm?.failure?.said ?? '', /not in the list any more/);
	assert.equal(app.state().projectForm?.name, 'My name for it');
});

test('a new project is made with a trimmed name, without an empty description, and is the active one', async t => {
	const app = await aStore(t);
	await app.signIn();
	const posts: unknown[] = [];
	app.interceptWith(
		answering('POST', /^\/api\/project$/, async (request, next) => {
			posts.push(await request.clone().json());
			return next();
		}),
	);
	app.state().go({name: 'projects'});
	app.state().beginProject();
	app.state().editProjectForm({name: ' New project ', description: ' '});
	await app.state().submitProject();
	assert.deepEqual(posts, [{name: 'New project'}]);
	const {run, activeProject, lastProject, projectForm} = app.state();
	assert.deepEqual([run?.status, run?.projectId], ['done', activeProject?.id]);
	assert.deepEqual([activeProject?.name, lastProject?.name], ['New project', 'Default Project']);
	assert.equal(projectForm, undefined);
	assert.deepEqual(app.state().receipts, [`Made the project ${activeProject?.id}.`]);
	assert.doesNotMatch(app.state().message, /another terminal/);
});

test('what could not be made can be changed and tried again, with nothing left open', async t => {
	const app = await aStore(t);
	await app.signIn();
	app.interceptWith(refusing('POST', /^\/api\/project$/, 400));
	app.state().beginProject();
	app.state().editProjectForm({name: 'New project'});
	await app.state().submitProject();
	assert.deepEqual([app.state().run?.status, app.state().interrupted.length], ['stopped', 0]);
	await app.state().changeInput();
	assert.equal(app.state().routes.at(-1)?.name, 'project-form');
	assert.equal(app.state().projectForm?.name, 'New project');
	app.passOn();
	await app.state().submitProject();
	assert.equal(app.state().activeProject?.name, 'New project');
});

test('a form whose project may be there already is not sent again: the operation goes on with it', async t => {
	const app = await aStore(t);
	await app.signIn();
	app.interceptWith(
		answering('POST', /^\/api\/project$/, async (_request, next) => {
			await next();
			app.interceptWith(refusing('GET', /^\/api\/projects$/, 400));
			throw new TypeError('fetch failed');
		}),
	);
	app.state().beginProject();
	app.state().editProjectForm({name: 'New project'});
	await app.state().submitProject();
	const {run, projectForm, interrupted} = app.state();
	assert.equal(run?.status, 'stopped');
	assert.deepEqual([projectForm, interrupted.length], [undefined, 1]);
	app.passOn();
	await app.state().resumeOperation(run?.operationId ?? '');
	assert.equal(app.state().activeProject?.name, 'New project');
	await app.state().loadProjects();
	assert.equal(app.state().projects.items.length, 2);
});

test('the end of a session is forgotten when the projects can be read again', async t => {
	const app = await aStore(t);
	await renaming(app, {name: 'Another name'});
	app.interceptWith(refusing('PATCH', patchPath, 401));
	await app.state().submitProject();
	assert.equal(app.state().projectForm?.failure?.kind, 'session-ended');
	app.passOn();
	await app.state().loadProjects();
	assert.equal(app.state().projectForm?.failure, undefined);
	assert.equal(app.state().projectForm?.name, 'Another name');
});
