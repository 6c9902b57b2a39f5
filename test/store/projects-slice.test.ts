import assert from 'node:assert/strict';
import {test} from 'node:test';
import {toProject} from '../../source/api/project.ts';
import {type AStore, answering, aStore, refusing} from './a-store.ts';

const listPath = /^\/api\/projects$/;
const projectPath = /^\/api\/project$/;

/** A second project, and another terminal of the same session. */
const withRival = async (app: AStore) => {
	await app.signIn();
	const {state, startAgain} = app;
	const first = state().activeProject ?? assert.fail('no active project');
	await state().startCreateProject({name: 'Second project'});
	const second = state().activeProject ?? assert.fail('no active project');
	state().say('');
	const rival = startAgain();
	rival.getState().chooseEnvironment(state().environment ?? assert.fail('no environment'));
	assert.equal(await rival.getState().restoreSession(), true);
	return {first, second, rivalChooses: rival.getState().setActiveProject};
};

const cut = async () => {
	throw new TypeError('fetch failed');
};

test('the first reading of the projects says nothing of another terminal', async t => {
	const {signIn, state} = await aStore(t);
	await signIn();
	assert.equal(state().activeProject?.name, 'Default Project');
	assert.doesNotMatch(state().message, /terminal/);
});

test('a project that another terminal made active is noticed at the next reading, and said', async t => {
	const app = await aStore(t);
	const {first, rivalChooses} = await withRival(app);
	assert.equal(await rivalChooses(first), true);
	await app.state().loadProjects();
	assert.equal(app.state().activeProject?.id, first.id);
	assert.match(app.state().message, /active project is now Default Project: changed by another terminal/);
	app.state().say('');
	await app.state().loadProjects();
	assert.equal(app.state().message, '');
});

test('it is noticed before a write as well, and the project of before is the last one', async t => {
	const app = await aStore(t);
	const {first, second, rivalChooses} = await withRival(app);
	await app.state().startCreateProject({name: 'Third project'});
	await rivalChooses(first);
	assert.equal(await app.state().setActiveProject(second), true);
	assert.equal(app.state().activeProject?.id, second.id);
	assert.equal(app.state().lastProject?.id, first.id);
	assert.match(app.state().message, /Another terminal of this session had chosen Default Project meanwhile/);
});

test('a choice of our own is not taken for that of another terminal, whatever is read meanwhile', async t => {
	const app = await aStore(t);
	const {first, second} = await withRival(app);
	let answer = () => {};
	const held = new Promise<void>(resolve => {
		answer = resolve;
	});
	let isHeld = true;
	app.interceptWith(
		answering('GET', projectPath, async (_request, next) => {
			const response = await next();
			if (!isHeld) return response;
			isHeld = false;
			await held;
			return response;
		}),
	);
	const reading = app.state().loadProjects();
	await app.until(() => !isHeld);
	assert.equal(await app.state().setActiveProject(first), true);
	answer();
	await reading;
	assert.equal(app.state().activeProject?.id, first.id);
	assert.match(app.state().message, /The active project is Default Project/);
	assert.equal(app.state().lastProject?.id, second.id);
});

test('a choice whose reply is lost is read back', async t => {
	const app = await aStore(t);
	const {first} = await withRival(app);
	let posts = 0;
	app.interceptWith(
		answering('POST', /^\/api\/projects\/active$/, async (_request, next) => {
			posts += 1;
			await next();
			return cut();
		}),
	);
	assert.equal(await app.state().setActiveProject(first), true);
	assert.equal(posts, 1);
	assert.equal(app.state().activeProject?.id, first.id);
});

test('a choice that did not happen leaves the active project as it is, and says why', async t => {
	const app = await aStore(t);
	const {first, second} = await withRival(app);
	app.interceptWith(answering('POST', /^\/api\/projects\/active$/, cut));
	assert.equal(await app.state().setActiveProject(first), false);
	const {activation, activeProject} = app.state();
	assert.equal(activeProject?.id, second.id);
	assert.ok(activation.status === 'failed' && activation.failure.kind === 'no-reply');
});

test('while one choice is on its way there is no second one', async t => {
	const app = await aStore(t);
	const {first} = await withRival(app);
	let posts = 0;
	app.interceptWith(
		answering('POST', /^\/api\/projects\/active$/, async (_request, next) => {
			posts += 1;
			return next();
		}),
	);
	const [one, other] = await Promise.all([
		app.state().setActiveProject(first),
		app.state().setActiveProject(first),
	]);
	assert.deepEqual([one, other, posts], [true, false, 1]);
});

test('a list that can not be read keeps what was there, and the active project is noticed all the same', async t => {
	const app = await aStore(t);
	const {first, rivalChooses} = await withRival(app);
	await rivalChooses(first);
	app.interceptWith(refusing('GET', listPath, 400));
	await app.state().loadProjects();
	assert.equal(app.state().projects.status, 'failed');
	assert.equal(app.state().projects.items.length, 2);
	assert.equal(app.state().activeProject?.id, first.id);
});

test('a session without an active project has none on the screen', async t => {
	const app = await aStore(t);
	await app.signIn();
	app.interceptWith(refusing('GET', projectPath, 404));
	await app.state().loadProjects();
	assert.equal(app.state().activeProject, undefined);
	app.interceptWith(refusing('GET', projectPath, 400));
	await app.state().loadProjects();
	assert.equal(app.state().projects.status, 'ready');
});

test('the cursor stays on its project while the list around it changes', async t => {
	const app = await aStore(t);
	await app.signIn();
	const listing = (...ids: readonly string[]) =>
		answering('GET', listPath, async () => Response.json(ids.map(id => ({id, name: id}))));
	app.interceptWith(listing('a', 'b', 'c'));
	await app.state().loadProjects();
	app.state().moveProjectSelection(1);
	for (const [ids, row] of [
		[['x', 'a', 'b'], 2],
		[['b'], 0],
	] as const) {
		app.interceptWith(listing(...ids));
		await app.state().loadProjects();
		assert.equal(app.state().selectedProject, row);
	}
	app.state().moveProjectSelection(Number.POSITIVE_INFINITY);
	assert.equal(app.state().selectedProject, 0);
});

test('the limit is read, and is unknown where it can not be', async t => {
	const app = await aStore(t);
	await app.signIn();
	await app.state().loadProjectsAndLimit();
	assert.equal(app.state().projectLimit, 10);
	app.interceptWith(refusing('GET', /stats/, 400));
	await app.state().loadProjectsAndLimit();
	assert.equal(app.state().projectLimit, undefined);
	assert.equal(app.state().projects.status, 'ready');
});

test('an active project that is not in the list does no harm', async t => {
	const app = await aStore(t);
	await app.signIn();
	app.store.setState({activeProject: toProject({id: 'gone', name: 'Gone'})});
	await app.state().loadProjects();
	assert.equal(app.state().activeProject?.name, 'Default Project');
	assert.equal(app.state().lastProject?.name, 'Gone');
});
