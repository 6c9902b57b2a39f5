import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Report, runStep, waitsOf} from '../../source/operations/step.ts';
import {fail, ok} from '../../source/result.ts';
import {fakeClock} from '../fake-clock.ts';
import {run} from './a-workshop.ts';

const planned = {step: 's-1', title: 'Do it'};

test('a step is shown when it begins, at each word that it has to say, and when it is done, with its time', async () => {
	const clock = fakeClock();
	const work = async (report: Report) => {
		report('first');
		report('second');
		await clock.sleep(1500);
		report('third');
		return ok({value: 7, detail: 'well done'});
	};
	const {outcome, events} = await run(runStep(planned, clock, work));
	assert.deepEqual(outcome, ok(7));
	assert.deepEqual(events, [
		{...planned, status: 'running'},
		{...planned, status: 'waiting', detail: 'first'},
		{...planned, status: 'waiting', detail: 'second'},
		{...planned, status: 'waiting', detail: 'third'},
		{...planned, status: 'done', ms: 1500, detail: 'well done'},
	]);
});

test('a word is shown while the work still waits, not after it', async () => {
	let release = () => {};
	const held = new Promise<void>(resolve => {
		release = resolve;
	});
	const workflow = runStep(planned, fakeClock(), async report => {
		report('waiting for you');
		await held;
		return ok({value: undefined});
	});
	await workflow.next();
	const shown = await workflow.next();
	assert.equal(!shown.done && shown.value.detail, 'waiting for you');
	release();
	const last = await workflow.next();
	assert.equal(!last.done && last.value.status, 'done');
});

test('a step that failed says why', async () => {
	const failure = {kind: 'x', message: 'It broke.', remedy: 'Mend it.'};
	const {outcome, events} = await run(runStep(planned, fakeClock(), async () => fail(failure)));
	assert.deepEqual(outcome, fail(failure));
	assert.deepEqual(events.at(-1), {...planned, status: 'failed', ms: 0, failure});
});

test('a bug in a step is thrown to whoever runs it, and not before they ask', async () => {
	const workflow = runStep(planned, fakeClock(), async () => {
		throw new Error('a bug');
	});
	assert.equal((await workflow.next()).done, false);
	await assert.rejects(workflow.next(), /a bug/);
});

test('a wait is told in whole seconds, never as none', () => {
	const told: string[] = [];
	const {onWait} = waitsOf(detail => told.push(detail));
	onWait({ms: 40, reason: 'Easy now.'});
	onWait({ms: 7400, reason: 'Easy now.'});
	assert.deepEqual(told, ['Easy now. Trying again in 1 s.', 'Easy now. Trying again in 7 s.']);
});
