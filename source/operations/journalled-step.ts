import {type ApiError, isUncertain} from '../api/errors.ts';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import type {OwnedOperation} from './operations.ts';
import {
	failedRequest,
	notWritten,
	type PlannedStep,
	type Report,
	runStep,
	type StepFailure,
	type StepResult,
	type Workflow,
} from './step.ts';

/** What was found when a step's outcome was looked up after its reply was lost. */
export type Found<T> = {readonly value: T; readonly detail?: string} | 'not-there' | StepFailure;

/** One remote effect: how to bring it about, and how to see afterwards whether it came about. */
export type Effect<T> = {
	/**
	 * A failed request may or may not have had its effect, by its kind; any other failure says itself how it stands, and the
	 * step stays begun.
	 */
	readonly send: (report: Report) => Promise<Result<T, ApiError | StepFailure> & {readonly detail?: string}>;
	/** Looks whether the effect is there; called when that is not sure. */
	readonly look: (report: Report) => Promise<Found<T>>;
	/** Whether sending twice has the same effect as sending once, so that "not there" may be answered by sending again. */
	readonly repeatable: boolean;
};

/** How a step whose outcome nobody knows is told: nothing is sent again before the person has decided. */
export const unsure = (planned: PlannedStep): StepFailure => ({
	kind: 'unsure',
	message: `Whether "${planned.title}" happened is not known: the reply was lost, and the service does not show it.`,
	remedy: 'Look again in a moment, send it once more, or undo.',
});

/** Tells a look that failed from one that came back with something, or nothing. */
export const isFailure = <T>(found: Found<T>): found is StepFailure =>
	typeof found === 'object' && 'remedy' in found;

/**
 * Runs one remote effect between two lines of the journal: `started` is on disk before anything is sent, `done` or
 * `refused` after. Where the outcome is not sure (a lost reply, or a line of an earlier run) it is looked up first.
 *
 * @param sendAgain whether the person decided that an effect that is not repeatable is sent again
 */
export async function* journalledStep<T>(
	planned: PlannedStep,
	operation: Pick<OwnedOperation, 'journal' | 'progress'>,
	{
		clock,
		sendAgain = false,
		tokenIdOf,
		projectIdOf,
	}: {
		readonly clock: Pick<Clock, 'monotonic'>;
		readonly sendAgain?: boolean;
		/** The id to be remembered with the step, when it made one. */
		readonly tokenIdOf?: (value: T) => string;
		/** The id of the project that the step made. */
		readonly projectIdOf?: (value: T) => string;
	},
	effect: Effect<T>,
): Workflow<Result<T, StepFailure>> {
	const {journal, progress} = operation;
	const {step} = planned;

	const done = async (value: T, detail?: string): Promise<StepResult<T>> => {
		const written = await journal.append({
			type: 'done',
			step,
			...(tokenIdOf && {tokenId: tokenIdOf(value)}),
			...(projectIdOf && {projectId: projectIdOf(value)}),
		});
		if (!written.ok && tokenIdOf) {
			// What follows takes away the mark by which a new token is found again: its id has to be safe first.
			return fail({
				...written.error,
				remedy: 'It is done on the service. Make room on the disk, or mend the folder, and resume, or undo.',
			});
		}
		// The effect is there; a journal that can't say so only makes the next run look it up again.
		return ok({value, ...(written.ok ? detail !== undefined && {detail} : {detail: written.error.message})});
	};

	const send = async (report: Report): Promise<StepResult<T>> => {
		const started = await journal.append({type: 'started', step});
		if (!started.ok) {
			return fail(notWritten(started.error));
		}
		const sent = await effect.send(report);
		if (sent.ok) return done(sent.value, sent.detail);
		if ('remedy' in sent.error) return fail(sent.error);
		if (!isUncertain(sent.error)) {
			await journal.append({type: 'refused', step});
			return fail(failedRequest(sent.error));
		}
		if (sent.error.kind === 'cancelled') return fail(failedRequest(sent.error));
		report('The reply was lost. Looking whether it happened.');
		const found = await effect.look(report);
		if (isFailure(found)) return fail(found);
		if (found === 'not-there') return fail(effect.repeatable ? failedRequest(sent.error) : unsure(planned));
		return done(found.value, found.detail);
	};

	return yield* runStep(planned, clock, async report => {
		if (progress.steps[step] !== 'started') return send(report);
		const found = await effect.look(report);
		if (isFailure(found)) return fail(found);
		if (found !== 'not-there') return done(found.value, found.detail);
		return effect.repeatable || sendAgain ? send(report) : fail(unsure(planned));
	});
}
