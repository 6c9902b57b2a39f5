import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {fillSandbox} from '../fixtures/fill-sandbox.ts';
import {aMachine} from './a-machine.ts';

const count = 10_000;
const machine = await aMachine({after});
const service = await aServedSandbox({after});
const {variables} = service;
await machine.makeToken('the first of many', [], {variables});
fillSandbox(service.directory, count);
test('list-tokens prints all of 10,000 tokens, a hundred pages, as one bare array of the records as they came', async () => {
	const ran = await machine.run(['token', 'list-tokens', '--json'], {variables});
	assert.equal(ran.code, 0, ran.stderr);
	const listed: readonly {readonly id: string; readonly name: string}[] = JSON.parse(ran.stdout);
	assert.equal(new Set(listed.map(({id}) => id)).size, count);
	assert.equal(listed.length, count);
	assert.deepEqual(Object.keys(listed[0] ?? {}).sort(), [
		'ari',
		'authenticationMethod',
		'id',
		'name',
		'ownerAri',
		'scopes',
	]);
	const table = await machine.run(['token', 'list-tokens', '--no-color'], {columns: 80, variables});
	assert.equal(table.stdout.trimEnd().split('\n').length, count + 1);
	assert.match(table.stderr, /10,?000 tokens/);
});
