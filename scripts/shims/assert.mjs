/** Stands in for node:assert, of which signal-exit uses one function and which takes 7 ms to load. */
export const equal = (actual, expected, message) => {
	if (actual !== expected) {
		throw new TypeError(message);
	}
};
