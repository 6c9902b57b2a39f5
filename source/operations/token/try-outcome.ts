import type {Assertion} from '../../keys/sign-assertion.ts';
import type {Result} from '../../result.ts';
import type {Clock} from '../../system/clock.ts';
import type {StepFailure, Workflow} from '../step.ts';

/** How a try ended: `works` also when no safe read was possible, which `note` then says. */
export type TryOutcome = {
	readonly kind: 'works' | 'failed';
	/** Header and claims of the assertion that was sent; never its signature. */
	readonly assertion?: Pick<Assertion, 'header' | 'claims'>;
	readonly note?: string;
	readonly failure?: StepFailure;
	/** The official SDK whose way it was tried in; absent for this program's own. */
	readonly as?: string;
	/** How long the whole try took, in milliseconds. */
	readonly ms: number;
};

/** What the steps of a try tell while they run. */
type Told = {readonly signed: (assertion: Assertion) => void};

/** Runs the steps of a try, which end with what is to be noted, and says how it ended and how long it took. */
export async function* runTry(
	clock: Pick<Clock, 'monotonic'>,
	steps: (told: Told) => Workflow<Result<string | undefined, StepFailure>>,
): Workflow<TryOutcome> {
	const begun = clock.monotonic();
	let assertion: TryOutcome['assertion'];
	const result = yield* steps({
		signed({header, claims}) {
			assertion = {header, claims};
		},
	});
	return {
		kind: result.ok ? 'works' : 'failed',
		...(assertion && {assertion}),
		...(result.ok && result.value !== undefined && {note: result.value}),
		...(!result.ok && {failure: result.error}),
		ms: clock.monotonic() - begun,
	};
}
