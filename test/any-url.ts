import fc from 'fast-check';
import {anyCharacter} from './any-character.ts';

const unreserved = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~';

// As RFC 3986 has them: what may stand as it is, and everything else as its bytes in hexadecimal.
const textOf = (others: string) =>
	fc.string({
		unit: fc.oneof(
			{weight: 10, arbitrary: fc.constantFrom(...unreserved, ...others)},
			{weight: 1, arbitrary: anyCharacter.map(encodeURIComponent)},
		),
	});

/** Any segment of a path; fast-check's own takes a second of processor time to be made, as its `binary` does. */
export const anySegment: fc.Arbitrary<string> = textOf("!$&'()*+,;=:@");

/** Any query, without its question mark. */
export const anyQuery: fc.Arbitrary<string> = textOf("!$&'()*+,;=:@/?");

/** Any address of a page. */
export const anyUrl: fc.Arbitrary<string> = fc
	.tuple(fc.constantFrom('http', 'https'), fc.webAuthority(), fc.array(anySegment))
	.map(([scheme, authority, segments]) => `${scheme}://${[authority, ...segments].join('/')}`);
