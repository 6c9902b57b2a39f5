import assert from 'node:assert/strict';
import {test} from 'node:test';
import {localMoment, localTime} from '../../source/text/local-time.ts';

const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 4, 9).getTime();

test('a moment of today is a time, one of another day a date with it', () => {
	assert.equal(localTime(at(23, 18), at(23, 23)), '18:04:09');
	assert.equal(localTime(at(23, 18), at(24, 0)), '2026-11-23 18:04');
	assert.equal(localTime(new Date(2025, 10, 23, 8, 4, 9).getTime(), at(23, 18)), '2025-11-23 08:04');
});

test('a moment is said whole as the clock of this computer showed it', () => {
	assert.equal(localMoment(at(3, 8)), '2026-11-03 08:04:09');
});
