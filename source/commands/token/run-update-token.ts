import {storedKeysOf} from '../../operations/token/stored-keys.ts';
import {isSameState, tokenState} from '../../operations/token/token-state.ts';
import {updateToken} from '../../operations/token/update-token.ts';
import {wantedState} from '../../operations/token/wanted-state.ts';
import {fail, ok} from '../../result.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Run} from '../command.ts';
import {openSession} from '../open-session.ts';
import {plannedAnswer} from '../planned-request.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {askChange, changeFromFlags} from './change-wish.ts';
import {confirmReplacedAddress} from './confirm-replaced-address.ts';
import {fetchToken} from './fetch-token.ts';
import {plannedUpdate} from './planned-update.ts';
import {tokenIdOf} from './token-id.ts';
import {updatedAnswer} from './updated-answer.ts';

/** Changes a token as the flags and answers want it; what they do not name stays as it is. */
export const runUpdateToken: Run = async context => {
	const {flags, prompt, voice, signal} = context;
	const flagged = await changeFromFlags(context);
	if (!flagged.ok) return flagged;
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	if (flags.has('dry-run')) {
		const environment = chooseEnvironment(context);
		if (!environment.ok) return environment;
		return ok(plannedAnswer(plannedUpdate(environment.value, tokenId.value, flagged.value ?? {})));
	}
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps} = session.value;
	const token = await fetchToken(deps, tokenId.value, signal);
	if (!token.ok) return token;
	const before = tokenState(token.value);
	const change =
		flagged.value || !prompt ? ok(flagged.value ?? {}) : await askChange(before, prompt, context);
	if (!change.ok) return change;
	const wanted = wantedState(tokenId.value, before, change.value);
	if (!wanted.ok) return fail({kind: 'failed', failure: wanted.error});
	if (isSameState(before, wanted.value)) {
		voice.note('It is like that already: nothing was sent.');
		return ok(updatedAnswer(token.value));
	}
	if (before.jwksUri !== undefined && wanted.value.jwksUri === undefined) {
		const confirmed = await confirmReplacedAddress(token.value, context);
		if (!confirmed.ok) return confirmed;
	}
	const input = {tokenId: tokenId.value, before, wanted: wanted.value};
	const {outcome} = await runSteps(updateToken(deps, input, signal), voice);
	if (outcome.kind === 'stopped') return fail(stoppedError(outcome.failure, outcome.operationId));
	if (change.value.publicKey) {
		const stored = await storedKeysOf(token.value, deps.keyStore);
		for (const {place} of stored.ok ? stored.value : []) {
			voice.note(`Its private key of before is still in ${place}; sign with the new one from now on.`);
		}
	}
	return ok(updatedAnswer(outcome.token));
};
