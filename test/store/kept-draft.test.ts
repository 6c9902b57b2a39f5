import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {userFolder} from '../../source/config/user-folder.ts';
import {type AStore, aStore} from './a-store.ts';

const fileOf = ({paths, state}: AStore) => {
	const {environment, session} = state();
	if (!environment || session.status !== 'signed-in') throw new Error('Nobody is signed in');
	return join(userFolder(paths, environment, session), 'draft.json');
};

/** What the file holds once that passes. */
const comesTo = async (app: AStore, passes: (text: string) => boolean) => {
	let text = '';
	await app.until(() => {
		void readFile(fileOf(app), 'utf8').then(
			content => {
				text = content;
			},
			() => {
				text = 'none';
			},
		);
		return passes(text);
	});
	return text;
};

const filledIn = async (app: AStore) => {
	app.state().beginDraft();
	app.state().editDraft({name: 'ci-deploy-prod', algorithm: 'ES256', permissions: 'read'});
	app.state().nextPage();
	app.state().nextPage();
	app.state().nextPage();
	app.store.secrets.set('passphrase', 'correct horse battery');
	app.state().editDraft({passphraseField: 'second'});
	app.store.secrets.set('passphrase-again', 'correct horse battery');
	app.state().nextPage();
	assert.equal(app.state().draft.page, 'permissions');
};

const begunAgain = async (app: AStore) => {
	const next = app.startAgain();
	const {environment} = app.state();
	if (!environment) throw new Error('No environment is chosen');
	next.getState().chooseEnvironment(environment);
	await next.getState().restoreSession();
	await next.getState().loadAll();
	return next.getState();
};

test('a draft is there at the next start, at the page of its key, and holds no secret', async t => {
	const app = await aStore(t);
	await app.signIn();
	await filledIn(app);
	const kept = await comesTo(app, text => text.includes('"page":"key"'));
	assert.doesNotMatch(kept, /correct|passphrase/);
	const {name, algorithm, permissions, page} = (await begunAgain(app)).draft;
	assert.deepEqual(
		{name, algorithm, permissions, page},
		{name: 'ci-deploy-prod', algorithm: 'ES256', permissions: 'read', page: 'key'},
	);
});

test('a draft that was dropped, or is being made, is not taken up again', async t => {
	const app = await aStore(t);
	await app.signIn();
	await filledIn(app);
	await comesTo(app, text => text.includes('"page":"key"'));
	app.state().dropDraft();
	await comesTo(app, text => text === 'none');
	await filledIn(app);
	await comesTo(app, text => text.includes('"page":"key"'));
	await app.state().startCreate();
	assert.equal(app.state().run?.status, 'done');
	await comesTo(app, text => text === 'none');
	assert.equal((await begunAgain(app)).draft.name, '');
});

test('a damaged file is no draft', async t => {
	const app = await aStore(t);
	await app.signIn();
	await writeFile(fileOf(app), '{"name": 3}');
	assert.equal((await begunAgain(app)).draft.name, '');
});
