import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import {projectLimitOf, StatsReply} from '../../source/api/project-stats.ts';

const limits = (initialValue: unknown) => [
	{resourceId: 'vpa.resource.Configurations', initialValue: 99, value: 99, creditCost: 0},
	{resourceId: 'iam.resource.Projects', initialValue, value: 1, creditCost: 0},
];

const limitIn = (reply: unknown, id: string) => projectLimitOf(v.parse(StatsReply, reply), id);

test('the limit is that of the project that was asked for, wherever it stands', () => {
	const reply = {
		health: {status: 'OK'},
		projects: [
			{id: 'other', limits: limits(3)},
			'odd',
			{id: 'mine', credits: 0, limits: ['odd', ...limits(10)]},
		],
	};
	assert.equal(limitIn(reply, 'mine'), 10);
	assert.equal(limitIn(reply, 'nobody'), undefined);
});

test('where the number is missing or odd there is none', () => {
	for (const projects of [
		undefined,
		null,
		[],
		[{id: 'mine'}],
		[{id: 'mine', limits: {}}],
		[{id: 'mine', limits: limits('10')}],
	])
		assert.equal(limitIn({projects}, 'mine'), undefined);
});

test('no reply that is an object does any harm', () => {
	fc.assert(
		fc.property(fc.anything(), fc.anything(), (one, other) => {
			const limit = limitIn({projects: [one, {id: 'mine', limits: other}]}, 'mine');
			assert.ok(limit === undefined || typeof limit === 'number');
		}),
	);
});
