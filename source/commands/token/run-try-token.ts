import {sdks} from '../../exports/sdks.ts';
import {isEncrypted} from '../../keys/key-row.ts';
import {type StoredKey, storedKeyOf} from '../../operations/token/stored-keys.ts';
import {triedEffect} from '../../operations/token/tries.ts';
import {tryAsSdk} from '../../operations/token/try-as-sdk.ts';
import {tryToken} from '../../operations/token/try-token.ts';
import {fail, ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {interruptedError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {runSteps} from '../run-steps.ts';
import {chooseProject} from './choose-project.ts';
import {fetchToken} from './fetch-token.ts';
import {type OpenedKey, openStoredKey} from './open-stored-key.ts';
import {signingAlgorithm} from './signing-algorithm.ts';
import {tokenIdOf} from './token-id.ts';
import {triedAnswer} from './tried-answer.ts';

/** What an application would hand to an SDK beside the key: the passphrase only where one was given. */
const handOf = (stored: StoredKey, {passphrase}: OpenedKey) => ({
	isEncrypted: isEncrypted(stored),
	hasPassphrase: passphrase !== undefined,
	...(stored.record.custody === 'kms' && {form: 'kms' as const}),
});

/** Proves that a token works, as an application would use it; exit code 1 when it does not. */
export const runTryToken: Run = async context => {
	const {flags, voice, signal} = context;
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps, workbench, environment} = session.value;
	const token = await fetchToken(deps, tokenId.value, signal);
	if (!token.ok) return token;
	const algorithm = signingAlgorithm(token.value);
	if (!algorithm.ok) return algorithm;
	const stored = await storedKeyOf(token.value, deps.keyStore);
	if (!stored.ok) return fail({kind: 'failed', failure: stored.error});
	const project = await chooseProject(tokenId.value, deps, {wanted: flags.text('project'), signal});
	if (!project.ok) return project;
	const key = await openStoredKey(stored.value, deps.keyStore, context);
	if (!key.ok) return key;
	const keyId = stored.value.registered.kid || undefined;
	const input = {
		tokenId: tokenId.value,
		signingKey: key.value.signingKey,
		keyId,
		project: project.value,
	};
	const sdk = sdks.find(({id}) => id === flags.text('as'));
	const workflow = sdk
		? tryAsSdk(deps, {...input, ...handOf(stored.value, key.value), sdk}, signal)
		: tryToken(deps, {...input, algorithm: algorithm.value}, signal);
	const {outcome, steps} = await runSteps(workflow, voice);
	if (outcome.failure?.kind === 'cancelled') return fail(interruptedError());
	// What an SDK can not do says nothing about the token.
	if (sdk) return ok(triedAnswer(outcome, steps));
	const tried = triedEffect(
		{
			tokenId: tokenId.value,
			tokenEndpoint: environment.tokenEndpoint,
			project: project.value && (project.value.name || project.value.id),
		},
		outcome,
	);
	if (tried) await workbench.note(tried);
	return ok(triedAnswer(outcome, steps));
};
