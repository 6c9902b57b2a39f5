import {type ApiError, remedyFor} from '../api/errors.ts';
import {fail, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';

/** A step that a workflow is going to take, known before it begins. */
export type PlannedStep = {readonly step: string; readonly title: string};

/** What a failed step has to say: what happened, and what to do now (ux: errors have four lines). */
export type StepFailure = {
	readonly kind: string;
	/** What the service or the disk said, sanitised. */
	readonly message: string;
	/** What it means and what to do. */
	readonly remedy: string;
	readonly request?: string;
	readonly status?: number;
	readonly name?: string;
	readonly traceId?: string;
};

/** One thing that happened in a workflow; the screen, the command's progress lines and the tests all read these. */
export type StepEvent = PlannedStep & {
	readonly status: 'running' | 'waiting' | 'done' | 'failed' | 'skipped';
	readonly detail?: string;
	/** How long the step took, in milliseconds. */
	readonly ms?: number;
	readonly failure?: StepFailure;
};

/** A workflow: events while it runs, its outcome at the end. */
export type Workflow<Outcome> = AsyncGenerator<StepEvent, Outcome, void>;

/** What a step is told when it has to wait or has something to say. */
export type Report = (detail: string) => void;

/** What a step comes back with: its value, and a detail for the person who watches. */
export type StepResult<T> = Result<{readonly value: T; readonly detail?: string}, StepFailure>;

/** Says a failed request as a failed step. */
export const failedRequest = (error: ApiError): StepFailure => ({
	kind: error.kind,
	message: error.issues ? `${error.message} (${error.issues.join(', ')})` : error.message,
	remedy: remedyFor(error),
	request: error.request,
	...(error.status !== undefined && {status: error.status}),
	...(error.name !== undefined && {name: error.name}),
	...(error.traceId !== undefined && {traceId: error.traceId}),
});

/** Says as a failed step that a record could not be written, without which nothing may be sent. */
export const notWritten = ({kind, message}: Pick<StepFailure, 'kind' | 'message'>): StepFailure => ({
	kind,
	message,
	remedy:
		kind === 'read-only'
			? 'Nothing was sent.'
			: 'Nothing was sent. Make room on the disk, or mend the folder, and try again.',
});

/** Lets a request's waits be seen as the step's. */
export const waitsOf = (report: Report) => ({
	onWait: ({ms, reason}: {readonly ms: number; readonly reason: string}) =>
		report(`${reason} Trying again in ${Math.max(1, Math.round(ms / 1000))} s.`),
});

/**
 * Runs one step of a workflow: `running`, a `waiting` for each report, then `done` or `failed` with the time it took.
 *
 * @returns what the work returned
 */
export async function* runStep<T>(
	planned: PlannedStep,
	clock: Pick<Clock, 'monotonic'>,
	work: (report: Report) => Promise<StepResult<T>>,
): Workflow<Result<T, StepFailure>> {
	const begun = clock.monotonic();
	yield {...planned, status: 'running'};
	const reports: string[] = [];
	let wake = () => {};
	const working = work(detail => {
		reports.push(detail);
		wake();
	});
	let settled = false;
	const settle = working.then(
		() => {
			settled = true;
		},
		() => {
			settled = true;
		},
	);
	while (!settled || reports.length > 0) {
		const reported = new Promise<void>(resolve => {
			wake = resolve;
		});
		if (reports.length === 0) await Promise.race([settle, reported]);
		for (const detail of reports.splice(0)) yield {...planned, status: 'waiting', detail};
	}
	const result = await working;
	const ms = clock.monotonic() - begun;
	if (!result.ok) {
		yield {...planned, status: 'failed', ms, failure: result.error};
		return fail(result.error);
	}
	const {value, detail} = result.value;
	yield {...planned, status: 'done', ms, ...(detail !== undefined && {detail})};
	return {ok: true, value};
}
