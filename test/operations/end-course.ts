import assert from 'node:assert/strict';
import {type ResumeOutcome, resumeOperation} from '../../source/operations/resume-operation.ts';
import type {StepEvent} from '../../source/operations/step.ts';
import {undoOperation} from '../../source/operations/undo-operation.ts';
import {run, type Workshop} from './a-workshop.ts';
import type {Course} from './courses.ts';
import {statesOf} from './invariants.ts';

type Ran = {readonly outcome: ResumeOutcome; readonly events: readonly StepEvent[]};

const takeUp = async ({deps}: Workshop, id: string) => {
	const taken = await deps.operations.takeUp(id);
	assert.ok(taken.ok, JSON.stringify(taken));
	return taken.value;
};

const resume = async (workshop: Workshop, id: string, where: string): Promise<ResumeOutcome> => {
	const {outcome} = await run(resumeOperation(workshop.deps, await takeUp(workshop, id)));
	if (outcome.kind !== 'stopped') return outcome;
	assert.equal(outcome.failure.kind, 'unsure', `${where}: ${JSON.stringify(outcome)}`);
	const again = resumeOperation(workshop.deps, await takeUp(workshop, id), {sendAgain: true});
	return (await run(again)).outcome;
};

/**
 * Compares what a course said with what is so, and ends what it left open, one way or the other, as a person would; then
 * it is done or never was. Says how it had ended.
 */
export const endCourse = async (
	workshop: Workshop,
	course: Course,
	{outcome, events}: Ran,
	{way, where: at}: {readonly way: 'resume' | 'undo'; readonly where: string},
): Promise<'done' | 'nothing' | 'open'> => {
	const where = `${at}, then ${way}; it said ${JSON.stringify(outcome)}`;
	if (outcome.kind !== 'stopped') {
		assert.equal(
			events.some(({status}) => status === 'failed'),
			false,
			`${where}: with a failed step`,
		);
		await course.assertDone(where, events);
		return 'done';
	}
	const {failure, operationId} = outcome;
	assert.ok(failure.message && failure.remedy, where);
	assert.equal(events.at(-1)?.failure, failure, `${where}: not told as it happened`);
	if (operationId === undefined) {
		await course.assertBefore(where);
		return 'nothing';
	}
	assert.equal((await statesOf(workshop))[operationId], 'interrupted', where);
	await course.assertBetween(where, events);
	if (way === 'undo') {
		const {outcome: undone} = await run(undoOperation(workshop.deps, await takeUp(workshop, operationId)));
		const ended = `${where}; ${JSON.stringify(undone)}`;
		assert.notEqual(undone.kind, 'stopped', ended);
		if (undone.kind === 'undone') {
			await course.assertBefore(ended, undone.note);
			return 'open';
		}
		if ((await statesOf(workshop))[operationId] === 'finished') {
			await course.assertDone(ended);
			return 'open';
		}
	}
	const resumed = await resume(workshop, operationId, where);
	assert.notEqual(resumed.kind, 'stopped', `${where}; ${JSON.stringify(resumed)}`);
	await course.assertDone(where);
	return 'open';
};
