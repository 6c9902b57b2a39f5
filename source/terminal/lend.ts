/** Ink's own `suspendTerminal`, as far as it is used here: the terminal is free while the work runs. */
type SuspendTerminal = (work: () => Promise<void>) => Promise<void>;

/**
 * Gives the terminal, its keyboard included, to some work that needs it for itself (an editor), and takes it back
 * afterwards.
 */
export const lendTerminal = async (
	suspendTerminal: SuspendTerminal,
	stdin: {readonly pause: () => unknown},
	work: () => Promise<void>,
): Promise<void> =>
	suspendTerminal(async () => {
		// Ink only stops listening, and node would go on reading: every other key would be lost to the editor. That it stopped
		// listening is known a tick later, and that it is paused one more.
		await new Promise<void>(resolve => process.nextTick(resolve));
		stdin.pause();
		await new Promise<void>(resolve => process.nextTick(resolve));
		await work();
	});
