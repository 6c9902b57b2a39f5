import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {copyFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {keyVerdict} from '../../source/store/key-verdict.ts';
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

/** Has a new key made, types its passphrase twice and goes on. */
const typePassphrase = async ({store, state}: AStore, first = '', again = 'plain') => {
	state().takeNewKey();
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

/** Goes to where the key comes from and pastes one there. */
const bring = async (app: AStore, mode: 'overlap' | 'swap', file: string) => {
	await app.state().chooseRotation({does: 'begin', mode});
	app.state().beginBringing();
	app.state().takePastedKey(readFileSync(`test/keys/vectors/${file}`, 'utf8'));
	await app.until(({rotation}) => rotation?.brought !== undefined);
};

const verdictNow = (app: AStore) => {
	const {rotation} = app.state();
	assert.ok(rotation?.brought);
	return keyVerdict(rotation, rotation.brought.key);
};

const over = ({run}: ReturnType<AStore['state']>) => run?.kind === 'rotate' && run.status !== 'running';

test('a public key that is brought stands beside the old one, and nothing of it is kept or handed over here', async t => {
	const {app, token} = await aToken(t);
	const before = await readdir(app.paths.keys);
	await bring(app, 'overlap', 'p256-spki.pem');
	app.state().takeBroughtKey('ES256');
	await app.until(over);
	const {run} = app.state();
	assert.equal(run?.failure, undefined);
	assert.deepEqual(
		run?.steps.filter(({step}) => /-key$/.test(step)).map(({step, status}) => `${step} ${status}`),
		['try-new-key skipped', 'try-old-key done'],
	);
	assert.equal(kidsOf(app, token.id)?.length, 2);
	assert.equal(run?.overlap?.isKeyElsewhere, true);
	assert.deepEqual(await readdir(app.paths.keys), before);
});

test('where the private key of what is brought is known, it is tried, and rolled back it stays where it is', async t => {
	const {app, token} = await aToken(t);
	const file = join(app.home, 'mine.pem');
	await copyFile('test/keys/vectors/p256.pem', file);
	await app.state().chooseRotation({does: 'begin', mode: 'overlap'});
	app.state().beginBringing();
	app.state().editKeyFile(file);
	await app.state().readKeyFile();
	assert.equal(app.state().rotation?.brought?.isHalf, true);
	app.state().takeBroughtKey('ES256', {linksKey: true});
	await app.until(over);
	const step = app.state().run?.steps.find(each => each.step === 'try-new-key');
	assert.equal(step?.status, 'done', step?.detail);
	assert.equal(app.state().run?.overlap?.isKeyElsewhere, false);
	await app.state().beginRotation(token.id, 'roll-back');
	app.state().editRotation({typed: name});
	await app.state().nextRotationPage();
	assert.match(app.state().run?.note ?? '', /The new key is yours, and stays where it is/);
	assert.ok((await readdir(app.home)).includes('mine.pem'));
});

test('a key of another algorithm can not stand beside the old one, and takes its place in a swap once the name was typed', async t => {
	const {app, token} = await aToken(t);
	await bring(app, 'overlap', 'rsa-spki.pem');
	const verdict = verdictNow(app);
	assert.ok(!verdict.isFit && /RS256 or RS512, and this token with ES256/.test(verdict.message));
	assert.equal(app.state().previousRotationPage(), true);
	assert.equal(app.state().previousRotationPage(), true);
	assert.equal(app.state().rotation?.page, 'begin');
	await app.state().chooseRotation({does: 'begin', mode: 'swap'});
	const swapped = verdictNow(app);
	assert.ok(swapped.isFit);
	assert.deepEqual(swapped.algorithms, ['RS256', 'RS512']);
	assert.match(swapped.about('RS256') ?? '', /signs with RS256 from then on, not ES256/);
	app.state().takeBroughtKey('RS256');
	await app.until(({rotation}) => rotation?.page === 'confirm');
	app.state().editRotation({typed: name});
	await app.state().nextRotationPage();
	assert.match(
		app.state().run?.note ?? '',
		/old one is refused: it was tried.*That the new one works was not/,
	);
	assert.equal(app.state().tokens.items.find(({id}) => id === token.id)?.algorithm, 'RS256');
});

test('the key that a token has already is no other key, in whatever form it is brought', async t => {
	const {app, token} = await aToken(t);
	await bring(app, 'swap', 'p256-spki.pem');
	app.state().takeBroughtKey('ES256');
	await app.until(({rotation}) => rotation?.page === 'confirm');
	app.state().editRotation({typed: name});
	await app.state().nextRotationPage();
	const {run} = app.state();
	assert.equal(run?.failure, undefined);
	app.state().replace({name: 'rotate', tokenId: token.id});
	await app.state().beginRotation(token.id);
	for (const mode of ['overlap', 'swap'] as const) {
		await bring(app, mode, 'p256-ssh.pub');
		const verdict = verdictNow(app);
		assert.ok(!verdict.isFit && /the key which the token has already/.test(verdict.message));
		app.state().editKeyChoice({brought: undefined});
	}
});

test('a leaked key is swapped for one that is brought; what was chosen for a new token meanwhile is another choice', async t => {
	const {app} = await leaked(t);
	app.state().editDraft({name: 'another', keyFile: 'typed in the wizard'});
	await app.state().chooseRotation({does: 'quarantine-swap', mode: 'swap'});
	app.state().beginBringing();
	app.state().editKeyFile('typed here');
	assert.equal(app.state().draft.keyFile, 'typed in the wizard');
	app.state().takePastedKey(readFileSync('test/keys/vectors/p256-spki.pem', 'utf8'));
	await app.until(({rotation}) => rotation?.brought !== undefined);
	assert.equal(app.state().draft.brought, undefined);
	app.state().takeBroughtKey('ES256');
	await app.until(({rotation}) => rotation?.page === 'confirm');
	app.state().editRotation({typed: name});
	await app.state().nextRotationPage();
	assert.equal(app.state().run?.failure, undefined);
	assert.match(app.state().run?.note ?? '', /Give the new key to your application\.$/);
	assert.deepEqual(
		app.state().run?.steps.filter(({status}) => status === 'planned'),
		[],
		'every step that was announced came',
	);
});
