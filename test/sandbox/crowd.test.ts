import assert from 'node:assert/strict';
import {test} from 'node:test';
import {serveSandbox} from '../../source/sandbox/serve-sandbox.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';
import {runCrowd} from './a-crowd.ts';
import {aFolder} from './a-sandbox.ts';

test('a thousand mixed requests of eight clients at once: none fails, and nothing is lost, doubled or another’s', async t => {
	const served = await serveSandbox({
		directory: await aFolder(t),
		origin: 'http://localhost',
		clock: systemClock,
		random: systemRandom,
		autoApprove: true,
		port: 0,
	});
	assert.ok(served.ok);
	t.after(served.value.close);
	const crowd = await runCrowd({origin: served.value.origin, clients: 8, requestsEach: 125});
	assert.deepEqual(crowd.failures, []);
	assert.equal(crowd.requests, 1000);
});
