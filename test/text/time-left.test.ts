import assert from 'node:assert/strict';
import {test} from 'node:test';
import {timeLeft} from '../../source/text/time-left.ts';

test('what is left of a limit is told in minutes and seconds, and never less than nothing', () => {
	assert.deepEqual([300_000, 299_999, 61_000, 60_000, 1, 0, -5000].map(timeLeft), [
		'5:00',
		'5:00',
		'1:01',
		'1:00',
		'0:01',
		'0:00',
		'0:00',
	]);
});
