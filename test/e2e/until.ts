import {makePatience} from '../patience.ts';

const deadline = 20_000;

/** Resolves once something outside any screen, such as a file, is as wanted; rejects after 20 s. */
export const until = async (isSo: () => Promise<boolean>, what: string): Promise<void> => {
	const begun = performance.now();
	const moment = makePatience();
	while (!(await isSo())) {
		if (performance.now() - begun > deadline)
			throw new Error(`${deadline / 1000} s passed: ${what} did not come true`);
		await moment();
	}
};
