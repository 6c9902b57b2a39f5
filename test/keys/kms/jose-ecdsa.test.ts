import assert from 'node:assert/strict';
import {generateKeyPairSync, sign, verify} from 'node:crypto';
import {test} from 'node:test';
import fc from 'fast-check';
import {joseEcdsa} from '../../../source/keys/kms/jose-ecdsa.ts';

const octets = Buffer.from('what is signed');

/** The octets of a number that begins with this one. */
const aNumber = (length: number, first: number) => Buffer.alloc(length, 0x5a).fill(first, 0, 1);

const withLength = (tag: number, content: Uint8Array) =>
	Buffer.from([tag, ...(content.length < 0x80 ? [] : [0x81]), content.length, ...content]);

/** A signature in DER; a number whose first bit is set has a zero before it. */
const derOf = (...numbers: readonly Buffer[]) =>
	withLength(
		0x30,
		Buffer.concat(
			numbers.map(number =>
				withLength(0x02, Buffer.from([...((number[0] ?? 0) < 0x80 ? [] : [0]), ...number])),
			),
		),
	);

for (const [crv, hash, length] of [
	['P-256', 'sha256', 64],
	['P-521', 'sha512', 132],
] as const) {
	const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: crv});

	test(`${crv}: what node signs in DER verifies in JOSE's form`, () => {
		for (let count = 0; count < 20; count++) {
			const signature = joseEcdsa(sign(hash, octets, privateKey), crv);
			assert.equal(signature?.length, length);
			const key = {key: publicKey, dsaEncoding: 'ieee-p1363'} as const;
			assert.ok(signature && verify(hash, octets, key, signature));
		}
	});

	test(`${crv}: however short its numbers are, each fills its half`, () => {
		for (let octets = 1; octets <= length / 2; octets++) {
			for (const first of [0x01, 0x7f, 0x80, 0xff]) {
				const [short, long] = [aNumber(octets, first), aNumber(length / 2, 0x01)];
				for (const numbers of [
					[short, long],
					[long, short],
				] as const) {
					const expected = numbers.map(number => number.toString('hex').padStart(length, '0')).join('');
					const signature = joseEcdsa(derOf(...numbers), crv);
					assert.equal(Buffer.from(signature ?? []).toString('hex'), expected);
				}
			}
		}
	});

	test(`${crv}: a signature that was changed anywhere is refused or another one, and never the same`, () => {
		const good = sign(hash, octets, privateKey);
		const expected = joseEcdsa(good, crv);
		fc.assert(
			fc.property(fc.nat(good.length - 1), fc.integer({min: 1, max: 255}), (at, change) => {
				const changed = Buffer.from(good);
				changed[at] = (changed[at] ?? 0) ^ change;
				assert.notDeepEqual(joseEcdsa(changed, crv), expected);
			}),
		);
	});
}

const hex = (text: string) => Buffer.from(text, 'hex');

test('DER that is not the shortest form, has more in it or numbers below one is refused', () => {
	assert.equal(joseEcdsa(hex('3006020101020102'), 'P-256')?.length, 64);
	for (const [what, text] of [
		['a number with a zero too many', '300702020001020102'],
		['a negative number', '3006020181020102'],
		['zero', '3006020100020102'],
		['a long form of a short length', '308106020101020102'],
		['octets behind it', '300602010102010200'],
		['three numbers', '3009020101020102020103'],
		['one number', '3003020101'],
		['a number too large for the curve', `3026022101${'00'.repeat(32)}020101`],
		['no sequence', '0206020101020102'],
		['nothing', ''],
	] as const)
		assert.equal(joseEcdsa(hex(text), 'P-256'), undefined, what);
});
