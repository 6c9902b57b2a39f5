import {createFetch as createOriginal} from '../../node_modules/ofetch/dist/index.mjs';

// Node loads its whole HTTP client, 25 ms, where `Headers` is first mentioned: not before the first request, then.
class LateHeaders {
	static [Symbol.hasInstance](value) {
		return value instanceof globalThis.Headers;
	}

	constructor(init) {
		// biome-ignore lint/correctness/noConstructorReturn: what is made must be the platform's own.
		return new globalThis.Headers(init);
	}
}

/** The package's `createFetch`, which reaches for nothing of the platform before it is used. */
export const createFetch = options => createOriginal({Headers: LateHeaders, ...options});
