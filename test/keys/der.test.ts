import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {der, readDer, readDerAll} from '../../source/keys/der.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('object identifiers are written as X.690 says', () => {
	assert.equal(hex(der.oid('1.2.840.113549.1.5.13')), '06092a864886f70d01050d');
	assert.equal(hex(der.oid('2.16.840.1.101.3.4.1.42')), '060960864801650304012a');
});

test('integers are never negative', () => {
	assert.deepEqual(
		[0, 127, 128, 600_000].map(each => hex(der.integer(each))),
		['020100', '02017f', '02020080', '02030927c0'],
	);
});

test('what was written is read back, whatever its length', () => {
	fc.assert(
		fc.property(fc.uint8Array({maxLength: 70_000, size: 'max'}), fc.uint8Array(), (bytes, after) => {
			const read = readDer(Buffer.concat([der.octetString(bytes), after]));
			assert.deepEqual([read?.tag, hex(read?.content ?? after)], [4, hex(bytes)]);
			assert.equal(hex(read?.rest ?? bytes), hex(after));
		}),
		{numRuns: 30},
	);
});

test('any bytes are read or refused, never with more content than there are bytes', () => {
	fc.assert(
		fc.property(fc.uint8Array({maxLength: 40}), bytes => {
			const all = readDerAll(bytes);
			const total = all?.reduce((sum, each) => sum + each.content.length + 2, 0) ?? 0;
			assert.ok(total <= bytes.length);
		}),
	);
});

test('a length that goes beyond the end, or has no end, is refused', () => {
	assert.equal(readDer(Uint8Array.from([4, 5, 1])), undefined);
	assert.equal(readDer(Uint8Array.from([0x30, 0x80, 0, 0])), undefined);
	assert.equal(readDer(Uint8Array.from([4, 0x85, 1, 1, 1, 1, 1])), undefined);
});
