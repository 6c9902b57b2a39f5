import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {QuarantineIntent} from '../intent.ts';
import type {OwnedOperation} from '../operations.ts';
import {keyStep, type RotationDeps} from '../rotation/key-step.ts';
import type {PlannedStep, StepFailure, Workflow} from '../step.ts';
import {deleteOnService, deleteStep} from '../token/delete-token.ts';

const tryOld: PlannedStep = {step: 'prove-old-refused', title: 'See that the leaked key is refused'};

/** The steps by which a token in quarantine is deleted. */
export const planEndByDelete: readonly PlannedStep[] = [deleteStep, tryOld];

/** Deletes a token in quarantine, and looks whether its key is refused from then on. */
export async function* endByDelete(
	deps: RotationDeps,
	operation: OwnedOperation<QuarantineIntent>,
	signal: AbortSignal | undefined,
): Workflow<Result<'refused' | 'not-tried', StepFailure>> {
	const {tokenId, before} = operation.intent;
	if (operation.progress.steps[deleteStep.step] !== 'done') {
		const deleted = yield* deleteOnService(deps, operation, tokenId, signal);
		if (!deleted.ok) return deleted;
	}
	const key = {tokenId, thumbprint: thumbprint(before.keys[0] ?? {}) ?? '', algorithm: before.algorithm};
	const uses = before.keys.map(({kid}) => ({keyId: kid || undefined, expected: 'refused'}) as const);
	const tried = yield* keyStep(tryOld, deps, {...key, uses, isSpare: true}, signal);
	if (!tried.ok) return tried;
	if (tried.value === 'not-tried') return ok('not-tried');
	if (!tried.value.includes('accepted')) return ok('refused');
	return fail({
		kind: 'old-key-accepted',
		message: 'The token is deleted, but the service still accepts its key.',
		remedy: 'It may take a while to be known everywhere: resume to look again.',
	});
}
