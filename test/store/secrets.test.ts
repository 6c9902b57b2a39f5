import assert from 'node:assert/strict';
import {createPrivateKey, KeyObject, randomUUID} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {inspect} from 'node:util';
import {type AStore, aStore, refusing} from './a-store.ts';

/** Every value that can be reached from another, functions' own properties included. */
const reachable = function* (root: unknown, seen = new Set<unknown>()): Generator<unknown> {
	if (seen.has(root)) return;
	seen.add(root);
	yield root;
	if ((typeof root !== 'object' && typeof root !== 'function') || root === null) return;
	const parts = root instanceof Map ? [...root].flat() : root instanceof Set ? [...root] : [];
	for (const part of [...parts, ...Reflect.ownKeys(root).map(key => Reflect.get(root, key))])
		yield* reachable(part, seen);
};

const assertClean = (state: unknown, canaries: readonly string[], where: string) => {
	const values = [...reachable(state)];
	assert.ok(!values.some(value => value instanceof KeyObject), `${where}: a key stands in the state`);
	const texts = [
		...values.filter(value => typeof value === 'string'),
		JSON.stringify(state),
		inspect(state, {
			depth: Number.POSITIVE_INFINITY,
			maxStringLength: Number.POSITIVE_INFINITY,
			showHidden: true,
		}),
	];
	for (const canary of canaries) {
		assert.ok(!texts.some(text => text.includes(canary)), `${where}: a secret stands in the state`);
	}
};

/** Watches every change of the state until the end of what is done. */
const watching = async (
	{store, state}: AStore,
	canaries: readonly string[],
	work: (check: (where: string) => void) => Promise<void>,
) => {
	let changes = 0;
	const stop = store.subscribe(now => {
		changes += 1;
		assertClean(now, canaries, `change ${changes}`);
	});
	await work(where => assertClean(state(), canaries, where));
	stop();
	assert.ok(changes > 10, `only ${changes} changes were looked at`);
};

test('the search for secrets finds one that is planted, wherever it is', () => {
	const canary = `canary ${randomUUID()}`;
	for (const planted of [
		{a: [{b: canary}]},
		new Map([[1, {c: canary}]]),
		{f: Object.assign(() => {}, {d: canary})},
	]) {
		assert.throws(() => assertClean({planted}, [canary], 'planted'), /stands in the state/);
	}
});

test('from the typing to the proof no state holds the passphrase, the key or the session', async t => {
	const held = await aStore(t);
	const {signIn, state, store, until, interceptWith, passOn, clock, paths} = held;
	const passphrase = `canary ${randomUUID()}`;
	await signIn();
	const session = await readFile(`${paths.environments}/open/session.json`, 'utf8');
	const {sessionId} = JSON.parse(session);
	await watching(held, [passphrase, sessionId], async check => {
		state().beginDraft();
		state().editDraft({name: 'ci-deploy-prod', algorithm: 'ES256'});
		for (const page of ['name', 'algorithm', 'key'] as const) {
			check(page);
			state().nextPage();
		}
		store.secrets.set('passphrase', passphrase);
		state().nextPage();
		store.secrets.set('passphrase-again', `${passphrase}x`);
		state().nextPage();
		assert.equal(state().draft.passphraseProblem, 'The two are not the same.');
		store.secrets.set('passphrase-again', passphrase);
		state().nextPage();
		assert.equal(state().draft.page, 'permissions');
		state().nextPage();
		interceptWith(refusing('POST', /^\/iam\/v1\/tokens$/, 400));
		state().nextPage();
		await until(({run, interrupted}) => run?.status === 'stopped' && interrupted.length === 1);
		check('refused');
		passOn();
		await state().changeInput();
		check('changed');
		state().editDraft({page: 'review'});
		state().nextPage();
		await until(({run, tokens}) => run?.status === 'done' && tokens.status === 'fresh');
		check('made');
		const tokenId = state().run?.tokenId ?? '';
		await state().startTry(tokenId);
		assert.equal(state().attempt?.outcome?.kind, 'works');
		check('tried');
		// Forgotten after ten minutes: now it is opened with the passphrase.
		clock.advance(11 * 60 * 1000);
		await state().startTry(tokenId);
		assert.equal(state().attempt?.status, 'locked');
		store.secrets.set('open-passphrase', passphrase);
		await state().unlockAndTry();
		assert.equal(state().attempt?.outcome?.kind, 'works');
		check('unlocked');
		state().beginExport(tokenId);
		state().chooseFormat('json');
		await state().writeExportFile();
		assert.equal(state().exportDraft?.step, 'written');
		check('exported');
	});
	assert.equal(store.secrets.get('passphrase') + store.secrets.get('open-passphrase'), '');
});

test('a key that is kept plain is in its file, and in no state', async t => {
	const held = await aStore(t);
	const {signIn, makeToken, state} = held;
	await signIn();
	const states: string[] = [];
	const stop = held.store.subscribe(now => {
		states.push(inspect(now, {depth: Number.POSITIVE_INFINITY, maxStringLength: Number.POSITIVE_INFINITY}));
	});
	await makeToken('ci-deploy-prod');
	const {place = ''} = [...(state().keys?.values() ?? [])][0] ?? {};
	const {tokenId = ''} = state().run ?? {};
	await state().startTry(tokenId);
	state().beginExport(tokenId);
	state().chooseFormat('env');
	await state().writeExportFile();
	stop();
	const pem = await readFile(place, 'utf8');
	const {d = ''} = createPrivateKey(pem).export({format: 'jwk'});
	const raw = Buffer.from(d, 'base64url');
	const body = pem.split('\n')[2] ?? '';
	assert.ok(body.length > 20 && d.length > 20);
	for (const canary of [body, d, raw.toString('hex'), raw.toString('base64')]) {
		assert.ok(!states.some(text => text.includes(canary)));
	}
	assert.match(await readFile(state().exportDraft?.path ?? '', 'utf8'), /PRIVATE KEY/);
});
