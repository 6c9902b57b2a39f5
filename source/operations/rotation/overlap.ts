import type {Token} from '../../api/token.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {RotateIntent} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import type {Progress} from '../progress.ts';
import {
	notWritten,
	type PlannedStep,
	runStep,
	type StepFailure,
	type StepResult,
	type Workflow,
} from '../step.ts';
import {conflict, readToken, sendState} from '../token/send-state.ts';
import type {Answer} from './check-key.ts';
import {keyStep, type RotationDeps} from './key-step.ts';
import {dropNewKey, putBack} from './put-back.ts';
import {bothState, type Standing, standingOf} from './rotation-states.ts';

const compare: PlannedStep = {step: 'compare', title: 'Look whether anybody changed it meanwhile'};
const probe: PlannedStep = {
	step: 'probe-no-key-id',
	title: 'Look whether clients that send no key id are served',
};
/** The step after which both keys are registered. */
export const publishStep: PlannedStep = {step: 'publish-both', title: 'Publish both keys'};
const confirm: PlannedStep = {step: 'confirm-both', title: 'Read it back and compare'};
const tryNew: PlannedStep = {step: 'try-new-key', title: 'Try the new key'};
const tryOld: PlannedStep = {step: 'try-old-key', title: 'See that the old key still works'};

/** The steps by which both keys come to work side by side, once the intent is written. */
export const planOverlap: readonly PlannedStep[] = [compare, probe, publishStep, confirm, tryNew, tryOld];

/** The steps by which it is seen again that both keys work. */
export const planLook: readonly PlannedStep[] = [confirm, tryNew, tryOld];

/** Both keys work, each with its key id, as far as they were tried; what was seen of clients that send no key id. */
export type Overlap = {
	readonly token: Token;
	readonly newKey: Answer | 'not-tried';
	readonly oldKey: Answer | 'not-tried';
	readonly withoutKeyId: {readonly oldKey: Answer | 'not-tried'; readonly newKey: Answer | 'not-tried'};
};

/** What the journal says of clients without a key id, as they were before there were two keys. */
const servedOf = (step: Progress['steps'][string] | undefined): Answer | 'not-tried' => {
	if (step === undefined) return 'not-tried';
	return step === 'done' ? 'accepted' : 'refused';
};

const noOverlap = (message: string, note: string): StepFailure => ({
	kind: 'no-overlap',
	message,
	remedy: `The old key works as before. ${note} Change the key with --swap, at a moment when the application may fail for a while.`,
});

/** How the overlap came out; `over`: it is not possible here, and everything is as it was before. */
export type OverlapResult =
	| {readonly kind: 'overlap'; readonly value: Overlap}
	| {readonly kind: 'over'; readonly failure: StepFailure};

/** Publishes both keys and sees that they work; where they can't stand side by side, the old one is put back alone at once. */
export async function* overlapKeys(
	deps: RotationDeps,
	operation: OwnedOperation<RotateIntent>,
	signal: AbortSignal | undefined,
): Workflow<Result<OverlapResult, StepFailure>> {
	const {intent, progress} = operation;
	const {tokenId, before} = intent;
	const target = {deps, tokenId, signal};
	const oldKey = {
		tokenId,
		thumbprint: thumbprint(before.keys[0] ?? {}) ?? '',
		algorithm: before.algorithm,
		isSpare: true,
	};
	const newKey = {tokenId, thumbprint: intent.thumbprint, algorithm: intent.algorithm};
	let name = before.name;

	const giveUp = async function* (
		message: string,
		isPublished: boolean,
	): Workflow<Result<OverlapResult, StepFailure>> {
		if (isPublished) {
			const back = yield* putBack(deps, operation, name, signal);
			if (!back.ok) return back;
		}
		const note = yield* dropNewKey(deps, intent, {signal});
		return note.ok ? ok({kind: 'over', failure: noOverlap(message, note.value)}) : note;
	};

	const isUntouched = [undefined, 'refused'].includes(progress.steps[publishStep.step]);
	let servedBefore = servedOf(progress.steps[probe.step]);
	if (isUntouched) {
		const compared = yield* runStep(compare, deps.clock, async (report): Promise<StepResult<Standing>> => {
			const token = await readToken(target, report);
			if (!token.ok) return token;
			const standing = standingOf(token.value, intent);
			({name} = token.value);
			return standing === 'before' || standing === 'both' ? ok({value: standing}) : fail(conflict);
		});
		if (!compared.ok) {
			if (compared.error.kind !== conflict.kind) return compared;
			return ok({kind: 'over', failure: compared.error});
		}
		const probed = yield* keyStep(probe, deps, {...oldKey, uses: [{keyId: undefined}]}, signal);
		if (!probed.ok) return probed;
		const [answer] = probed.value === 'not-tried' ? [] : probed.value;
		if (answer !== undefined) {
			// Once there are two keys it can not be found out any more.
			const type = answer === 'accepted' ? 'done' : 'refused';
			const written = await operation.journal.append({type, step: probe.step});
			if (!written.ok) return fail(notWritten(written.error));
			servedBefore = answer;
		}
	}
	if (progress.steps[publishStep.step] !== 'done') {
		const published = yield* journalledStep(
			publishStep,
			operation,
			deps,
			sendState(target, {...bothState(intent), name}, token => {
				const standing = standingOf(token, intent);
				if (standing === 'both') return 'there';
				return standing === 'before' ? 'not-there' : 'other';
			}),
		);
		if (!published.ok) {
			const {kind, message} = published.error;
			return kind === 'rejected' ? yield* giveUp(message, false) : published;
		}
	}
	const confirmed = yield* runStep(confirm, deps.clock, async (report): Promise<StepResult<Token>> => {
		const token = await readToken(target, report);
		if (!token.ok) return token;
		({name} = token.value);
		return ok({value: token.value});
	});
	if (!confirmed.ok) return confirmed;
	const standing = standingOf(confirmed.value, intent);
	if (standing !== 'both') {
		return yield* giveUp('The service does not keep two keys for a token.', standing !== 'before');
	}
	const newAnswers = yield* keyStep(
		tryNew,
		deps,
		{...newKey, uses: [{keyId: intent.newKey.kid, expected: 'accepted'}, {keyId: undefined}]},
		signal,
	);
	if (!newAnswers.ok) return newAnswers;
	const [asNew = 'not-tried', newWithout = 'not-tried'] =
		newAnswers.value === 'not-tried' ? [] : newAnswers.value;
	if (asNew === 'refused') return yield* giveUp('The service refuses the new key.', true);
	const oldUses = before.keys.map(({kid}) => ({keyId: kid || undefined, expected: 'accepted'}) as const);
	const oldAnswers = yield* keyStep(
		tryOld,
		deps,
		{...oldKey, uses: [...oldUses, {keyId: undefined}]},
		signal,
	);
	if (!oldAnswers.ok) return oldAnswers;
	const asOld = oldAnswers.value === 'not-tried' ? [] : oldAnswers.value.slice(0, -1);
	const oldWithout =
		oldAnswers.value === 'not-tried' ? 'not-tried' : (oldAnswers.value.at(-1) ?? 'not-tried');
	if (asOld.includes('refused')) return yield* giveUp('The old key does not work beside the new one.', true);
	if (oldWithout === 'refused' && servedBefore === 'accepted') {
		return yield* giveUp('Clients that send no key id fail while there are two keys.', true);
	}
	return ok({
		kind: 'overlap',
		value: {
			token: confirmed.value,
			newKey: asNew,
			oldKey: asOld[0] ?? 'not-tried',
			withoutKeyId: {oldKey: oldWithout, newKey: newWithout},
		},
	});
}
