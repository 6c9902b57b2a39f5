import type {Fetch} from '../../system/fetch.ts';
import {sanitise} from '../../text/sanitise.ts';

/** What the headers of replies tell, without any value that belongs to somebody. */
export type HeaderFacts = {
	/** `NAME; HttpOnly; Path; …`: each cookie that was set, by its name and the names of its attributes. */
	readonly cookies: () => readonly string[];
	/** Names of headers about limits (`ratelimit-limit`, `retry-after`, …). */
	readonly limits: () => readonly string[];
};

/** What is harmless about an attribute of a cookie: its name, and for `SameSite` its value. */
const attributeName = (attribute: string): string => {
	const [name = '', value = ''] = attribute.trim().split('=');
	return name.toLowerCase() === 'samesite' ? `${name}=${value}` : name;
};

const cookieForm = (header: string): string => {
	const [pair = '', ...attributes] = header.split(';');
	return sanitise([pair.split('=')[0] ?? '', ...attributes.map(attributeName)].join('; '));
};

/** Makes a `fetch` that takes note of what the headers tell on the way, and touches nothing. */
export const noteHeaders = (fetch: Fetch): {readonly fetch: Fetch; readonly facts: HeaderFacts} => {
	const cookies = new Set<string>();
	const limits = new Set<string>();
	return {
		facts: {cookies: () => [...cookies], limits: () => [...limits].sort()},
		async fetch(input, init) {
			const response = await fetch(input, init);
			for (const header of response.headers.getSetCookie()) cookies.add(cookieForm(header));
			for (const name of response.headers.keys())
				if (/rate-?limit|^retry-after$/iu.test(name)) limits.add(sanitise(name));
			return response;
		},
	};
};
