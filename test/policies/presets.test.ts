import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as v from 'valibot';
import {findAction} from '../../source/policies/actions.ts';
import {isEmptyPolicy} from '../../source/policies/is-empty-policy.ts';
import {Policy} from '../../source/policies/policy.ts';
import {policyFor} from '../../source/policies/policy-for.ts';
import {type PresetId, presets} from '../../source/policies/presets.ts';
import {safeReadFor} from '../../source/policies/safe-reads.ts';

const ids = Object.keys(presets) as PresetId[];

test('the small presets have the proven actions that the contract names', () => {
	assert.deepEqual([presets.issue.actions.length, presets.iota.actions.length], [5, 4]);
	assert.deepEqual(
		[...presets.reference.actions].sort(),
		[...presets.issue.actions, ...presets.iota.actions].sort(),
	);
});

test('a preset is called proven only when each of its actions is', () => {
	for (const {id, actions, certainty} of Object.values(presets)) {
		const isProven = actions.every(each => each === '*' || findAction(each)?.certainty === 'proven');
		assert.equal(certainty, isProven ? 'proven' : 'derived', id);
	}
});

test('read changes nothing, and only full has everything and a warning', () => {
	assert.ok(presets.read.actions.every(each => findAction(each)?.kind === 'read'));
	for (const {id, actions, warning} of Object.values(presets)) {
		assert.equal(actions.includes('*'), id === 'full');
		assert.equal(warning !== undefined, id === 'full');
	}
});

test('every preset makes a valid policy for that token in that project, with a right that can be proven by a safe read', () => {
	for (const id of ids) {
		const policy = policyFor(id, 'p1', 't1');
		assert.ok(v.is(Policy, policy), id);
		assert.equal(policy.version, '2022-12-15');
		assert.deepEqual(
			policy.statement.map(each => each.principal),
			[['ari:iam::p1:token/t1']],
		);
		assert.deepEqual(
			policy.statement.map(each => each.resource),
			[[id === 'full' ? '*' : '*:p1:*']],
		);
		assert.equal(isEmptyPolicy(policy), false, id);
		assert.ok(safeReadFor(policy, 'p1'), id);
	}
});
