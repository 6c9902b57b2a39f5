import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {drawLatency, parseLatency} from '../../../source/sandbox/chaos/latency.ts';

test('a latency is one number of milliseconds, or from one to another', () => {
	assert.deepEqual(parseLatency('200'), {ok: true, value: [200, 200]});
	assert.deepEqual(parseLatency('50-400'), {ok: true, value: [50, 400]});
	assert.deepEqual(parseLatency('0'), {ok: true, value: [0, 0]});
});

test('anything else is refused, and what is wrong is said', () => {
	for (const text of ['', '-', '1-', '-1', '1.5', '1s', '600001', '1-600001', '1-2-3', ' 1'])
		assert.equal(parseLatency(text).ok, false, text);
	const turned = parseLatency('400-50');
	assert.ok(!turned.ok);
	assert.match(turned.error, /50-400/);
});

test('what is drawn lies between the two, ends included', () => {
	fc.assert(
		fc.property(
			fc.nat(1000),
			fc.nat(1000),
			fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
			(a, b, fraction) => {
				const [least, most] = a < b ? [a, b] : [b, a];
				const ms = drawLatency([least, most], {fraction: () => fraction});
				assert.ok(Number.isInteger(ms) && ms >= least && ms <= most);
			},
		),
	);
	assert.equal(drawLatency(70, {fraction: () => 0.9}), 70);
});
