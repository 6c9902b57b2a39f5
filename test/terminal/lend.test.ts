import assert from 'node:assert/strict';
import {test} from 'node:test';
import {lendTerminal} from '../../source/terminal/lend.ts';

/** Lends the terminal to some work, and lists what happened in which order. */
const lending = async (work: (say: (what: string) => void) => void) => {
	const seen: string[] = [];
	const suspendTerminal = async (lent: () => Promise<void>) => {
		seen.push('suspended');
		process.nextTick(() => seen.push('stopped listening'));
		try {
			await lent();
		} finally {
			seen.push('resumed');
		}
	};
	const pause = () => {
		seen.push('paused');
		process.nextTick(() => seen.push('stopped reading'));
	};
	const lent = lendTerminal(suspendTerminal, {pause}, async () => work(what => seen.push(what)));
	return {seen, ended: (await Promise.allSettled([lent]))[0].status};
};

test('nothing reads the keyboard any more when the work begins', async () => {
	const {seen, ended} = await lending(say => say('work'));
	assert.deepEqual(seen, ['suspended', 'stopped listening', 'paused', 'stopped reading', 'work', 'resumed']);
	assert.equal(ended, 'fulfilled');
});

test('the terminal is taken back from work that fails', async () => {
	const {seen, ended} = await lending(() => {
		throw new Error('no editor');
	});
	assert.equal(seen.at(-1), 'resumed');
	assert.equal(ended, 'rejected');
});
