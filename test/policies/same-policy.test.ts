import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Policy} from '../../source/policies/policy.ts';
import {isSamePolicy} from '../../source/policies/same-policy.ts';

const one: Policy = {
	version: '2022-12-15',
	statement: [
		{principal: ['a'], action: ['cis:startIssuance', 'cis:listIssuance'], resource: ['*'], effect: 'Allow'},
		{principal: ['a'], action: ['*'], resource: ['x', 'y'], effect: 'Allow'},
	],
};
const [first, second] = one.statement;
assert.ok(first && second);

test('order, repetition and the name of the principal make no difference', () => {
	const other: Policy = {
		...one,
		principalId: 'token/a',
		statement: [
			{...second, principal: ['token/a'], resource: ['y', 'x', 'x']},
			{...first, action: ['cis:listIssuance', 'cis:startIssuance']},
		],
	};
	assert.equal(isSamePolicy(one, other), true);
});

for (const [what, changed] of [
	['an action more', {...first, action: [...first.action, 'cis:x']}],
	['another resource', {...first, resource: ['z']}],
	['another effect', {...first, effect: 'Deny'}],
] as const) {
	test(`${what} is another policy`, () => {
		assert.equal(isSamePolicy(one, {...one, statement: [changed, second]}), false);
	});
}

test('a statement less is another policy', () => {
	assert.equal(isSamePolicy(one, {...one, statement: [first]}), false);
});
