import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readPage} from '../../source/sandbox/read-page.ts';
import {anyCharacter} from '../any-character.ts';

const idsArbitrary = fc.uniqueArray(fc.uuid(), {maxLength: 30}).map(ids => [...ids].sort());

const pageOf = async (ids: readonly string[], query: Record<string, string>, name = 'things') =>
	readPage({name, query, ids, read: async id => id});

test('records that stay are read exactly once, whatever comes and goes between the pages', async () => {
	await fc.assert(
		fc.asyncProperty(
			idsArbitrary,
			fc.infiniteStream(fc.record({gone: fc.nat(), come: fc.uuid()})),
			fc.integer({min: 1, max: 7}),
			async (all, changes, limit) => {
				let ids = all;
				let query: Record<string, string> = {limit: String(limit)};
				const stayed = new Set(all);
				const seen: string[] = [];
				for (;;) {
					const page = await pageOf(ids, query);
					assert.ok(page.ok);
					assert.ok(page.value.items.length <= limit);
					seen.push(...page.value.items);
					const key = page.value.next.lastEvaluatedKey;
					if (key === undefined) break;
					query = {limit: String(limit), exclusiveStartKey: key};
					const {gone, come} = changes.next().value;
					const removed = ids[gone % ids.length];
					if (removed !== undefined) stayed.delete(removed);
					ids = [...ids.filter(id => id !== removed), come].sort();
				}
				assert.equal(new Set(seen).size, seen.length);
				for (const id of stayed) assert.ok(seen.includes(id));
			},
		),
	);
});

test('records that are not in the listing fill no page and end none early', async () => {
	const ids = ['a', 'b', 'c', 'd', 'e'];
	const page = await readPage({
		name: 'things',
		query: {limit: '2'},
		ids,
		read: async id => (id === 'a' || id === 'c' ? undefined : id),
	});
	assert.ok(page.ok);
	assert.deepEqual(page.value.items, ['b', 'd']);
});

test('a page key of another listing, a garbled one and an overlong one are refused', async () => {
	const first = await pageOf(['a', 'b'], {limit: '1'}, 'others');
	assert.ok(first.ok);
	const foreign = first.value.next.lastEvaluatedKey ?? '';
	assert.ok((await pageOf(['a', 'b'], {exclusiveStartKey: foreign}, 'others')).ok);
	for (const exclusiveStartKey of [foreign, '', 'a', `${foreign}x`, 'x'.repeat(3001)]) {
		const page = await pageOf(['a', 'b'], {exclusiveStartKey});
		assert.equal(page.ok ? 200 : page.error.httpStatusCode, 400, exclusiveStartKey);
	}
});

test('no text but a key that was given out is taken for a page key', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({unit: anyCharacter}), async exclusiveStartKey => {
			assert.ok(!(await pageOf(['a', 'b'], {exclusiveStartKey})).ok);
		}),
	);
});

test('a limit outside 1 to 100, or no number, is refused', async () => {
	for (const limit of ['0', '101', '', ' 5', '1.5', '-1', 'ten', '1e1', '0x10']) {
		const page = await pageOf(['a'], {limit});
		assert.equal(page.ok ? 200 : page.error.httpStatusCode, 400, limit);
	}
	for (const limit of ['1', '100']) assert.ok((await pageOf(['a'], {limit})).ok);
});

test('without a limit a page holds a hundred', async () => {
	const ids = Array.from({length: 101}, (_, index) => String(index).padStart(3, '0'));
	const page = await pageOf(ids, {});
	assert.ok(page.ok);
	assert.equal(page.value.items.length, 100);
	assert.ok(page.value.next.lastEvaluatedKey);
});
