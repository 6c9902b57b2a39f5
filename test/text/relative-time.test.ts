import assert from 'node:assert/strict';
import {test} from 'node:test';
import {duration, relativeTime} from '../../source/text/relative-time.ts';

test('the time that has passed is said in its largest unit', () => {
	const now = 1_000_000_000;
	const said = (seconds: number) => relativeTime(now - seconds * 1000, now);
	assert.deepEqual([0, 4, 12, 59, 60, 3599, 3600, 86_399, 86_400, 400_000].map(said), [
		'just now',
		'just now',
		'12s ago',
		'59s ago',
		'1m ago',
		'59m ago',
		'1h ago',
		'23h ago',
		'1d ago',
		'4d ago',
	]);
});

test('a moment that a wrong clock puts into the future is just now', () => {
	assert.equal(relativeTime(2000, 1000), 'just now');
});

test('a duration is said as people read it', () => {
	assert.deepEqual([0, 412.4, 1000, 1449, 60_000, 125_000].map(duration), [
		'0 ms',
		'412 ms',
		'1.0 s',
		'1.4 s',
		'1 min 0 s',
		'2 min 5 s',
	]);
});
