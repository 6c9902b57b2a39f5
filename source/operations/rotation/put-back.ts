import {fail, ok, type Result} from '../../result.ts';
import type {RotateIntent} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {type PlannedStep, runStep, type StepFailure, type StepResult, type Workflow} from '../step.ts';
import {removeUnusedKey} from '../token/remove-unused-key.ts';
import {readToken, sendState} from '../token/send-state.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {displacing, type Standing, standingOf} from './rotation-states.ts';

const putBackStep: PlannedStep = {step: 'put-back', title: 'Put the old key back, alone'};
const displace: PlannedStep = {step: 'displace-new', title: 'Take the place of the new key, which was kept'};
const confirm: PlannedStep = {step: 'confirm-before', title: 'Read it back and compare'};
const remove: PlannedStep = {step: 'remove-key', title: 'Remove the new private key from this computer'};

/** Puts back the keys that a token had before its rotation; a service that merges gets the old key under the new key id. */
export async function* putBack(
	deps: WorkflowDeps,
	operation: OwnedOperation<RotateIntent>,
	name: string,
	signal: AbortSignal | undefined,
): Workflow<Result<void, StepFailure>> {
	const {intent} = operation;
	const target = {deps, tokenId: intent.tokenId, signal};
	const before = {...intent.before, name};
	const look = async function* (): Workflow<Result<Standing, StepFailure>> {
		return yield* runStep(confirm, deps.clock, async (report): Promise<StepResult<Standing>> => {
			const token = await readToken(target, report);
			return token.ok ? ok({value: standingOf(token.value, intent)}) : token;
		});
	};
	for (const [step, state] of [
		[putBackStep, before],
		[displace, displacing(before, [intent.newKey])],
	] as const) {
		const sent = yield* journalledStep(
			step,
			operation,
			deps,
			sendState(target, state, token => (standingOf(token, intent) === 'before' ? 'there' : 'not-there')),
		);
		if (!sent.ok) return sent;
		const now = yield* look();
		if (!now.ok) return now;
		if (now.value === 'before') return ok(undefined);
	}
	return fail({
		kind: 'not-as-asked',
		message: 'The old key was sent back, but the service holds the token otherwise.',
		remedy: 'Look at the keys of the token. Undo again to send it once more.',
	});
}

/** Removes the new key of a rotation that is not to be, unless a token uses it or it was brought along; says which. */
export async function* dropNewKey(
	deps: WorkflowDeps,
	{keyFile, custody, thumbprint}: RotateIntent,
	{signal, keepKey = false}: {readonly signal: AbortSignal | undefined; readonly keepKey?: boolean},
): Workflow<Result<string, StepFailure>> {
	if (keyFile === undefined) return ok('The new key is yours, and was not kept here.');
	if (custody !== undefined) return ok('The new key is yours, and stays where it is.');
	if (keepKey) return ok(`The new key is kept in ${keyFile}.`);
	const {service, keyStore} = deps;
	const removed = yield* runStep(remove, deps.clock, async report =>
		removeUnusedKey(thumbprint, {iam: service.iam, keyStore, deleted: undefined, signal, report}),
	);
	if (!removed.ok) return removed;
	return ok(
		removed.value === 'removed'
			? 'The new key is gone from this computer.'
			: `The new key is kept in ${keyFile}: another token uses it, or may.`,
	);
}
