import * as v from 'valibot';
import {Algorithm} from '../../keys/algorithms.ts';
import {isSigningFailure} from '../../keys/signing-key.ts';
import {ok, type Result} from '../../result.ts';
import {type PlannedStep, runStep, type StepFailure, type StepResult, type Workflow} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {type Answer, checkKey, settledKey, type Unlock} from './check-key.ts';

/** What a rotation works with; `unlock` opens the keys that are to be tried. */
export type RotationDeps = WorkflowDeps & {readonly unlock: Unlock};

/** One way in which clients use a key; without a key id no `kid` is sent, as by the Java and Dart SDKs. */
export type Use = {
	readonly keyId: string | undefined;
	/** What should come of it; where that is open, it is asked once. */
	readonly expected?: Answer;
};

/** The answer to each use of a key, or that it could not be tried. */
export type Answers = readonly Answer[] | 'not-tried';

const words = (uses: readonly Use[], answers: readonly Answer[]) =>
	uses
		.map(({keyId}, index) => `${keyId === undefined ? 'without a key id' : `as ${keyId}`}: ${answers[index]}`)
		.join('; ');

/**
 * Offers a key to the token endpoint in several ways, as a step of its own; skipped where the private key can't be opened.
 *
 * @param isSpare whether the key may as well not sign: that of a lost KMS must not keep another key from its place
 */
export async function* keyStep(
	planned: PlannedStep,
	deps: RotationDeps,
	{
		tokenId,
		thumbprint,
		algorithm,
		uses,
		isSpare = false,
	}: {
		readonly tokenId: string;
		readonly thumbprint: string;
		readonly algorithm: string;
		readonly uses: readonly Use[];
		readonly isSpare?: boolean;
	},
	signal: AbortSignal | undefined,
): Workflow<Result<Answers, StepFailure>> {
	const signingKey = await deps.unlock(thumbprint);
	const known = v.safeParse(Algorithm, algorithm);
	if (!signingKey || !known.success) {
		yield {...planned, status: 'skipped', detail: 'not tried: its private key is not here, or is locked'};
		return ok('not-tried');
	}
	return yield* runStep(planned, deps.clock, async (report): Promise<StepResult<Answers>> => {
		const answers: Answer[] = [];
		for (const {keyId, expected} of uses) {
			const signer = {tokenId, algorithm: known.output, signingKey, keyId};
			const answer =
				expected === undefined
					? await checkKey(deps, signer, {signal, report})
					: await settledKey(deps, signer, expected, {signal, report});
			if (!answer.ok && isSpare && isSigningFailure(answer.error)) {
				return ok({value: 'not-tried', detail: `not tried: ${answer.error.message}`});
			}
			if (!answer.ok) return answer;
			answers.push(answer.value);
		}
		return ok({value: answers, detail: words(uses, answers)});
	});
}
