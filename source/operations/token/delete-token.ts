import type {Iam} from '../../api/iam.ts';
import {fail, ok, type Result} from '../../result.ts';
import {beginOperation, writeIntent} from '../begin-operation.ts';
import type {DeleteIntent} from '../intent.ts';
import {type Found, journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {
	failedRequest,
	type PlannedStep,
	type Report,
	runStep,
	type StepFailure,
	type Workflow,
	waitsOf,
} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {removeUnusedKey} from './remove-unused-key.ts';

/** What is to be deleted, and which of its stored keys go with it. */
export type DeleteInput = {
	readonly tokenId: string;
	readonly name: string;
	readonly removeKeys: readonly string[];
};

/** How a delete ended; `stopped` with an operation id stays open. */
export type DeleteOutcome =
	| {readonly kind: 'deleted'; readonly intent: DeleteIntent}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId?: string};

/** The step by which a token is deleted. */
export const deleteStep: PlannedStep = {step: 'delete-token', title: 'Delete the token'};
const removeKeyStep = (print: string): PlannedStep => ({
	step: `remove-key:${print}`,
	title: `Remove its private key ${print.slice(0, 8)} from this computer`,
});

/** The steps that a delete will take, for those who watch. */
export const planDelete = ({removeKeys}: Pick<DeleteInput, 'removeKeys'>): readonly PlannedStep[] => [
	writeIntent,
	deleteStep,
	...removeKeys.map(removeKeyStep),
];

/** The steps that are left when an interrupted delete is resumed. */
export const planResumeDelete = (intent: DeleteIntent): readonly PlannedStep[] => planDelete(intent).slice(1);

/** Looks whether a token is gone: 404 is what a deleted token answers. */
export const lookForGone =
	(iam: Iam, tokenId: string, signal: AbortSignal | undefined) =>
	async (report: Report): Promise<Found<undefined>> => {
		const reply = await iam.getToken(tokenId, {signal, ...waitsOf(report)});
		if (reply.ok) return 'not-there';
		return reply.error.kind === 'not-found' ? {value: undefined} : failedRequest(reply.error);
	};

/** Deletes a token that may be gone already, as one journalled step; sending it twice does no more than sending it once. */
export async function* deleteOnService(
	{service, clock}: WorkflowDeps,
	operation: OwnedOperation,
	tokenId: string,
	signal: AbortSignal | undefined,
): Workflow<Result<undefined, StepFailure>> {
	const look = lookForGone(service.iam, tokenId, signal);
	return yield* journalledStep(
		deleteStep,
		operation,
		{clock},
		{
			repeatable: true,
			async send(report) {
				const reply = await service.iam.deleteToken(tokenId, {signal, ...waitsOf(report)});
				if (reply.ok) return ok(undefined);
				if (reply.error.kind !== 'not-found') return reply;
				// Its key may be removed on the strength of this: one 404 of whatever stands in between is not enough.
				const found = await look(report);
				if (found === 'not-there') return reply;
				return 'remedy' in found ? fail(found) : ok(undefined);
			},
			look,
		},
	);
}

/** Deletes a token and, where asked, its keys; the intent is on disk before anything is sent. */
export async function* deleteToken(
	deps: WorkflowDeps,
	input: DeleteInput,
	signal?: AbortSignal,
): Workflow<DeleteOutcome> {
	const intent: DeleteIntent = {
		kind: 'delete-token',
		id: deps.random.uuid(),
		tokenId: input.tokenId,
		name: input.name,
		removeKeys: [...input.removeKeys],
	};
	const begun = yield* beginOperation(deps, intent);
	if (!begun.ok) return {kind: 'stopped', failure: begun.error};
	return yield* finishDelete(deps, begun.value, signal);
}

/** Brings an open delete to its end, from wherever its journal says that it stopped. */
export async function* finishDelete(
	deps: WorkflowDeps,
	operation: OwnedOperation<DeleteIntent>,
	signal?: AbortSignal,
): Workflow<DeleteOutcome> {
	const {intent} = operation;
	const steps = async function* (): Workflow<Result<undefined, StepFailure>> {
		if (operation.progress.steps[deleteStep.step] !== 'done') {
			const deleted = yield* deleteOnService(deps, operation, intent.tokenId, signal);
			if (!deleted.ok) return deleted;
		}
		for (const print of intent.removeKeys) {
			const removed = yield* runStep(removeKeyStep(print), deps.clock, async report =>
				removeUnusedKey(print, {
					iam: deps.service.iam,
					keyStore: deps.keyStore,
					deleted: intent.tokenId,
					signal,
					report,
				}),
			);
			if (!removed.ok) return removed;
		}
		return ok(undefined);
	};
	const result = yield* steps();
	if (result.ok) {
		await operation.close('finished');
		return {kind: 'deleted', intent};
	}
	await operation.release();
	return {kind: 'stopped', failure: result.error, operationId: intent.id};
}
