import assert from 'node:assert/strict';
import {test} from 'node:test';
import {plannedRun, withEvent} from '../../source/store/run-view.ts';

const plan = [
	{step: 'one', title: 'First'},
	{step: 'two', title: 'Second'},
];

test('a run shows all its steps before the first has begun', () => {
	const run = plannedRun('create', 'Making the token', plan);
	assert.deepEqual(
		run.steps.map(({step, status}) => `${step} ${status}`),
		['one planned', 'two planned'],
	);
	assert.equal(run.status, 'running');
});

test('an event changes its own step and no other', () => {
	const run = withEvent(plannedRun('create', 'Making the token', plan), {
		...plan[1],
		step: 'two',
		title: 'Second',
		status: 'done',
		ms: 5,
		detail: 'there',
	});
	assert.deepEqual(run.steps, [
		{step: 'one', title: 'First', status: 'planned'},
		{step: 'two', title: 'Second', status: 'done', ms: 5, detail: 'there'},
	]);
});

test('a step that was not planned is added at the end', () => {
	const run = withEvent(plannedRun('undo', 'Take it back', []), {
		step: 'new',
		title: 'New',
		status: 'running',
	});
	assert.deepEqual(run.steps, [{step: 'new', title: 'New', status: 'running'}]);
});

test('a failure is kept with the step it happened at', () => {
	const failure = {kind: 'rejected', message: 'No.', remedy: 'Change it.'};
	const run = withEvent(plannedRun('create', 'Making the token', plan), {
		step: 'one',
		title: 'First',
		status: 'failed',
		failure,
	});
	assert.equal(run.failure, failure);
	assert.equal(run.failedAt, 'First');
});
