import {spawn} from 'node:child_process';

const median = values => {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
};

/** Milliseconds from starting a process to its end; a failure of it is an error. */
export const timeToExit = async (args, env) => {
	const begin = performance.now();
	const child = spawn(process.execPath, args, {env, stdio: 'ignore'});
	const code = await new Promise((settle, reject) => {
		child.on('error', reject);
		child.on('exit', settle);
	});
	if (code !== 0) {
		throw new Error(`node ${args.join(' ')} ended with ${code}`);
	}

	return performance.now() - begin;
};

/**
 * Measures something side by side with what it is compared with (mostly `node -e 0`), in turn and in the same surroundings,
 * so that a noisy machine disturbs both alike.
 *
 * Both are medians, in the unit that is measured; the first round only warms the disk's cache.
 */
export const alternate = async ({name, bar, rounds, measure, measureReference}) => {
	const values = [];
	const references = [];
	for (let round = 0; round <= rounds; round += 1) {
		const reference = await measureReference();
		const value = await measure();
		if (round > 0) {
			references.push(reference);
			values.push(value);
		}
	}

	const value = median(values);
	const reference = median(references);
	return {name, value, reference, ratio: value / reference, bar};
};
