import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sdks, sdksFor} from '../../source/exports/sdks.ts';
import {algorithms} from '../../source/keys/algorithms.ts';

test('every official SDK works with RS256 and none with the others', () => {
	assert.equal(sdks.length, 6);
	assert.deepEqual(sdksFor('RS256'), sdks);
	for (const algorithm of ['RS512', 'ES256', 'ES512'] as const) assert.deepEqual(sdksFor(algorithm), []);
});

test('what the algorithm page advises agrees with the table', () => {
	for (const {name, advice} of Object.values(algorithms)) {
		assert.equal(/^Works with every official/u.test(advice), sdksFor(name).length === sdks.length, name);
	}
});
