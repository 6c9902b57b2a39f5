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

/** Tells whether a token came into one of the states of an update. */
export const arrivalIn =
	(intent: UpdateIntent, states: readonly WhichState[]) =>
	(token: Token): Arrival => {
		const which = whichState(token, intent);
		if (states.includes(which)) return 'there';
		return which === 'other' ? 'other' : 'not-there';
	};

/** The token that is worked on, and what with. */
export type TokenTarget = {
	readonly deps: Pick<WorkflowDeps, 'service'>;
	readonly tokenId: string;
	readonly signal: AbortSignal | undefined;
};

/** Reads the token as it is now. */
export const readToken = async (
	{deps, tokenId, signal}: TokenTarget,
	report: Report,
): Promise<Result<Token, StepFailure>> => {
	const reply = await deps.service.iam.getToken(tokenId, {signal, ...waitsOf(report)});
	return reply.ok ? ok(reply.value.value) : fail(failedRequest(reply.error));
};

/** Whether a state that was sent shows on the service; `other`: it shows something that nobody here sent. */
export type Arrival = 'there' | 'not-there' | 'other';

/** Makes the effect of sending a state whole; `arrival` tells by the token as it is now whether it came there. */
export const sendState = (
	target: TokenTarget,
	state: TokenState,
	arrival: (token: Token) => Arrival,
): Effect<undefined> => ({
	repeatable: true,
	async send(report) {
		const {deps, tokenId, signal} = target;
		const authenticationMethod = methodOf(state);
		const input = {name: state.name, ...(authenticationMethod && {authenticationMethod})};
		const reply = await deps.service.iam.updateToken(tokenId, input, {signal, ...waitsOf(report)});
		return reply.ok ? ok(undefined) : reply;
	},
	async look(report): Promise<Found<undefined>> {
		const token = await readToken(target, report);
		if (!token.ok) return token.error;
		const found = arrival(token.value);
		if (found === 'there') return {value: undefined, detail: 'found on the service'};
		return found === 'other' ? conflict : 'not-there';
	},
});
