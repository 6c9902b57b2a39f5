import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {type AStore, answering, aStore, refusing} from './a-store.ts';

const onePath = /^\/iam\/v1\/tokens\/[^/]+$/;
const name = 'ci-deploy-prod';

const renaming = async (t: Pick<TestContext, 'after'>) => {
	const app = await aStore(t);
	await app.signIn();
	const {id} = await app.makeToken(name);
	app.state().restart({name: 'tokens'});
	app.state().go({name: 'rename', tokenId: id});
	await app.state().beginRenameToken(id);
	return {app, id};
};

const nameOf = ({state}: AStore, id: string) => state().tokens.items.find(each => each.id === id)?.name;

const renameTo = async ({state}: Pick<AStore, 'state'>, text: string) => {
	state().editRename(text);
	await state().submitRename();
};

/** Renames the token from another terminal of the same user. */
const rivalRenames = async (app: AStore, id: string, text: string) => {
	const rival = app.startAgain().getState;
	rival().chooseEnvironment(app.state().environment ?? assert.fail('no environment'));
	await rival().restoreSession();
	await rival().beginRenameToken(id);
	await renameTo({state: rival}, text);
};

test('a token is called as it was typed, with the same key, and one is back where one was', async t => {
	const {app, id} = await renaming(t);
	const before = app.state().tokens.items[0]?.keys;
	await renameTo(app, '  ci-deploy-stage ');
	assert.equal(nameOf(app, id), 'ci-deploy-stage');
	assert.deepEqual(app.state().tokens.items[0]?.keys, before);
	assert.deepEqual([app.state().routes.at(-1)?.name, app.state().renameForm], ['tokens', undefined]);
	assert.match(app.state().message, /ci-deploy-stage now\. u takes that back/);
	assert.equal(app.state().interrupted.length, 0);
});

test('a name that is too short is not sent, and one that is left as it was sends nothing', async t => {
	const {app} = await renaming(t);
	let patches = 0;
	app.interceptWith(
		answering('PATCH', onePath, async (_request, next) => {
			patches += 1;
			return next();
		}),
	);
	await renameTo(app, 'short');
	assert.equal(app.state().renameForm?.isTried, true);
	await renameTo(app, name);
	assert.match(app.state().message, /Nothing was changed/);
	assert.equal(patches, 0);
});

test('a refused name leaves nothing open, and the next one is taken', async t => {
	const {app, id} = await renaming(t);
	app.interceptWith(refusing('PATCH', onePath, 400, 'Not that name.'));
	await renameTo(app, 'not-that-name');
	assert.match(app.state().renameForm?.failure?.said ?? '', /Not that name\./);
	assert.equal(app.state().interrupted.length, 0);
	app.passOn();
	await renameTo(app, 'rather-this-name');
	assert.equal(nameOf(app, id), 'rather-this-name');
});

test('a token that somebody else renamed meanwhile is not renamed over them unseen', async t => {
	const {app, id} = await renaming(t);
	await rivalRenames(app, id, 'their-name-of-it');
	await renameTo(app, 'my-name-of-it');
	assert.equal(app.state().renameForm?.failure?.kind, 'conflict');
	assert.equal(app.state().renameForm?.token?.name, 'their-name-of-it');
	await renameTo(app, 'my-name-of-it');
	assert.equal(nameOf(app, id), 'my-name-of-it');
});

test('a rename is taken back within fifteen seconds, and not after', async t => {
	const {app, id} = await renaming(t);
	await renameTo(app, 'ci-deploy-stage');
	await app.state().takeBackRename();
	assert.equal(nameOf(app, id), name);
	assert.match(app.state().message, /ci-deploy-prod again/);
	await app.state().beginRenameToken(id);
	await renameTo(app, 'ci-deploy-stage');
	app.clock.advance(15_000);
	await app.until(({renamed}) => renamed === undefined);
	await app.state().takeBackRename();
	assert.equal(nameOf(app, id), 'ci-deploy-stage');
});

test('a rename that somebody else has overtaken is not taken back', async t => {
	const {app, id} = await renaming(t);
	await renameTo(app, 'ci-deploy-stage');
	await rivalRenames(app, id, 'their-name-of-it');
	await app.state().takeBackRename();
	assert.match(app.state().message, /Somebody else renamed it since/);
	assert.equal(nameOf(app, id), 'their-name-of-it');
});
