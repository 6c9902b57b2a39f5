import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as v from 'valibot';
import {Policy} from '../../source/policies/policy.ts';

const parse = (body: unknown) => v.safeParse(Policy, body);

test('a policy as the service sends it is read as it is', () => {
	const body = {
		version: '2022-12-15',
		statement: [
			{
				principal: ['ari:iam::p:token/t'],
				action: ['cis:startIssuance'],
				resource: ['*:p:*'],
				effect: 'Allow',
			},
		],
		projectId: 'p',
	};
	assert.deepEqual(parse(body).output, body);
});

test('a single text where a list belongs, and missing parts, are read as lists', () => {
	const read = parse({statement: [{action: '*', effect: 'Allow'}]});
	assert.deepEqual(read.output, {
		version: '',
		statement: [{principal: [], action: ['*'], resource: [], effect: 'Allow'}],
	});
});

test('a statement without an effect does not become one that allows', () => {
	const read = parse({version: 'x', statement: [{action: ['*'], resource: ['*']}]});
	assert.ok(read.success);
	assert.equal(read.output.statement[0]?.effect, '');
});

test('what is no policy is refused', () => {
	for (const body of [null, 'text', {statement: 'all'}, {statement: [{action: [1]}]}])
		assert.equal(parse(body).success, false);
});
