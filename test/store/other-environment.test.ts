import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {type Environment, sandboxEnvironment} from '../../source/config/environments.ts';
import {answering, aStore} from './a-store.ts';

const other: Environment = {...sandboxEnvironment, name: 'other', embedded: false, folder: 'other'};

/** Holds the replies to some reads until it is told, as a slow service does. */
const slow = (path: RegExp) => {
	let release = () => {};
	const released = new Promise<void>(settle => {
		release = settle;
	});
	let asked = 0;
	const intercept = answering('GET', path, async (_, next) => {
		asked += 1;
		const response = await next();
		await released;
		return response;
	});
	return {intercept, release, asked: () => asked};
};

test('with another environment nothing of the one before is left in the state', async t => {
	const {state, signIn, makeToken} = await aStore(t);
	await signIn();
	const token = await makeToken('token-of-before');
	await state().loadDetail(token.id);
	state().beginDraft();
	state().editDraft({name: 'typed-before'});
	state().chooseEnvironment(other);
	const {tokens, projects, activeProject, detail, run, interrupted, draft, session} = state();
	assert.deepEqual([tokens.items, tokens.status], [[], 'none']);
	assert.deepEqual(projects.items, []);
	assert.deepEqual([activeProject, detail, run, interrupted], [undefined, undefined, undefined, []]);
	assert.equal(draft.name, '');
	assert.equal(session.status, 'signed-out');
});

test('what was still being read of the environment before is neither shown nor kept in the next', async t => {
	const {state, signIn, makeToken, interceptWith, passOn, paths, until} = await aStore(t);
	await signIn();
	await makeToken('token-of-before');
	const {intercept, release, asked} = slow(/^\/(?:iam\/v1\/tokens|api\/projects?)$/);
	interceptWith(intercept);
	const reading = Promise.all([state().loadTokens(), state().loadProjects(), state().loadOperations()]);
	await until(() => asked() === 3);
	passOn();
	state().chooseEnvironment(other);
	await state().signIn();
	await until(({session}) => session.status === 'signed-in');
	release();
	await reading;
	const {tokens, projects, activeProject} = state();
	assert.deepEqual([tokens.items, projects.items, activeProject], [[], [], undefined]);
	const kept = await readdir(join(paths.environments, other.folder), {recursive: true});
	assert.ok(!kept.some(name => name.endsWith('list.json')), kept.join());
});
