import fc from 'fast-check';

const firstSurrogate = 0xd800;
const surrogates = 0x800;
const last = 0x10ffff;

/**
 * Any one character of Unicode, assigned or not: what fast-check calls `binary`, whose tables take a second of processor
 * time to be made in each process.
 */
export const anyCharacter: fc.Arbitrary<string> = fc.nat({max: last - surrogates}).map(
	place => String.fromCodePoint(place < firstSurrogate ? place : place + surrogates),
	character => {
		const point = typeof character === 'string' ? character.codePointAt(0) : undefined;
		if (point === undefined || String.fromCodePoint(point) !== character)
			throw new Error('This is not one character');
		return point < firstSurrogate ? point : point - surrogates;
	},
);
