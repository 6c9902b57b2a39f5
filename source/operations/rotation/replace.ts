import type {Token} from '../../api/token.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {RotateIntent} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {type PlannedStep, runStep, type StepFailure, type StepResult, type Workflow} from '../step.ts';
import {conflict, readToken, sendState} from '../token/send-state.ts';
import type {Answer} from './check-key.ts';
import {keyStep, type RotationDeps} from './key-step.ts';
import {afterState, displacing, type Standing, standingOf} from './rotation-states.ts';

const compare: PlannedStep = {step: 'compare-keys', title: 'Look whether its keys are as they should be'};
/** The step after which the old key is not registered any more. */
export const replaceStep: PlannedStep = {step: 'replace-keys', title: 'Publish the new key alone'};
const displace: PlannedStep = {step: 'displace-old', title: 'Take the place of the old key, which was kept'};
const confirm: PlannedStep = {step: 'confirm-after', title: 'Read it back and compare'};
const tryNew: PlannedStep = {step: 'try-new-alone', title: 'Try the new key'};
const tryOld: PlannedStep = {step: 'prove-old-refused', title: 'See that the old key is refused'};

/** The steps by which the new key comes to stand alone. */
export const planReplace: readonly PlannedStep[] = [compare, replaceStep, confirm, tryNew, tryOld];

/** The new key stands alone; whether the old one was seen to be refused. */
export type Replaced = {
	readonly token: Token;
	readonly newKey: Answer | 'not-tried';
	readonly oldKey: 'refused' | 'not-tried';
};

/** Leaves the new key alone with the token, and proves that it works and that the old one is refused. */
export async function* replaceKeys(
	deps: RotationDeps,
	operation: OwnedOperation<RotateIntent>,
	signal: AbortSignal | undefined,
): Workflow<Result<Replaced, StepFailure>> {
	const {intent, progress} = operation;
	const {tokenId, before, mode} = intent;
	const target = {deps, tokenId, signal};
	const read = async function* (
		planned: PlannedStep,
	): Workflow<Result<{readonly token: Token; readonly standing: Standing}, StepFailure>> {
		return yield* runStep(
			planned,
			deps.clock,
			async (report): Promise<StepResult<{token: Token; standing: Standing}>> => {
				const token = await readToken(target, report);
				if (!token.ok) return token;
				return ok({value: {token: token.value, standing: standingOf(token.value, intent)}});
			},
		);
	};
	const start = mode === 'overlap' ? 'both' : 'before';
	const compared = yield* read(compare);
	if (!compared.ok) return compared;
	if (![start, 'after', 'after-merged'].includes(compared.value.standing)) return fail(conflict);
	const {name} = compared.value.token;
	const after = {...afterState(intent), name};

	let token: Token | undefined;
	for (const [step, state] of [
		[replaceStep, after],
		[displace, displacing(after, before.keys)],
	] as const) {
		if (progress.steps[step.step] !== 'done' || compared.value.standing === start) {
			const arrived: readonly Standing[] = step === replaceStep ? ['after', 'after-merged'] : ['after'];
			const sent = yield* journalledStep(
				step,
				operation,
				deps,
				sendState(target, state, now => (arrived.includes(standingOf(now, intent)) ? 'there' : 'not-there')),
			);
			if (!sent.ok) return sent;
		}
		const confirmed = yield* read(confirm);
		if (!confirmed.ok) return confirmed;
		if (confirmed.value.standing === 'after') {
			({token} = confirmed.value);
			break;
		}
		if (confirmed.value.standing !== 'after-merged') break;
	}
	if (!token) {
		return fail({
			kind: 'not-as-asked',
			message: 'The service holds the token otherwise than it was sent: the old key may still be accepted.',
			remedy: 'Look at the keys of the token, and resume to send it again, or undo.',
		});
	}
	const kids = mode === 'overlap' ? [intent.newKey.kid, tokenId] : after.keys.map(({kid}) => kid);
	const tried = yield* keyStep(
		tryNew,
		deps,
		{
			tokenId,
			thumbprint: intent.thumbprint,
			algorithm: intent.algorithm,
			uses: [
				...[...new Set(kids)].map(keyId => ({keyId, expected: 'accepted'}) as const),
				{keyId: undefined},
			],
		},
		signal,
	);
	if (!tried.ok) return tried;
	const asNew = tried.value === 'not-tried' ? [] : tried.value.slice(0, -1);
	if (asNew.includes('refused')) {
		return fail({
			kind: 'new-key-refused',
			message: 'The service refuses the new key, which stands alone now.',
			remedy: 'Undo to put the old key back, or resume to try it again.',
		});
	}
	const oldUses = before.keys.map(({kid}) => ({keyId: kid || undefined, expected: 'refused'}) as const);
	const refused = yield* keyStep(
		tryOld,
		deps,
		{
			tokenId,
			thumbprint: thumbprint(before.keys[0] ?? {}) ?? '',
			algorithm: before.algorithm,
			uses: [...oldUses, {keyId: undefined, expected: 'refused'}],
			isSpare: true,
		},
		signal,
	);
	if (!refused.ok) return refused;
	if (refused.value !== 'not-tried' && refused.value.includes('accepted')) {
		return fail({
			kind: 'old-key-accepted',
			message: 'The service still accepts the old key, though it is not registered any more.',
			remedy: 'It may take a while to be known everywhere: resume to look again.',
		});
	}
	return ok({
		token,
		newKey: asNew[0] ?? 'not-tried',
		oldKey: refused.value === 'not-tried' ? 'not-tried' : 'refused',
	});
}
