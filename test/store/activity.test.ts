import assert from 'node:assert/strict';
import {mkdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {aStore} from './a-store.ts';

test('what is done on the screens is written into the activity log', async t => {
	const {signIn, makeToken, paths} = await aStore(t);
	await signIn();
	await makeToken('logged token');
	const log = await readFile(paths.activity, 'utf8');
	for (const name of ['create-token', 'update-token', 'add-principal', 'update-policies'])
		assert.ok(log.includes(`"name":"${name}"`), name);
});

test('a log that can not be written is said once, and the work is done', async t => {
	const {signIn, makeToken, paths, store} = await aStore(t);
	await mkdir(paths.activity, {recursive: true});
	const said: string[] = [];
	store.subscribe(({message}, before) => {
		if (message !== before.message && message.includes('activity log')) said.push(message);
	});
	await signIn();
	await makeToken('unlogged token');
	assert.equal(said.length, 1);
});
