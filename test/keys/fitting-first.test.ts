import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fittingFirst} from '../../source/keys/fitting-first.ts';

test('the algorithm that was chosen before comes first where it fits, the others stay in their order', () => {
	assert.deepEqual(fittingFirst(['RS256', 'RS512'], 'RS512'), ['RS512', 'RS256']);
	assert.deepEqual(fittingFirst(['RS256', 'RS512'], 'ES256'), ['RS256', 'RS512']);
});
