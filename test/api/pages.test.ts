import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {ApiError} from '../../source/api/errors.ts';
import {allPages, type FetchPage, pages} from '../../source/api/pages.ts';
import {fail, ok} from '../../source/result.ts';

const tooLarge: ApiError = {kind: 'unreadable', request: 'GET /x', message: 'Too large.', tooLarge: true};
const broken: ApiError = {kind: 'service-failed', request: 'GET /x', message: 'Sorry.'};

/** A service that holds `records`, refuses pages of more than `most`, and notes what it is asked for. */
const aListing = (records: readonly number[], most = 100) => {
	const asked: Parameters<FetchPage<number>>[0][] = [];
	const fetchPage: FetchPage<number> = async at => {
		asked.push(at);
		if (at.limit > most) return fail(tooLarge);
		const from = Number(at.exclusiveStartKey ?? 0);
		const to = from + at.limit;
		return ok({records: records.slice(from, to), next: to < records.length ? String(to) : undefined});
	};
	return {asked, fetchPage};
};

test('every record of a listing comes once and in order, whatever page size the service can bear', async () => {
	const shape = fc.record({count: fc.nat({max: 450}), most: fc.integer({min: 1, max: 100})});
	await fc.assert(
		fc.asyncProperty(shape, async ({count, most}) => {
			const records = Array.from({length: count}, (_, index) => index);
			const result = await allPages(pages(aListing(records, most).fetchPage));
			assert.deepEqual(result, ok(records));
		}),
		{numRuns: 200},
	);
});

test('a page that is too large is asked for again at the same key with half the limit', async () => {
	const {asked, fetchPage} = aListing([1, 2, 3], 30);
	const result = await allPages(pages(fetchPage));
	assert.equal(result.ok, true);
	assert.deepEqual(
		asked.map(({limit}) => limit),
		[100, 50, 25],
	);
	assert.ok(asked.every(at => at.exclusiveStartKey === undefined));
});

test('a single record that is too large ends the list with its error instead of asking for ever', async () => {
	const {asked, fetchPage} = aListing([1], 0);
	const result = await allPages(pages(fetchPage));
	assert.deepEqual(result, fail(tooLarge));
	assert.equal(asked.at(-1)?.limit, 1);
});

test('the pages before a failure are given, then the failure, then nothing', async () => {
	const {fetchPage} = aListing(Array.from({length: 250}, (_, index) => index));
	const seen: string[] = [];
	for await (const page of pages<number>(async at =>
		at.exclusiveStartKey === '200' ? fail(broken) : fetchPage(at),
	)) {
		seen.push(page.ok ? String(page.value.length) : page.error.kind);
	}
	assert.deepEqual(seen, ['100', '100', 'service-failed']);
});

test('an empty page with a key is not the end of the list', async () => {
	const replies = [ok({records: [], next: 'a'}), ok({records: [7], next: undefined})];
	let at = 0;
	const result = await allPages(pages<number>(async () => replies[at++] ?? fail(broken)));
	assert.deepEqual(result, ok([7]));
});

test('a page key that comes a second time ends the list with an error instead of going round', async () => {
	for (const keys of [
		['a', 'a'],
		['a', 'b', 'a'],
	]) {
		let at = 0;
		const fetchPage: FetchPage<number> = async () =>
			at < 9 ? ok({records: [at], next: keys[at++] ?? 'a'}) : fail(broken);
		const result = await allPages(pages(fetchPage));
		assert.equal(result.ok, false);
		assert.equal(result.error.kind, 'unreadable');
		assert.equal(at, keys.length);
	}
});
