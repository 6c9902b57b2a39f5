import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import {ensureFolder} from '../system/folder.ts';
import type {Processes} from '../system/processes.ts';
import type {Random} from '../system/random.ts';
import {makeClaims} from './claim.ts';
import type {Report, StepFailure} from './step.ts';

type Deps = {readonly processes: Processes; readonly random: Pick<Random, 'uuid'>};

type Waiting = {
	readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
	readonly signal: AbortSignal | undefined;
	readonly report: Report;
};

/** Turns of this machine's programs at something that only one may do at a time. */
export type Turns = {
	/** Waits for the turn, for a minute at most; gives the way to end it. */
	readonly take: (waiting: Waiting) => Promise<Result<() => Promise<void>, StepFailure>>;
};

const longestWaitMs = 60_000;
const lookAgainMs = 100;
const name = 'active-project';

/** Makes the turns at a user's active project, whose claims lie in `folder`; a turn ends with its process. */
export const makeTurns = (folder: string, {processes, random}: Deps): Turns => {
	const claims = makeClaims(folder, {processes, random});

	const notWritten = (message: string): StepFailure => ({
		kind: 'lock-not-written',
		message,
		remedy: 'Nothing was sent. Make room on the disk, or mend the folder, and try again.',
	});
	const claim = async (): Promise<Result<boolean, StepFailure>> => {
		try {
			return ok(await claims.claim(name));
		} catch (error) {
			const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
			return fail(notWritten(`Other programs of this computer could not be kept away in ${folder}${code}.`));
		}
	};
	const end = async () => {
		try {
			await claims.release(name);
			await claims.tidy(name);
		} catch {
			// A full disk can't hold the release: the turn then ends with this process.
		}
	};

	return {
		async take({clock, signal, report}) {
			const made = await ensureFolder(folder);
			if (!made.ok) return fail(notWritten(made.error.message));
			const begun = clock.monotonic();
			for (let tries = 0; ; tries++) {
				const claimed = await claim();
				if (!claimed.ok) return claimed;
				if (claimed.value) return ok(end);
				if (signal?.aborted || clock.monotonic() - begun > longestWaitMs) break;
				if (tries === 0) report('Another pat-tui of this computer uses the active project. Waiting for it.');
				await clock.sleep(lookAgainMs);
			}
			return fail(
				signal?.aborted
					? {
							kind: 'cancelled',
							message: 'Stopped while waiting for another pat-tui.',
							remedy: 'Try again when you are ready.',
						}
					: {
							kind: 'busy',
							message: 'Another pat-tui of this computer has used the active project for a minute.',
							remedy: 'Let it end, or end it, and try again.',
						},
			);
		},
	};
};
