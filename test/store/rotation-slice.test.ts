import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {test} from 'node:test';
import {type AStore, answering, aStore, refusing} from './a-store.ts';

const name = 'ci-deploy-prod';
const onePath = /^\/iam\/v1\/tokens\/[^/]+$/;

const aToken = async (t: Parameters<typeof aStore>[0], passphrase = '') => {
	const app = await aStore(t);
	await app.signIn();
	const token = await app.makeToken(name, {passphrase});
	app.state().restart({name: 'tokens'});
	app.state().go({name: 'rotate', tokenId: token.id});
	await app.state().beginRotation(token.id);
	return {app, token};
};

/** Types the new key's passphrase twice and goes on. */
const typePassphrase = async ({store, state}: AStore, first = '', again = 'plain') => {
	store.secrets.set('new-key-passphrase', first);
	store.secrets.set('new-key-passphrase-again', again);
	state().editRotation({field: 'second'});
	await state().nextRotationPage();
};

const overlap = async (app: AStore) => {
	await app.state().chooseRotation({does: 'begin', mode: 'overlap'});
	await typePassphrase(app);
};

const kidsOf = (app: AStore, id: string) =>
	app
		.state()
		.tokens.items.find(token => token.id === id)
		?.keys.map(({kid}) => kid);

test('both keys work after a rotation was begun, and the old one is refused after its name was typed to finish', async t => {
	const {app, token} = await aToken(t);
	assert.equal(app.state().rotation?.page, 'begin');
	await overlap(app);
	assert.equal(app.state().run?.failure, undefined);
	assert.equal(app.state().run?.overlap?.tokenId, token.id);
	assert.equal(kidsOf(app, token.id)?.length, 2);
	assert.equal(app.store.secrets.get('new-key-passphrase-again'), '');

	app.state().replace({name: 'rotate', tokenId: token.id});
	await app.state().beginRotation(token.id, 'finish');
	assert.equal(app.state().rotation?.page, 'confirm');
	app.state().editRotation({typed: 'ci-deploy'});
	await app.state().nextRotationPage();
	assert.equal(app.state().rotation?.page, 'confirm', 'a part of the name does nothing');
	assert.equal(kidsOf(app, token.id)?.length, 2);
	app.state().editRotation({typed: name});
	await app.state().nextRotationPage();
	assert.match(app.state().run?.note ?? '', /the old one is refused: it was tried/);
	const [old] = token.keys;
	const now = app.state().tokens.items.find(({id}) => id === token.id);
	assert.ok(now?.keys.every(({x}) => x !== old?.x));
	assert.deepEqual(app.state().interrupted, []);
});

test('an open rotation is found again by the next start and rolled back: the old key stands alone, and the new one is gone from the disk', async t => {
	const {app, token} = await aToken(t);
	const before = kidsOf(app, token.id);
	const files = await readdir(app.paths.keys);
	await overlap(app);
	assert.ok((await readdir(app.paths.keys)).length > files.length);
	await app.state().beginRotation(token.id);
	assert.equal(app.state().rotation?.page, 'open');
	await app.state().chooseRotation({does: 'roll-back'});
	app.state().editRotation({typed: name});
	await app.state().nextRotationPage();
	assert.match(app.state().run?.note ?? '', /The old key stands alone/);
	assert.deepEqual(kidsOf(app, token.id), before);
	assert.deepEqual((await readdir(app.paths.keys)).sort(), files.sort());
});

test('a swap asks for the name before anything is made or sent', async t => {
	const {app, token} = await aToken(t);
	const sent: string[] = [];
	app.interceptWith(async (request, next) => {
		if (request.method !== 'GET') sent.push(request.method);
		return next(request);
	});
	await app.state().chooseRotation({does: 'begin', mode: 'swap'});
	await typePassphrase(app);
	assert.equal(app.state().rotation?.page, 'confirm');
	assert.deepEqual(sent, []);
	app.state().editRotation({typed: name});
	await app.state().nextRotationPage();
	assert.match(app.state().run?.note ?? '', /The new key stands alone/);
	assert.equal(app.state().tokens.items.find(({id}) => id === token.id)?.keys.length, 1);
});

test('passphrases that differ are said, and nothing goes on', async t => {
	const {app} = await aToken(t);
	await app.state().chooseRotation({does: 'begin', mode: 'overlap'});
	await typePassphrase(app, 'correct horse', 'correct house');
	assert.equal(app.state().rotation?.problem, 'The two are not the same.');
	assert.equal(app.state().rotation?.page, 'passphrase');
	assert.equal(app.store.secrets.get('new-key-passphrase'), 'correct horse');
});

test('a key that is locked is opened by its passphrase or left untried', async t => {
	const {app} = await aToken(t, 'correct horse');
	app.clock.advance(11 * 60 * 1000);
	await Promise.resolve();
	await overlap(app);
	assert.equal(app.state().rotation?.page, 'unlock');
	app.store.secrets.set('open-passphrase', 'wrong');
	await app.state().nextRotationPage();
	assert.match(app.state().rotation?.problem ?? '', /passphrase/i);
	assert.equal(app.state().rotation?.page, 'unlock');
	app.store.secrets.set('open-passphrase', 'correct horse');
	await app.state().nextRotationPage();
	const step = app.state().run?.steps.find(each => each.step === 'try-old-key');
	assert.equal(step?.status, 'done');
});

test('what failed before it was begun is sent again with what was typed', async t => {
	const {app, token} = await aToken(t);
	await app.state().chooseRotation({does: 'begin', mode: 'overlap'});
	let refused = 0;
	app.interceptWith(
		answering('GET', onePath, async (_request, next) => {
			refused += 1;
			return refused === 1 ? Response.json({name: 'TestError', message: 'Not now.'}, {status: 400}) : next();
		}),
	);
	await typePassphrase(app);
	const {run} = app.state();
	assert.equal(run?.status, 'stopped');
	app.passOn();
	await (run?.operationId === undefined
		? app.state().submitRotation()
		: app.state().resumeOperation(run.operationId));
	assert.equal(app.state().run?.overlap?.tokenId, token.id);
});

test('a token that can not be read says so and can be read again', async t => {
	const {app, token} = await aToken(t);
	app.interceptWith(refusing('GET', onePath, 400));
	await app.state().beginRotation(token.id);
	assert.equal(app.state().rotation?.page, 'impossible');
	assert.match(app.state().rotation?.failure?.said ?? '', /Not now/);
	app.passOn();
	await app.state().beginRotation(token.id);
	assert.equal(app.state().rotation?.page, 'begin');
});

const leaked = async (t: Parameters<typeof aStore>[0]) => {
	const {app, token} = await aToken(t);
	await app.state().beginRotation(token.id, 'leak');
	assert.equal(app.state().rotation?.page, 'leak');
	assert.equal(app.state().rotation?.leak?.projects.length, 1);
	return {app, token};
};

test('a leaked key is swapped after the name was typed: its rights go first and come back with the new key', async t => {
	const {app, token} = await leaked(t);
	const changes: string[] = [];
	app.interceptWith(async (request, next) => {
		const {pathname} = new URL(request.url);
		const isChange =
			request.method !== 'GET' && !pathname.includes('/sts/') && !pathname.includes('/oauth2/');
		if (isChange) changes.push(request.method);
		return next(request);
	});
	await app.state().chooseRotation({does: 'quarantine-swap', mode: 'swap'});
	await typePassphrase(app);
	assert.equal(app.state().rotation?.page, 'confirm');
	assert.deepEqual(changes, []);
	app.state().editRotation({typed: name});
	await app.state().nextRotationPage();
	assert.equal(app.state().run?.failure, undefined);
	assert.match(app.state().run?.note ?? '', /The leaked key is refused: it was tried\. .*may live/);
	assert.deepEqual(changes, ['DELETE', 'PATCH', 'POST', 'PUT']);
	assert.deepEqual(
		app.state().run?.steps.filter(({status}) => status === 'planned'),
		[],
		'every step that was announced came',
	);
	const now = app.state().tokens.items.find(({id}) => id === token.id);
	assert.ok(now && now.keys[0]?.x !== token.keys[0]?.x);
	assert.equal(app.store.secrets.get('new-key-passphrase-again'), '');
});

test('a leaked key whose token is deleted takes it off the list; Esc goes back to the choice before', async t => {
	const {app, token} = await leaked(t);
	await app.state().chooseRotation({does: 'quarantine-delete', mode: 'swap'});
	assert.equal(app.state().rotation?.page, 'confirm');
	assert.equal(app.state().previousRotationPage(), true);
	assert.equal(app.state().rotation?.page, 'leak');
	await app.state().chooseRotation({does: 'quarantine-delete', mode: 'swap'});
	app.state().editRotation({typed: name});
	await app.state().nextRotationPage();
	assert.match(app.state().run?.note ?? '', /The leaked key is refused/);
	assert.equal(
		app.state().tokens.items.find(({id}) => id === token.id),
		undefined,
	);
});

test('a token with an open rotation can only be deleted when its key leaked', async t => {
	const {app, token} = await aToken(t);
	await overlap(app);
	await app.state().beginRotation(token.id, 'leak');
	assert.match(app.state().rotation?.leak?.noSwap ?? '', /rotation of its key is open/);
});
