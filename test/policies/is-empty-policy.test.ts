import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isEmptyPolicy} from '../../source/policies/is-empty-policy.ts';

const policy = (action: readonly string[], resource: readonly string[], effect = 'Allow') => ({
	version: '2022-12-15',
	statement: [{principal: [], action, resource, effect}],
});

test('the policy of a new principal, and one without statements, give no right', () => {
	assert.ok(isEmptyPolicy(policy([''], [''])));
	assert.ok(isEmptyPolicy(policy([' ', ''], ['*'])));
	assert.ok(isEmptyPolicy({version: '', statement: []}));
	assert.ok(isEmptyPolicy(policy(['*'], ['*'], 'Deny')));
});

test('one action on one resource is a right, known or not', () => {
	assert.ok(!isEmptyPolicy(policy(['', 'x:unknown'], ['*'])));
});
