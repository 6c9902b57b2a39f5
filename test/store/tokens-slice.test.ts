import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {recordOf} from '../../source/api/token.ts';
import {selectCursorRow} from '../../source/store/token-rows.ts';
import {selectCurrentToken} from '../../source/store/tokens-slice.ts';
import {answering, aStore, refusing} from './a-store.ts';

const list = /^\/iam\/v1\/tokens$/;
const records = (...ids: readonly string[]) => ids.map(id => ({id, name: `token ${id}`}));
const listing = (...ids: readonly string[]) =>
	answering('GET', list, async () => Response.json({tokens: records(...ids)}));

const idsOf = ({tokens}: ReturnType<Awaited<ReturnType<typeof aStore>>['state']>) =>
	tokens.items.map(({id}) => id);

test('the cursor stays on its token while the list around it changes', async t => {
	const {signIn, state, interceptWith} = await aStore(t);
	await signIn();
	interceptWith(listing('a', 'b', 'c'));
	await state().loadTokens();
	state().selectToken('b');
	for (const ids of [
		['x', 'y', 'b'],
		['b', 'x'],
		['x', 'b', 'y', 'z'],
	]) {
		interceptWith(listing(...ids));
		await state().loadTokens();
		assert.equal(selectCurrentToken(state())?.id, 'b');
	}
});

test('when its token is gone the cursor stays on its row, or on the last one', async t => {
	const {signIn, state, interceptWith} = await aStore(t);
	await signIn();
	interceptWith(listing('a', 'b', 'c'));
	await state().loadTokens();
	state().selectToken('c');
	interceptWith(listing('a', 'b'));
	await state().loadTokens();
	assert.equal(selectCurrentToken(state())?.id, 'b');
	interceptWith(listing());
	await state().loadTokens();
	assert.equal(selectCurrentToken(state()), undefined);
	assert.equal(selectCursorRow(state()), 0);
});

test('the cursor never leaves the list, whatever it is moved by', async t => {
	const {signIn, state, interceptWith} = await aStore(t);
	await signIn();
	interceptWith(listing('a', 'b', 'c'));
	await state().loadTokens();
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom(1, -1, 5, -5, 10, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)),
			moves => {
				for (const by of moves) state().moveSelection(by);
				assert.ok([0, 1, 2].includes(selectCursorRow(state())));
			},
		),
	);
});

test('of two refreshes the later one counts, though the earlier one is answered last', async t => {
	const {signIn, state, interceptWith} = await aStore(t);
	await signIn();
	let answerFirst = () => {};
	const held = new Promise<void>(resolve => {
		answerFirst = resolve;
	});
	let calls = 0;
	interceptWith(
		answering('GET', list, async () => {
			calls += 1;
			if (calls > 1) return Response.json({tokens: records('later')});
			await held;
			return Response.json({tokens: records('earlier')});
		}),
	);
	const first = state().loadTokens();
	await state().loadTokens();
	assert.deepEqual(idsOf(state()), ['later']);
	answerFirst();
	await first;
	assert.equal(calls, 2);
	assert.deepEqual(idsOf(state()), ['later']);
	assert.equal(state().tokens.status, 'fresh');
});

test('all pages are read, and each is shown as soon as it is there', async t => {
	const {signIn, state, store, interceptWith} = await aStore(t);
	await signIn();
	interceptWith(
		answering('GET', list, async request =>
			Response.json(
				new URL(request.url).searchParams.get('exclusiveStartKey') === 'k'
					? {tokens: records('c')}
					: {tokens: records('a', 'b'), lastEvaluatedKey: 'k'},
			),
		),
	);
	const seen: string[] = [];
	const stop = store.subscribe(now => seen.push(`${now.tokens.status} ${idsOf(now).join('')}`));
	await state().loadTokens();
	stop();
	assert.deepEqual(seen.slice(1), ['loading ab', 'loading abc', 'fresh abc']);
});

test('the first page is in the list while the second is still on its way', async t => {
	const {signIn, state, until, interceptWith} = await aStore(t);
	await signIn();
	let answerSecond = () => {};
	const held = new Promise<void>(resolve => {
		answerSecond = resolve;
	});
	interceptWith(
		answering('GET', list, async request => {
			if (!request.url.includes('exclusiveStartKey'))
				return Response.json({tokens: records('a', 'b'), lastEvaluatedKey: 'k'});
			await held;
			return Response.json({tokens: records('c')});
		}),
	);
	const loaded = state().loadTokens();
	await until(now => now.tokens.items.length === 2);
	assert.deepEqual([idsOf(state()), state().tokens.status], [['a', 'b'], 'loading']);
	state().moveSelection(1);
	answerSecond();
	await loaded;
	assert.deepEqual([idsOf(state()), state().tokens.status], [['a', 'b', 'c'], 'fresh']);
	assert.equal(selectCurrentToken(state())?.id, 'b');
});

test('a refresh that fails keeps what was there, with its time', async t => {
	const {signIn, state, interceptWith, clock} = await aStore(t);
	await signIn();
	interceptWith(listing('a', 'b'));
	await state().loadTokens();
	const {at} = state().tokens;
	clock.advance(60_000);
	interceptWith(refusing('GET', list, 403));
	await state().loadTokens();
	assert.deepEqual(idsOf(state()), ['a', 'b']);
	assert.equal(state().tokens.at, at);
	assert.equal(state().tokens.status, 'failed');
	assert.equal(state().tokens.failure?.kind, 'forbidden');
});

test('a refresh keeps the tokens whose record is the same, and takes the others anew', async t => {
	const {signIn, state, interceptWith} = await aStore(t);
	await signIn();
	interceptWith(listing('a', 'b'));
	await state().loadTokens();
	const before = state().tokens.items;
	const changed = [{id: 'b', name: 'another name'}, ...records('a'), {id: 'c', name: 'token a'}];
	interceptWith(answering('GET', list, async () => Response.json({tokens: changed})));
	await state().loadTokens();
	const {items} = state().tokens;
	assert.deepEqual(
		items.map(({name}) => name),
		['another name', 'token a', 'token a'],
	);
	assert.equal(items[1], before[0]);
	assert.deepEqual(items.map(recordOf), changed);
});

test('a next start shows the list of before, and only to the same user of the same service', async t => {
	const {signIn, state, interceptWith, startAgain, choose} = await aStore(t);
	await signIn();
	interceptWith(listing('a', 'b'));
	await state().loadTokens();
	const next = startAgain();
	next.getState().chooseEnvironment(state().environment ?? assert.fail('no environment'));
	assert.equal(await next.getState().restoreSession(), true);
	await next.getState().loadKeptTokens();
	assert.deepEqual(idsOf(next.getState()), ['a', 'b']);
	assert.equal(next.getState().tokens.status, 'kept');
	const elsewhere = startAgain();
	elsewhere
		.getState()
		.chooseEnvironment({...(state().environment ?? assert.fail('no environment')), folder: 'another'});
	assert.equal(await elsewhere.getState().restoreSession(), false);
	await elsewhere.getState().loadKeptTokens();
	assert.deepEqual(idsOf(elsewhere.getState()), []);
	choose();
});

test('the projects of a token that is not looked at any more are not shown', async t => {
	const {signIn, state, interceptWith} = await aStore(t);
	await signIn();
	let answerFirst = () => {};
	const held = new Promise<void>(resolve => {
		answerFirst = resolve;
	});
	interceptWith(
		answering('GET', /\/projects$/, async request => {
			if (request.url.includes('/first/')) await held;
			const name = request.url.includes('/first/') ? 'of the first' : 'of the second';
			return Response.json({projects: [{id: name, name}]});
		}),
	);
	const first = state().loadDetail('first');
	await state().loadDetail('second');
	answerFirst();
	await first;
	assert.deepEqual(
		state().detail?.projects.map(({name}) => name),
		['of the second'],
	);
});
