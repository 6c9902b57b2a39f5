import {deleteToken} from '../../operations/token/delete-token.ts';
import {storedKeysOf} from '../../operations/token/stored-keys.ts';
import {fail, ok} from '../../result.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Run} from '../command.ts';
import {openSession} from '../open-session.ts';
import {plannedAnswer} from '../planned-request.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {confirmDelete} from './confirm-delete.ts';
import {deletedAnswer} from './deleted-answer.ts';
import {fetchToken} from './fetch-token.ts';
import {tokenIdOf} from './token-id.ts';

/** Deletes a token; a person at a terminal types its name first. */
export const runDeleteToken: Run = async context => {
	const {flags, voice, signal, prompt} = context;
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	if (flags.has('dry-run')) {
		const environment = chooseEnvironment(context);
		if (!environment.ok) return environment;
		const tokens = `${environment.value.portalUrl}/iam/v1/tokens`;
		const one = `${tokens}/${tokenId.value}`;
		const looks = flags.has('remove-key') ? [{method: 'GET', url: `${tokens}?limit=100`}] : [];
		return ok(plannedAnswer([{method: 'GET', url: one}, {method: 'DELETE', url: one}, ...looks]));
	}
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps} = session.value;
	const token = await fetchToken(deps, tokenId.value, signal);
	if (!token.ok) return token;
	if (prompt && !flags.has('yes')) {
		const confirmed = await confirmDelete(token.value, {iam: deps.service.iam, prompt, context});
		if (!confirmed.ok) return confirmed;
	}
	const stored = await storedKeysOf(token.value, deps.keyStore);
	if (!stored.ok) return fail({kind: 'failed', failure: stored.error});
	const removeKeys = flags.has('remove-key') ? stored.value.map(({record}) => record.thumbprint) : [];
	const input = {tokenId: tokenId.value, name: token.value.name, removeKeys};
	const {outcome} = await runSteps(deleteToken(deps, input, signal), voice);
	if (outcome.kind === 'stopped') return fail(stoppedError(outcome.failure, outcome.operationId));
	const kept = stored.value.filter(({record}) => !removeKeys.includes(record.thumbprint));
	for (const {place} of kept) voice.note(`Its private key is still in ${place}.`);
	return ok(deletedAnswer(outcome.intent));
};
