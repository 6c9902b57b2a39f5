import assert from 'node:assert/strict';
import {test} from 'node:test';
import {policyOf} from '../../source/sandbox/policy.ts';
import {policyAllows} from '../../source/sandbox/policy-allows.ts';

const me = {principalId: '5d1c0000-0000-4000-8000-000000000001', principalType: 'token'} as const;
const resource = 'ari:identity:ap-southeast-1:p-1:wallet/*';

const policy = (change: Partial<ReturnType<typeof policyOf>['statement'][number]>) => ({
	version: '2022-12-15' as const,
	statement: policyOf('p-1', me, '*').statement.map(statement => ({...statement, ...change})),
});

const allows = (change: Parameters<typeof policy>[0]) =>
	policyAllows(policy(change), me, 'cwe:listWallets', resource);

test('a policy allows the actions and resources it names, stars included', () => {
	assert.ok(allows({}));
	assert.ok(allows({action: ['cwe:listWallets']}));
	assert.ok(allows({action: ['cis:startIssuance', 'cwe:*']}));
	assert.ok(allows({resource: ['*:p-1:*']}));
});

test('a policy allows nothing it does not name', () => {
	assert.ok(!allows({action: ['cwe:createWallet']}));
	assert.ok(!allows({action: ['cwe:listWallet']}));
	assert.ok(!allows({resource: ['*:p-2:*']}));
});

test('the empty words of a new member allow nothing', () => {
	assert.ok(!policyAllows(policyOf('p-1', me, ''), me, 'cwe:listWallets', resource));
	assert.ok(!allows({action: ['']}));
	assert.ok(!allows({resource: ['']}));
});

test('a statement is for the principal it names, by ARI or by bare id', () => {
	assert.ok(allows({principal: [me.principalId]}));
	assert.ok(allows({principal: [`ari:iam::p-1:token/${me.principalId}`]}));
	assert.ok(!allows({principal: ['ari:iam::p-1:token/another']}));
});

test('action and resource must stand in one statement', () => {
	const [statement] = policyOf('p-1', me, '*').statement;
	assert.ok(statement);
	const split = {
		version: '2022-12-15' as const,
		statement: [
			{...statement, action: ['cwe:listWallets'], resource: ['*:p-2:*']},
			{...statement, action: ['cwe:createWallet'], resource: ['*:p-1:*']},
		],
	};
	assert.ok(!policyAllows(split, me, 'cwe:listWallets', resource));
});
