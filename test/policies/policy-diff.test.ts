import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {emptyPolicy, withLevel} from '../../source/policies/levels.ts';
import type {Policy} from '../../source/policies/policy.ts';
import {policyDiff} from '../../source/policies/policy-diff.ts';

const place = {projectId: 'p-1', tokenId: 't-1'};
const none = emptyPolicy(place);

test('what is granted newly stands with a plus, in words and as JSON', () => {
	const {words, json} = policyDiff(none, withLevel(none, 'vpa', 'full', place), place);
	assert.deepEqual(words, [{sign: '+', text: 'can do everything known in Login Configuration'}]);
	assert.equal(json.length, 1);
	const made = withLevel(none, 'vpa', 'full', place).statement[0];
	assert.deepEqual(JSON.parse(json[0]?.text ?? ''), made);
	assert.match(json[0]?.text ?? '', /"vpa:createLoginConfigurations", "vpa:listLoginConfigurations"/);
});

test('what is granted no more stands with a minus, and what stays stands nowhere', () => {
	const both = withLevel(withLevel(none, 'vpa', 'full', place), 'ver', 'full', place);
	const {words} = policyDiff(both, withLevel(both, 'vpa', 'read', place), place);
	assert.deepEqual(words, [
		{sign: '-', text: 'can do everything known in Login Configuration'},
		{sign: '+', text: 'can read everything in Login Configuration'},
	]);
});

test('an own statement that goes is said', () => {
	const own: Policy = {
		...none,
		statement: [{principal: ['t-1'], action: ['x:y'], resource: ['ari:z'], effect: 'Allow'}],
	};
	assert.deepEqual(policyDiff(own, none, place).words, [{sign: '-', text: 'can x:y on ari:z'}]);
});

test('a control character of the service stands as an escape in the JSON', () => {
	const odd: Policy = {
		...none,
		statement: [{principal: ['t-1'], action: ['x\u001B[2J'], resource: ['*'], effect: 'Allow'}],
	};
	assert.match(policyDiff(none, odd, place).json[0]?.text ?? '', /x\\u001b\[2J/);
});

test('a policy does not differ from itself', () => {
	const level = fc.constantFrom('none', 'read', 'full');
	fc.assert(
		fc.property(level, level, (cis, iam) => {
			const policy = withLevel(withLevel(none, 'cis', cis, place), 'iam', iam, place);
			assert.deepEqual(policyDiff(policy, policy, place), {words: [], json: []});
		}),
	);
});
