import assert from 'node:assert/strict';
import {test} from 'node:test';
import {policyFor} from '../../source/policies/policy-for.ts';
import {safeReadFor, safeReads} from '../../source/policies/safe-reads.ts';

const policy = (action: readonly string[], resource: readonly string[] = ['*:p1:*']) => ({
	version: '2022-12-15',
	statement: [{principal: [], action, resource, effect: 'Allow'}],
});

test('each safe read is chosen by the one action that allows it', () => {
	for (const read of safeReads) assert.equal(safeReadFor(policy([read.action]), 'p1'), read);
	assert.deepEqual(
		safeReads.map(each => each.path),
		['/cis/v1/configurations', '/ais/v1/configurations', '/vpa/v1/login/configurations', '/cwe/v1/wallets'],
	);
});

test('of several the one whose action is proven is chosen', () => {
	assert.equal(safeReadFor(policy(['cwe:listWallets', 'ais:listIotaConfigurations']), 'p1')?.service, 'ais');
	assert.equal(safeReadFor(policyFor('full', 'p1', 't'), 'p1')?.service, 'cis');
});

test('a policy without any of the four actions, for another project or for single resources has none', () => {
	assert.equal(safeReadFor(policy(['cis:startIssuance']), 'p1'), undefined);
	assert.equal(safeReadFor(policy(['cwe:listWallets'], ['*:p2:*']), 'p1'), undefined);
	assert.equal(
		safeReadFor(policy(['cwe:listWallets'], ['ari:identity:ap-southeast-1:p1:wallet/w']), 'p1'),
		undefined,
	);
	assert.equal(safeReadFor(policy([''], ['']), 'p1'), undefined);
});
