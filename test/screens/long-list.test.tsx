import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answering} from '../store/a-store.ts';
import {anApp} from './an-app.tsx';

test('the first page of a long list is drawn and can be moved in before the second one arrives', async t => {
	const app = await anApp(t);
	await app.signIn();
	app.state().restart({name: 'tokens'});
	let answerSecond = () => {};
	const held = new Promise<void>(resolve => {
		answerSecond = resolve;
	});
	const page = (from: number) =>
		Array.from({length: 100}, (_, at) => ({id: `id-${from + at}`, name: `token-${from + at}`}));
	app.interceptWith(
		answering('GET', /^\/iam\/v1\/tokens$/, async request => {
			if (!request.url.includes('exclusiveStartKey'))
				return Response.json({tokens: page(1000), lastEvaluatedKey: 'k'});
			await held;
			return Response.json({tokens: page(2000)});
		}),
	);
	const reading = app.state().loadTokens();
	await app.waitFor(/token-1000/);
	await app.press('list.down');
	assert.match(app.lastFrame(), /[▸>] .*token-1001/);
	assert.equal(app.state().tokens.status, 'loading');
	answerSecond();
	await reading;
	await app.waitFor(/200 tokens/);
	assert.match(app.lastFrame(), /[▸>] .*token-1001/);
});
