import {ok, type Result} from '../../result.ts';
import type {ProbeIntent} from '../intent.ts';
import type {OwnedOperation} from '../operations.ts';
import {type PlannedStep, runStep, type StepFailure, type Workflow} from '../step.ts';
import {deleteOnService, lookForGone} from '../token/delete-token.ts';
import {findCreatedToken} from '../token/find-created-token.ts';
import type {UndoOutcome} from '../undo-outcome.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';

/** The step after which the throw-away token is there. */
export const registerProbe: PlannedStep = {step: 'register-token', title: 'Make a throw-away token'};

const find: PlannedStep = {step: 'find-token', title: 'Look whether the throw-away token was made'};
const remove: PlannedStep = {step: 'look', title: 'Look whether the throw-away token is still there'};

/** The steps that are left when interrupted probes are taken up: their questions are not asked again. */
export const planEndProbes: readonly PlannedStep[] = [
	find,
	{step: 'delete-token', title: 'Delete the token'},
];

/** Deletes the throw-away token, unless it is gone already. */
export async function* removeProbeToken(
	deps: WorkflowDeps,
	operation: OwnedOperation<ProbeIntent>,
	tokenId: string,
	signal: AbortSignal | undefined,
): Workflow<Result<undefined, StepFailure>> {
	const there = yield* runStep(remove, deps.clock, async report => {
		const found = await lookForGone(deps.service.iam, tokenId, signal)(report);
		if (found === 'not-there') return ok({value: true, detail: 'it is'});
		return 'remedy' in found ? {ok: false, error: found} : ok({value: false, detail: 'it is gone'});
	});
	if (!there.ok) return there;
	return there.value ? yield* deleteOnService(deps, operation, tokenId, signal) : ok(undefined);
}

/** How the ending of interrupted probes came out; `note` says what is left of them. */
export type ProbeEnding =
	| {readonly kind: 'probes-ended'; readonly intent: ProbeIntent; readonly note: string}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId: string};

type Options = {readonly signal?: AbortSignal | undefined};

async function* findProbeToken(
	deps: WorkflowDeps,
	{intent, progress}: OwnedOperation<ProbeIntent>,
	signal: AbortSignal | undefined,
): Workflow<Result<string | undefined, StepFailure>> {
	const {tokenId, steps} = progress;
	if (tokenId !== undefined || steps[registerProbe.step] !== 'started') return ok(tokenId);
	return yield* runStep(find, deps.clock, async report => {
		const {clock, service} = deps;
		const found = await findCreatedToken(intent, {iam: service.iam, clock, signal, report});
		if (found === 'not-there') return ok({value: undefined, detail: 'it was not'});
		return 'remedy' in found ? {ok: false, error: found} : ok({value: found.value.id, detail: 'it was'});
	});
}

/** Ends probes that were interrupted: whatever they made is deleted, and nothing is asked again. */
export async function* endProbes(
	deps: WorkflowDeps,
	operation: OwnedOperation<ProbeIntent>,
	{signal}: Options = {},
): Workflow<ProbeEnding> {
	const {intent, progress} = operation;
	const steps = async function* (): Workflow<Result<string, StepFailure>> {
		const found = yield* findProbeToken(deps, operation, signal);
		if (!found.ok) return found;
		if (found.value !== undefined) {
			const removed = yield* removeProbeToken(deps, operation, found.value, signal);
			return removed.ok ? ok('The throw-away token is gone.') : removed;
		}
		return progress.steps[registerProbe.step] === 'started'
			? ok(`No throw-away token was found. Should the service still show ${intent.name}, delete it.`)
			: ok('No throw-away token was made.');
	};
	const result = yield* steps();
	if (result.ok) {
		await operation.close('undone');
		return {kind: 'probes-ended', intent, note: result.value};
	}
	await operation.release();
	return {kind: 'stopped', failure: result.error, operationId: intent.id};
}

/** Takes interrupted probes back, which is the same as ending them. */
export async function* undoProbes(
	deps: WorkflowDeps,
	operation: OwnedOperation<ProbeIntent>,
	options: Options = {},
): Workflow<UndoOutcome> {
	const ended = yield* endProbes(deps, operation, options);
	return ended.kind === 'stopped' ? ended : {kind: 'undone', note: ended.note};
}
