import {fail, ok, type Result} from '../../result.ts';
import {beginOperation, writeIntent} from '../begin-operation.ts';
import type {RotateIntent, TokenState} from '../intent.ts';
import type {OwnedOperation} from '../operations.ts';
import type {Progress} from '../progress.ts';
import type {PlannedStep, StepFailure, Workflow} from '../step.ts';
import {type KeyPlan, type KeySource, obtainKey, planKey} from '../token/obtain-key.ts';
import {openRival} from '../token/open-rival.ts';
import type {RotationDeps} from './key-step.ts';
import {type Overlap, overlapKeys, planLook, planOverlap, publishStep} from './overlap.ts';
import {planReplace, type Replaced, replaceKeys, replaceStep} from './replace.ts';
import {rotatable} from './rotation-states.ts';

/** A token, its keys as the decision was made on them, and its new key. */
export type RotateInput = KeySource & {
	readonly tokenId: string;
	readonly before: TokenState;
	readonly mode: RotateIntent['mode'];
};

/** How a rotation stands; `overlapping` stays open until it is finished or rolled back, `stopped` with an operation id too. */
export type RotateOutcome =
	| (Overlap & {readonly kind: 'overlapping'; readonly intent: RotateIntent})
	| (Replaced & {readonly kind: 'rotated'; readonly intent: RotateIntent})
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId?: string};

/** The steps that a rotation will take until both keys work, or, for a swap, to its end. */
export const planRotate = (mode: RotateIntent['mode'], key?: KeyPlan): readonly PlannedStep[] => [
	...planKey(key),
	writeIntent,
	...(mode === 'overlap' ? planOverlap : planReplace),
];

/** The steps that are left of an open rotation; `finish`: by which an overlap ends. */
export const planResumeRotate = (
	{mode}: Pick<RotateIntent, 'mode'>,
	{finish = false, progress}: {readonly finish?: boolean; readonly progress?: Progress | undefined} = {},
): readonly PlannedStep[] => {
	if (mode === 'swap' || finish || progress?.steps[replaceStep.step] !== undefined) return planReplace;
	return progress?.steps[publishStep.step] === 'done' ? planLook : planOverlap;
};

const stopped = (failure: StepFailure): RotateOutcome => ({kind: 'stopped', failure});

const fitting = (
	{mode, before}: RotateInput,
	{algorithm, thumbprint}: {readonly algorithm: string; readonly thumbprint: string},
): Result<void, StepFailure> => {
	const prints = rotatable(before);
	if (!prints.ok) return prints;
	if (prints.value.includes(thumbprint)) {
		return fail({
			kind: 'same-key',
			message: 'That is the key which the token has already.',
			remedy: 'Nothing was changed. Give another key.',
		});
	}
	if (mode === 'overlap' && algorithm !== before.algorithm) {
		return fail({
			kind: 'other-algorithm',
			message: `A token has one algorithm, so an ${algorithm} key can not stand beside its ${before.algorithm} key.`,
			remedy: 'Nothing was changed. Give --swap, or a key for the same algorithm.',
		});
	}
	return ok(undefined);
};

/**
 * Changes the key of a token: the new private key and the intent are on disk before anything is sent. An overlap stays
 * open once both keys work; a swap goes on to its end.
 */
export async function* rotateKey(
	deps: RotationDeps,
	input: RotateInput,
	signal?: AbortSignal,
): Workflow<RotateOutcome> {
	const {tokenId, before, mode} = input;
	const can = rotatable(before);
	if (!can.ok) return stopped(can.error);
	const key = yield* obtainKey(deps, {...input, name: before.name}, signal);
	if (!key.ok) return stopped(key.error);
	const {algorithm, thumbprint, publicJwk, keyFile, custody} = key.value;
	const fits = fitting(input, {algorithm, thumbprint});
	if (!fits.ok) return stopped(fits.error);
	// A swap leaves every client its key id. In an overlap one SDK takes no key id that is not a UUID.
	const kid = mode === 'swap' ? before.keys[0]?.kid || tokenId : deps.random.uuid();
	const intent: RotateIntent = {
		kind: 'rotate-key',
		id: deps.random.uuid(),
		tokenId,
		name: before.name,
		mode,
		before,
		algorithm,
		newKey: {...publicJwk, kid, alg: algorithm, use: 'sig'},
		thumbprint,
		...(keyFile !== undefined && {keyFile}),
		...(custody !== undefined && {custody}),
	};
	const keyIs = keyFile === undefined ? '' : ` The new key is in ${keyFile}.`;
	const begun = yield* beginOperation(deps, intent, {
		remedy: `Nothing was sent.${keyIs} Try again when the disk can be written.`,
		obstacle: async () => openRival(deps, intent),
	});
	if (!begun.ok) return stopped(begun.error);
	return yield* advanceRotation(deps, begun.value, {signal});
}

/**
 * Brings an open rotation on: an overlap to where both keys work, a swap to its end.
 *
 * @param finish ends an overlap: the old key is refused from then on
 */
export async function* advanceRotation(
	deps: RotationDeps,
	operation: OwnedOperation<RotateIntent>,
	{signal, finish = false}: {readonly signal?: AbortSignal | undefined; readonly finish?: boolean} = {},
): Workflow<RotateOutcome> {
	const {intent, progress} = operation;
	const isFinishing = finish || intent.mode === 'swap' || progress.steps[replaceStep.step] !== undefined;
	const open = async (failure: StepFailure): Promise<RotateOutcome> => {
		await operation.release();
		return {kind: 'stopped', failure, operationId: intent.id};
	};
	if (!isFinishing || progress.steps[publishStep.step] !== 'done') {
		if (intent.mode === 'overlap') {
			const overlap = yield* overlapKeys(deps, operation, signal);
			if (!overlap.ok) return open(overlap.error);
			if (overlap.value.kind === 'over') {
				await operation.close('undone');
				return stopped(overlap.value.failure);
			}
			if (!isFinishing) {
				await operation.release();
				return {...overlap.value.value, kind: 'overlapping', intent};
			}
		}
	}
	const replaced = yield* replaceKeys(deps, operation, signal);
	if (!replaced.ok) return open(replaced.error);
	await operation.close('finished');
	return {...replaced.value, kind: 'rotated', intent};
}
