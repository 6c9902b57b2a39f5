import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readScreenFlags} from '../../source/commands/screen-flags.ts';

test('the full-screen program takes an environment', () => {
	assert.deepEqual(readScreenFlags(['--environment', 'sandbox']), {
		ok: true,
		value: {environment: 'sandbox', switches: new Set()},
	});
	assert.deepEqual(readScreenFlags(['--no-color', '--read-only', '--ascii']), {
		ok: true,
		value: {environment: undefined, switches: new Set(['readOnly', 'ascii', 'noColor'])},
	});
});

test('the full-screen program refuses what is for commands, what it does not know, and words', () => {
	for (const argv of [['--json'], ['--no-input'], ['--nothing'], ['--environment'], ['word']]) {
		const read = readScreenFlags(argv);
		assert.ok(!read.ok && read.error.kind === 'usage', argv.join(' '));
	}
});
