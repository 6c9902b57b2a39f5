import type {Token} from '../api/token.ts';
import {fail, ok, type Result} from '../result.ts';
import type {TokenState, UpdateIntent} from './intent.ts';
import {type Effect, type Found, journalledStep} from './journalled-step.ts';
import type {OwnedOperation} from './operations.ts';
import {
	failedRequest,
	type PlannedStep,
	type Report,
	runStep,
	type StepFailure,
	type StepResult,
	type Workflow,
	waitsOf,
} from './step.ts';
import {isMerged, isSameState, methodOf, tokenState} from './token-state.ts';
import type {UndoOutcome} from './undo.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

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

const writeIntent: PlannedStep = {step: 'write-intent', title: 'Write down what is going to happen'};
const compare: PlannedStep = {step: 'compare', title: 'Look whether anybody changed it meanwhile'};
const update: PlannedStep = {step: 'update-token', title: 'Change the token'};
const confirm: PlannedStep = {step: 'confirm', title: 'Read it back and compare'};
const look: PlannedStep = {step: 'look', title: 'Look how the token is now'};
const putBack: PlannedStep = {step: 'put-back', title: 'Put back what it was before'};

/** The steps that an update will take, for those who watch. */
export const planUpdate: readonly PlannedStep[] = [writeIntent, compare, update, confirm];

/** The steps that are left when an interrupted update is resumed. */
export const planResumeUpdate: readonly PlannedStep[] = planUpdate.slice(1);

const conflict: StepFailure = {
	kind: 'conflict',
	message: 'Somebody else changed this token meanwhile.',
	remedy: 'Look at the token as it is now, and decide again.',
};

const merged: StepFailure = {
	kind: 'merged',
	message: 'The service kept the old keys beside what was sent: it merges instead of replacing.',
	remedy: 'The old keys are still accepted. Make a new token and delete this one to be rid of them.',
};

type Standing = 'before' | 'wanted' | 'merged' | 'other';

const standingOf = (token: Token, intent: UpdateIntent): Standing => {
	const now = tokenState(token);
	if (isSameState(now, intent.wanted)) return 'wanted';
	if (isSameState(now, intent.before)) return 'before';
	return isMerged(now, intent) ? 'merged' : 'other';
};

type Target = {
	readonly deps: Pick<WorkflowDeps, 'service' | 'clock'>;
	readonly intent: UpdateIntent;
	readonly signal: AbortSignal | undefined;
};

const read = async ({deps, intent, signal}: Target, report: Report): Promise<Result<Token, StepFailure>> => {
	const reply = await deps.service.iam.getToken(intent.tokenId, {signal, ...waitsOf(report)});
	return reply.ok ? ok(reply.value.value) : fail(failedRequest(reply.error));
};

/** Sends one of the two states whole; `isThere` says by which standings it shows that it arrived. */
const sending = (target: Target, state: TokenState, isThere: readonly Standing[]): Effect<undefined> => ({
	repeatable: true,
	async send(report) {
		const {deps, intent, signal} = target;
		const authenticationMethod = methodOf(state);
		const input = {name: state.name, ...(authenticationMethod && {authenticationMethod})};
		const reply = await deps.service.iam.updateToken(intent.tokenId, input, {signal, ...waitsOf(report)});
		return reply.ok ? ok(undefined) : reply;
	},
	async look(report): Promise<Found<undefined>> {
		const token = await read(target, report);
		if (!token.ok) return token.error;
		const standing = standingOf(token.value, target.intent);
		if (isThere.includes(standing)) return {value: undefined, detail: 'found on the service'};
		return standing === 'other' ? conflict : 'not-there';
	},
});

const openRival = async (
	{operations}: Pick<WorkflowDeps, 'operations'>,
	{id, tokenId}: UpdateIntent,
): Promise<StepFailure | undefined> => {
	const rival = (await operations.list()).find(
		({intent, status}) =>
			intent.id !== id &&
			intent.kind === 'update-token' &&
			intent.tokenId === tokenId &&
			(status === 'running' || status === 'interrupted'),
	);
	if (!rival) return undefined;
	const isRunning = rival.status === 'running';
	return {
		kind: 'conflict',
		message: `Another change of this token is ${isRunning ? 'being made right now' : 'not finished'}.`,
		remedy: isRunning
			? 'Wait for it to end, look at the token, and decide again.'
			: `Finish or take back the operation ${rival.id} first.`,
	};
};

/** Changes a token: the old and the new state are on disk before anything is sent, and a stale decision is refused. */
export async function* updateToken(
	deps: WorkflowDeps,
	{tokenId, before, wanted}: UpdateInput,
	signal?: AbortSignal,
): Workflow<UpdateOutcome> {
	const id = deps.random.uuid();
	const intent: UpdateIntent = {kind: 'update-token', id, tokenId, name: before.name, before, wanted};
	const begun = yield* runStep(
		writeIntent,
		deps.clock,
		async (): Promise<StepResult<OwnedOperation<UpdateIntent>>> => {
			const result = await deps.operations.begin(intent);
			if (!result.ok) {
				const remedy = 'Nothing was sent. Make room on the disk, or mend the folder, and try again.';
				return fail({...result.error, remedy});
			}
			// Looked for after the own intent is there, so that of two at the same moment at least one sees the other.
			const rival = await openRival(deps, intent);
			if (!rival) return ok({value: result.value});
			await result.value.close('undone');
			return fail(rival);
		},
	);
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
	const target = {deps, intent, signal};
	// What may have been sent already is looked up by the step itself.
	const isUntouched = progress.steps[update.step] === undefined || progress.steps[update.step] === 'refused';
	let nothingSent = false;
	const steps = async function* (): Workflow<Result<Token, StepFailure>> {
		if (isUntouched) {
			const compared = yield* runStep(compare, deps.clock, async (report): Promise<StepResult<undefined>> => {
				const token = await read(target, report);
				if (!token.ok) return token;
				const standing = standingOf(token.value, intent);
				if (standing === 'before' || standing === 'wanted') return ok({value: undefined});
				nothingSent = true;
				return fail(conflict);
			});
			if (!compared.ok) return compared;
		}
		if (progress.steps[update.step] !== 'done') {
			const effect = sending(target, intent.wanted, ['wanted', 'merged']);
			const updated = yield* journalledStep(update, operation, deps, effect);
			if (!updated.ok) return updated;
		}
		return yield* runStep(confirm, deps.clock, async (report): Promise<StepResult<Token>> => {
			const token = await read(target, report);
			if (!token.ok) return token;
			const standing = standingOf(token.value, intent);
			if (standing === 'wanted') return ok({value: token.value, detail: 'it is as asked'});
			if (standing === 'merged') return fail(merged);
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

/** Takes back an open update: the old state is put back, unless somebody changed the token since. */
export async function* undoUpdate(
	deps: WorkflowDeps,
	operation: OwnedOperation<UpdateIntent>,
	{signal}: {readonly signal?: AbortSignal | undefined} = {},
): Workflow<UndoOutcome> {
	const {intent} = operation;
	const target = {deps, intent, signal};
	const standing = async (report: Report): Promise<StepResult<Standing | 'gone'>> => {
		const token = await read(target, report);
		if (token.ok) return ok({value: standingOf(token.value, intent)});
		return token.error.kind === 'not-found' ? ok({value: 'gone'}) : token;
	};
	const steps = async function* (): Workflow<Result<UndoOutcome, StepFailure>> {
		const now = yield* runStep(look, deps.clock, standing);
		if (!now.ok) return now;
		if (now.value === 'before') return ok({kind: 'undone', note: 'The token is as it was before.'});
		if (now.value === 'gone') return ok({kind: 'too-late', note: 'The token is not there any more.'});
		if (now.value === 'other') {
			return ok({kind: 'too-late', note: 'Somebody else changed the token since: it is left as it is now.'});
		}
		const sent = yield* journalledStep(putBack, operation, deps, sending(target, intent.before, ['before']));
		if (!sent.ok) return sent;
		const later = yield* runStep(confirm, deps.clock, standing);
		if (!later.ok) return later;
		const isBack = later.value === 'before';
		return ok({
			kind: 'undone',
			note: isBack
				? 'The token is as it was before.'
				: 'The old values were sent, but the service holds the token otherwise: look at its keys.',
		});
	};
	const result = yield* steps();
	if (!result.ok) {
		await operation.release();
		return {kind: 'stopped', failure: result.error, operationId: intent.id};
	}
	await operation.close(result.value.kind === 'undone' ? 'undone' : 'finished');
	return result.value;
}
