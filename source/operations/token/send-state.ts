import type {Token} from '../../api/token.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {TokenState, UpdateIntent} from '../intent.ts';
import type {Effect, Found} from '../journalled-step.ts';
import {failedRequest, type Report, type StepFailure, waitsOf} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {isMerged, isSameState, methodOf, tokenState} from './token-state.ts';

/** Says that the token is not what the decision to change it was made on. */
export const conflict: StepFailure = {
	kind: 'conflict',
	message: 'Somebody else changed this token meanwhile.',
	remedy: 'Look at the token as it is now, and decide again.',
};

/** Which of the states of an update a token is in; `merged`: the service kept the old keys beside the new. */
export type WhichState = 'before' | 'wanted' | 'merged' | 'other';

/** Tells which state a token is in. */
export const whichState = (token: Token, intent: UpdateIntent): WhichState => {
	const now = tokenState(token);
	if (isSameState(now, intent.wanted)) return 'wanted';
	if (isSameState(now, intent.before)) return 'before';
	return isMerged(now, intent) ? 'merged' : 'other';
};

/** The update that is worked on, and what with. */
export type UpdateTarget = {
	readonly deps: Pick<WorkflowDeps, 'service' | 'clock'>;
	readonly intent: UpdateIntent;
	readonly signal: AbortSignal | undefined;
};

/** Reads the token as it is now. */
export const readToken = async (
	{deps, intent, signal}: UpdateTarget,
	report: Report,
): Promise<Result<Token, StepFailure>> => {
	const reply = await deps.service.iam.getToken(intent.tokenId, {signal, ...waitsOf(report)});
	return reply.ok ? ok(reply.value.value) : fail(failedRequest(reply.error));
};

/** Makes the effect of sending one of the two states whole; `isThere` says by which it shows that it arrived. */
export const sendState = (
	target: UpdateTarget,
	state: TokenState,
	isThere: readonly WhichState[],
): Effect<undefined> => ({
	repeatable: true,
	async send(report) {
		const {deps, intent, signal} = target;
		const authenticationMethod = methodOf(state);
		const input = {name: state.name, ...(authenticationMethod && {authenticationMethod})};
		const reply = await deps.service.iam.updateToken(intent.tokenId, input, {signal, ...waitsOf(report)});
		return reply.ok ? ok(undefined) : reply;
	},
	async look(report): Promise<Found<undefined>> {
		const token = await readToken(target, report);
		if (!token.ok) return token.error;
		const which = whichState(token.value, target.intent);
		if (isThere.includes(which)) return {value: undefined, detail: 'found on the service'};
		return which === 'other' ? conflict : 'not-there';
	},
});
