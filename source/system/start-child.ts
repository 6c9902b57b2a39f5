import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {fail, ok, type Result} from '../result.ts';

/** Says why a program could not be started. */
export type NotStarted = {readonly kind: 'not-started'; readonly message: string};

const reasons: Readonly<Record<string, string>> = {
	E2BIG: 'it was given too much',
	EACCES: 'it may not be run',
	EAGAIN: 'too many programs run',
	EMFILE: 'too many files are open',
	ENFILE: 'too many files are open',
	ENOENT: 'it is not there, or what runs it is not',
	ENOMEM: 'there is no room in memory',
	ENOTDIR: 'it is not there',
	EPERM: 'it may not be run',
};

const notStarted = (program: string, error: unknown): NotStarted => {
	const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
	const reason = reasons[code ?? ''];
	const why = reason === undefined ? '' : `: ${reason}`;
	return {
		kind: 'not-started',
		message: `${program} could not be started${why}${code === undefined ? '' : ` (${code})`}.`,
	};
};

/**
 * Starts a program; whatever keeps it from starting is a sentence. Node throws some reasons and emits others, and where too
 * many files are open it gives a child without its streams.
 *
 * @param program what it is called in the sentence
 */
export const startChild = async <Child extends ChildProcess>(
	program: string,
	start: () => Child,
): Promise<Result<Child, NotStarted>> => {
	try {
		const child = start();
		if (child.pid !== undefined) {
			// What goes wrong later, such as a signal that it may not get, shows by how it ends.
			child.on('error', () => {});
			return ok(child);
		}
		const [error] = await once(child, 'error');
		return fail(notStarted(program, error));
	} catch (error) {
		return fail(notStarted(program, error));
	}
};
