import {createFetch as createOriginal} from '../../node_modules/ofetch/dist/index.mjs';

// Node loads its whole HTTP client of the web, 25 ms, where `Headers` is first mentioned; the package sets and reads a few.
class PlainHeaders {
	constructor(init = {}) {
		for (const [name, value] of Symbol.iterator in init ? init : Object.entries(init)) {
			this.set(name, value);
		}
	}

	get(name) {
		return this[name.toLowerCase()] ?? null;
	}

	has(name) {
		return Object.hasOwn(this, name.toLowerCase());
	}

	set(name, value) {
		this[name.toLowerCase()] = value;
	}
}

/** The package's `createFetch`, which reaches for nothing of the platform and hands headers on as a plain record. */
export const createFetch = options => createOriginal({Headers: PlainHeaders, ...options});
