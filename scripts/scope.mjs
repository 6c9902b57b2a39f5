/** Runs a task with a scope like a test's: what it starts is ended afterwards, the newest first. */
export const withScope = async task => {
	const cleanups = [];
	try {
		return await task({after: cleanup => cleanups.unshift(cleanup)});
	} finally {
		for (const cleanup of cleanups) {
			await cleanup();
		}
	}
};
