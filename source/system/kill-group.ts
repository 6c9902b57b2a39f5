/** Kills a child that was started `detached`, with all that it started itself; nothing where it has ended. */
export const killGroup = (pid: number | undefined): void => {
	try {
		if (pid !== undefined) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
};
