import {createHash} from 'node:crypto';
import * as v from 'valibot';
import {fail, ok, type Result} from '../result.ts';
import {parseInput} from './parse-input.ts';
import {invalidParameter, type Refusal} from './refusal.ts';
import type {Variants} from './variant-table.ts';

const largestPage = 100;

const PageInput = v.object({
	limit: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,3}$/, 'a whole number'),
			v.transform(Number),
			v.minValue(1, 'at least 1'),
			v.maxValue(largestPage, `at most ${largestPage}`),
		),
	),
	exclusiveStartKey: v.optional(v.pipe(v.string(), v.maxLength(3000, 'at most 3000 characters'))),
});

const markLength = 12;

const markOf = (listing: string, id: string) =>
	createHash('sha256').update(`${listing}\n${id}`).digest('base64url').slice(0, markLength);

const keyFor = (listing: string, id: string) => Buffer.from(markOf(listing, id) + id).toString('base64url');

/** Reads a page key back into the id it stands behind; a key of another listing, or none at all, is refused. */
const idBehind = (listing: string, key: string): Result<string, Refusal> => {
	const id = Buffer.from(key, 'base64url').toString().slice(markLength);
	if (keyFor(listing, id) === key) return ok(id);
	const field = 'exclusiveStartKey';
	return fail(invalidParameter(field, [{issue: 'not a key of this listing', field, location: 'query'}]));
};

type Listing<T> = {
	/** Names what is listed, and for whom: a page key is good for this listing only. */
	readonly name: string;
	/** The request's query. */
	readonly query: Readonly<Record<string, string>>;
	/** All ids there are, sorted. */
	readonly ids: readonly string[];
	/** Reads what stands in the listing for an id; undefined when it is not in it, or gone since. */
	readonly read: (id: string) => Promise<T | undefined>;
	/** How large a page is unless asked, or where an empty one stands. */
	readonly page?: Variants['page'];
};

/** One page of a listing, and the key of the next where there may be one. */
export type Page<T> = {readonly items: readonly T[]; readonly next: {readonly lastEvaluatedKey?: string}};

/**
 * Reads the page of a listing that a query asks for (contract 2.3). Pages go by id, not by count, so that what comes and
 * goes between two of them makes nothing else appear twice or never.
 */
export const readPage = async <T>({
	name,
	query,
	ids,
	read,
	page = '100',
}: Listing<T>): Promise<Result<Page<T>, Refusal>> => {
	const input = parseInput(PageInput, query, 'query');
	if (!input.ok) return input;
	const {limit = page === '10' ? 10 : largestPage, exclusiveStartKey} = input.value;
	if (page === 'empty-first' && exclusiveStartKey === undefined)
		return ok({items: [], next: {lastEvaluatedKey: keyFor(name, '')}});
	const start = exclusiveStartKey === undefined ? ok('') : idBehind(name, exclusiveStartKey);
	if (!start.ok) return start;

	const ahead = ids.filter(id => id > start.value);
	const items: T[] = [];
	let seen = 0;
	while (seen < ahead.length && items.length < limit) {
		const batch = ahead.slice(seen, seen + limit - items.length);
		seen += batch.length;
		for (const item of await Promise.all(batch.map(read))) if (item !== undefined) items.push(item);
	}
	const last = ahead[seen - 1];
	const goesOn = seen < ahead.length || page === 'empty-last';
	return ok({items, next: goesOn && last !== undefined ? {lastEvaluatedKey: keyFor(name, last)} : {}});
};
