import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fillSandbox} from '../fixtures/fill-sandbox.ts';
import {aMachine} from './a-machine.ts';

const count = 10_000;
const machine = await aMachine({after});
await machine.makeToken('the first of many');
await fillSandbox(join(machine.home, 'data', 'sandbox'), count);

test('list-tokens prints all tokens of a hundred pages as one bare array of the records as they came', async () => {
	const ran = await machine.run(['token', 'list-tokens', '--json']);
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
	const table = await machine.run(['token', 'list-tokens', '--no-color'], {columns: 80});
	assert.equal(table.stdout.trimEnd().split('\n').length, count + 1);
	assert.match(table.stderr, /10,?000 tokens/);
});
