import assert from 'node:assert/strict';
import {getEventListeners} from 'node:events';
import {test} from 'node:test';
import {systemClock} from '../../source/system/clock.ts';

const never = 1_000_000;

test('a sleep ends after its time, and leaves nobody listening to its signal', async () => {
	const {signal} = new AbortController();
	assert.equal(await systemClock.sleep(1, signal), undefined);
	assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('a sleep that is broken off is refused with the reason, before it began as well', async () => {
	const aborter = new AbortController();
	const reason = new Error('enough');
	const sleeping = systemClock.sleep(never, aborter.signal);
	aborter.abort(reason);
	await assert.rejects(sleeping, error => error === reason);
	await assert.rejects(systemClock.sleep(never, aborter.signal), error => error === reason);
});
