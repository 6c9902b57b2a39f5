import {fail, ok, type Result} from '../result.ts';
import type {ApiError} from './errors.ts';

/** One page of a listing; `next` is the opaque key of the page after it (contract 2.3). */
export type Page<T> = {readonly records: readonly T[]; readonly next: string | undefined};

/** Fetches one page, given the key of the page and how many records it may hold. */
export type FetchPage<T> = (at: {
	readonly exclusiveStartKey?: string;
	readonly limit: number;
}) => Promise<Result<Page<T>, ApiError>>;

const fullPage = 100;

/**
 * Walks a listing page by page; the first failure is yielded and ends it.
 *
 * A page too large to be read is asked for again with half the limit; a key that comes a second time ends the walk with
 * `unreadable` rather than going round for ever.
 */
export async function* pages<T>(
	fetchPage: FetchPage<T>,
): AsyncGenerator<Result<readonly T[], ApiError>, void> {
	const seen = new Set<string>();
	let limit = fullPage;
	let key: string | undefined;
	for (;;) {
		const page = await fetchPage({limit, ...(key !== undefined && {exclusiveStartKey: key})});
		if (!page.ok) {
			if (page.error.tooLarge && limit > 1) {
				limit = Math.ceil(limit / 2);
				continue;
			}
			yield page;
			return;
		}
		yield ok(page.value.records);
		if (page.value.next === undefined) return;
		key = page.value.next;
		if (seen.has(key)) {
			yield fail({
				kind: 'unreadable',
				request: 'GET',
				message: 'The service sent the same page key twice, so the list has no end.',
			});
			return;
		}
		seen.add(key);
	}
}

/** Collects a whole listing; fails when any page does. */
export const allPages = async <T>(
	walk: AsyncIterable<Result<readonly T[], ApiError>>,
): Promise<Result<readonly T[], ApiError>> => {
	const records: T[] = [];
	for await (const page of walk) {
		if (!page.ok) return page;
		records.push(...page.value);
	}
	return ok(records);
};
