import assert from 'node:assert/strict';
import {test} from 'node:test';
import {plural} from '../../source/text/plural.ts';

test('one thing stands alone, none and many are plural', () => {
	assert.equal(plural(1, 'token'), '1 token');
	assert.equal(plural(0, 'token'), '0 tokens');
	assert.equal(plural(10_000, 'token'), '10,000 tokens');
	assert.equal(plural(2, 'policy', 'policies'), '2 policies');
});
