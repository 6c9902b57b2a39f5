import assert from 'node:assert/strict';
import {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {after, test} from 'node:test';
import type {Fetch} from '../../source/system/fetch.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {fillSandbox} from '../fixtures/fill-sandbox.ts';
import {aMachine} from './a-machine.ts';

const count = 10_000;
const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;
await machine.makeToken('the first of many', [], {variables});
fillSandbox(service.directory, count);

const pages = new Map<string, string>();
/** Answers what was asked before with the reply of then: the sandbox looks through ten thousand files for each page. */
const callOnce: Fetch = async (address, init) => {
	if (!/\/iam\/v1\/tokens(\?|$)/.test(address)) return service.call(address, init);
	const page =
		pages.get(address) ?? (await text(Readable.from((await service.call(address, init)).body ?? [])));
	pages.set(address, page);
	return new Response(page, {headers: {'content-type': 'application/json'}});
};

test('list-tokens prints all of 10,000 tokens, a hundred pages, as one bare array of the records as they came', async () => {
	const ran = await machine.run(['token', 'list-tokens', '--json'], {variables, fetch: callOnce});
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
	assert.equal(pages.size, 100);
	const table = await machine.run(['token', 'list-tokens', '--no-color'], {
		columns: 80,
		variables,
		fetch: callOnce,
	});
	assert.equal(table.stdout.trimEnd().split('\n').length, count + 1);
	assert.match(table.stderr, /10,?000 tokens/);
});
