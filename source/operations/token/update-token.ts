import type {Token} from '../../api/token.ts';
import {fail, ok, type Result} from '../../result.ts';
import {beginOperation, writeIntent} from '../begin-operation.ts';
import type {TokenState, UpdateIntent} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {type PlannedStep, runStep, type StepFailure, type StepResult, type Workflow} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {openRival} from './open-rival.ts';
import {arrivalIn, conflict, readToken, sendState, whichState} from './send-state.ts';

/** A token, how it was when the change was decided on, and how it shall be. */
export type UpdateInput = {
	readonly tokenId: string;
	readonly before: TokenState;
	readonly wanted: TokenState;
};

/** How an update ended; `stopped` with an operation id stays open, to be resumed or undone. */
export type UpdateOutcome =
	| {readonly kind: 'updated'; readonly token: Token; readonly intent: UpdateIntent}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId?: string};

const compare: PlannedStep = {step: 'compare', title: 'Look whether anybody changed it meanwhile'};
const update: PlannedStep = {step: 'update-token', title: 'Change the token'};
/** The step by which what was sent is read back. */
export const confirm: PlannedStep = {step: 'confirm', title: 'Read it back and compare'};

/** The steps that an update will take, for those who watch. */
export const planUpdate: readonly PlannedStep[] = [writeIntent, compare, update, confirm];

/** The steps that are left when an interrupted update is resumed. */
export const planResumeUpdate: readonly PlannedStep[] = planUpdate.slice(1);

const merged: StepFailure = {
	kind: 'merged',
	message: 'The service kept the old keys beside what was sent: it merges instead of replacing.',
	remedy: 'The old keys are still accepted. Make a new token and delete this one to be rid of them.',
};

/** Changes a token: the old and the new state are on disk before anything is sent, and a stale decision is refused. */
export async function* updateToken(
	deps: WorkflowDeps,
	{tokenId, before, wanted}: UpdateInput,
	signal?: AbortSignal,
): Workflow<UpdateOutcome> {
	const id = deps.random.uuid();
	const intent: UpdateIntent = {kind: 'update-token', id, tokenId, name: before.name, before, wanted};
	// Looked for after the own intent is there, so that of two at the same moment at least one sees the other.
	const begun = yield* beginOperation(deps, intent, {obstacle: async () => openRival(deps, intent)});
	if (!begun.ok) return {kind: 'stopped', failure: begun.error};
	return yield* finishUpdate(deps, begun.value, signal);
}

/** Brings an open update to its end, from wherever its journal says that it stopped. */
export async function* finishUpdate(
	deps: WorkflowDeps,
	operation: OwnedOperation<UpdateIntent>,
	signal?: AbortSignal,
): Workflow<UpdateOutcome> {
	const {intent, progress} = operation;
	const target = {deps, tokenId: intent.tokenId, signal};
	// What may have been sent already is looked up by the step itself.
	const isUntouched = progress.steps[update.step] === undefined || progress.steps[update.step] === 'refused';
	let nothingSent = false;
	const steps = async function* (): Workflow<Result<Token, StepFailure>> {
		if (isUntouched) {
			const compared = yield* runStep(compare, deps.clock, async (report): Promise<StepResult<undefined>> => {
				const token = await readToken(target, report);
				if (!token.ok) return token;
				const which = whichState(token.value, intent);
				if (which === 'before' || which === 'wanted') return ok({value: undefined});
				nothingSent = true;
				return fail(conflict);
			});
			if (!compared.ok) return compared;
		}
		if (progress.steps[update.step] !== 'done') {
			const effect = sendState(target, intent.wanted, arrivalIn(intent, ['wanted', 'merged']));
			const updated = yield* journalledStep(update, operation, deps, effect);
			if (!updated.ok) return updated;
		}
		return yield* runStep(confirm, deps.clock, async (report): Promise<StepResult<Token>> => {
			const token = await readToken(target, report);
			if (!token.ok) return token;
			const which = whichState(token.value, intent);
			if (which === 'wanted') return ok({value: token.value, detail: 'it is as asked'});
			if (which === 'merged') return fail(merged);
			return fail({
				kind: 'not-as-asked',
				message: 'The service holds the token otherwise than it was sent.',
				remedy: 'Resume to send it again, or undo. If another terminal changed it, look at the token first.',
			});
		});
	};
	const result = yield* steps();
	if (result.ok) {
		await operation.close('finished');
		return {kind: 'updated', token: result.value, intent};
	}
	const {error} = result;
	if (nothingSent || error.kind === 'merged') {
		// Neither sending again nor taking back would make it otherwise.
		await operation.close(nothingSent ? 'undone' : 'finished');
		return {kind: 'stopped', failure: error};
	}
	if (error.kind === 'not-as-asked') await operation.journal.append({type: 'refused', step: update.step});
	await operation.release();
	return {kind: 'stopped', failure: error, operationId: intent.id};
}
