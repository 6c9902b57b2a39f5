import process from 'node:process';
import type {Clock} from '../system/clock.ts';

/** Ink's own `suspendTerminal`, as far as it is used here: hands the terminal over, and back on `resume`. */
type SuspendTerminal = () => Promise<{readonly resume: () => Promise<void>} | undefined>;

/** What stops the program for a while, as Ctrl+Z does in any other. */
export type Suspension = {
	/** Gives the terminal to the shell and stops; resolves when the program is on the screen again. */
	readonly suspend: () => Promise<void>;
	/** Stops listening to the signals. */
	readonly end: () => void;
};

type Deps = {
	readonly suspendTerminal: SuspendTerminal;
	readonly clock: Pick<Clock, 'sleep'>;
};

const grace = 200;

/**
 * Makes Ctrl+Z, SIGTSTP and SIGCONT work: before the program stops the terminal is as the shell left it, and when it
 * goes on everything is drawn anew, also after somebody else's SIGSTOP.
 */
export const makeSuspension = ({suspendTerminal, clock}: Deps): Suspension => {
	let isSuspended = false;
	let wake: () => void = () => {};

	const whileSuspended = async (work: () => Promise<void>) => {
		if (isSuspended) {
			return;
		}
		isSuspended = true;
		try {
			const suspended = await suspendTerminal();
			await work();
			await suspended?.resume();
		} finally {
			isSuspended = false;
		}
	};

	const stopGroup = async () => {
		const continued = new Promise<void>(resolve => {
			wake = resolve;
		});
		process.off('SIGTSTP', onStop);
		// The whole group, as the terminal itself would: `npm start` and its shell have to stop too, or the user's
		// shell never learns of it. Where no shell could start it again, the kernel ignores SIGTSTP and the grace ends it.
		process.kill(0, 'SIGTSTP');
		await Promise.race([continued, clock.sleep(grace)]);
		process.on('SIGTSTP', onStop);
	};

	const suspend = async () => whileSuspended(stopGroup);
	const onStop = () => {
		void suspend();
	};
	const onContinue = () => {
		if (isSuspended) {
			wake();
			return;
		}
		void whileSuspended(async () => {});
	};
	process.on('SIGTSTP', onStop);
	process.on('SIGCONT', onContinue);
	return {
		suspend,
		end: () => {
			process.off('SIGTSTP', onStop);
			process.off('SIGCONT', onContinue);
		},
	};
};
