/** Runs some work while the keys that make signals (Ctrl+C, Ctrl+\, Ctrl+Z) are the child's alone. */
export const withoutSignalKeys = async <T>(work: () => Promise<T>): Promise<T> => {
	// Without a listener a stop takes this program with the editor, and both go on together.
	const held = (['SIGINT', 'SIGQUIT', 'SIGTSTP', 'SIGCONT'] as const).map(signal => {
		const listeners = process.listeners(signal);
		process.removeAllListeners(signal);
		return () => {
			for (const listener of listeners) process.on(signal, listener);
		};
	});
	try {
		return await work();
	} finally {
		for (const putBack of held) putBack();
	}
};
