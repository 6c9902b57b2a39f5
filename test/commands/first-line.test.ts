import assert from 'node:assert/strict';
import {Readable} from 'node:stream';
import {describe, test} from 'node:test';
import fc from 'fast-check';
import {readFirstLine} from '../../source/commands/first-line.ts';

describe('readFirstLine', () => {
	test('gives the first line, wherever the stream was cut into chunks', async () => {
		const parts = fc.array(fc.string({unit: 'grapheme'}));
		await fc.assert(
			fc.asyncProperty(parts, fc.integer({min: 1, max: 7}), async (texts, size) => {
				const bytes = Buffer.from(texts.join('\n'));
				const chunks = Array.from({length: Math.ceil(bytes.length / size)}, (_, at) =>
					bytes.subarray(at * size, at * size + size),
				);
				const expected = bytes.toString().split('\n')[0]?.replace(/\r$/, '');
				assert.deepEqual(await readFirstLine(Readable.from(chunks)), {line: expected});
			}),
		);
	});

	test('refuses what is no text, or has no end', async () => {
		assert.deepEqual(await readFirstLine(Readable.from([Buffer.from([0xff, 0x0a])])), {problem: 'not-text'});
		const endless = (function* () {
			for (;;) yield Buffer.alloc(1000, 'x');
		})();
		assert.deepEqual(await readFirstLine(Readable.from(endless)), {problem: 'too-long'});
	});
});
