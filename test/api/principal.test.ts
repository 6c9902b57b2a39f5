import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as v from 'valibot';
import {isPrincipal, PolicyReply, PrincipalPage} from '../../source/api/principal.ts';

const statement = [{principal: ['p'], action: ['*'], resource: ['*'], effect: 'Allow'}];

test('principals are read with a prefix and without one, with a policy and without one; an odd record is a row', () => {
	const records = [
		{principalId: 'token/t-1', projectId: 'p-1', version: '2022-12-15', statement},
		{principalId: 'user/u-1'},
		{principalId: 't-2'},
		{principalId: 'robot/r-1', statement: 'odd'},
		7,
	];
	const page = v.parse(PrincipalPage, {records, lastEvaluatedKey: 'next'});
	assert.equal(page.next, 'next');
	assert.deepEqual(
		page.records.map(({id, type, policy}) => [id, type, policy?.statement.length]),
		[
			['t-1', 'token', 1],
			['u-1', 'user', undefined],
			['t-2', undefined, undefined],
			['robot/r-1', undefined, undefined],
			['', undefined, undefined],
		],
	);
	assert.deepEqual(
		page.records.map(({raw}) => raw),
		records,
	);
});

test('a bare id may be either type, a prefixed one only its own', () => {
	const row = (principalId: string) => {
		const [record] = v.parse(PrincipalPage, {records: [{principalId}]}).records;
		assert.ok(record);
		return record;
	};
	assert.equal(isPrincipal(row('x'), {id: 'x', type: 'user'}), true);
	assert.equal(isPrincipal(row('token/x'), {id: 'x', type: 'token'}), true);
	assert.equal(isPrincipal(row('token/x'), {id: 'x', type: 'user'}), false);
	assert.equal(isPrincipal(row('token/y'), {id: 'x', type: 'token'}), false);
});

test('a policy comes with its record as it was sent; what is none is refused', () => {
	const raw = {version: '2022-12-15', statement, more: {kept: true}};
	const read = v.parse(PolicyReply, raw);
	assert.deepEqual(read.raw, raw);
	assert.equal(read.policy.statement.length, 1);
	assert.equal(v.safeParse(PolicyReply, {statement: 7}).success, false);
	assert.equal(v.safeParse(PolicyReply, 'text').success, false);
});
