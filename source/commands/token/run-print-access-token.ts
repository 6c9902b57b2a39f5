import {getProjectToken} from '../../operations/token/get-project-token.ts';
import {storedKeyOf} from '../../operations/token/stored-keys.ts';
import {fail, ok} from '../../result.ts';
import {jsonText} from '../../text/json-text.ts';
import {duration} from '../../text/relative-time.ts';
import {makeSecret, reveal} from '../../text/secret.ts';
import type {Run} from '../command.ts';
import {failedError, usageError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {chooseProject} from './choose-project.ts';
import {fetchToken} from './fetch-token.ts';
import {openStoredKey} from './open-stored-key.ts';
import {projectOf} from './project-flag.ts';
import {signingAlgorithm} from './signing-algorithm.ts';
import {tokenIdOf} from './token-id.ts';

/** Prints a project-scoped token alone, for a script; when it ends is said on standard error, and it is kept nowhere. */
export const runPrintAccessToken: Run = async context => {
	const {flags, voice, signal} = context;
	if (flags.has('header') && flags.has('json')) {
		return fail(usageError('--header and --json exclude each other.'));
	}
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	const wanted = await projectOf(context);
	if (!wanted.ok) return wanted;
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps} = session.value;
	const token = await fetchToken(deps, tokenId.value, signal);
	if (!token.ok) return token;
	const algorithm = signingAlgorithm(token.value);
	if (!algorithm.ok) return algorithm;
	const stored = await storedKeyOf(token.value, deps.keyStore);
	if (!stored.ok) return fail({kind: 'failed', failure: stored.error});
	const project = await chooseProject(tokenId.value, deps, {wanted: wanted.value, signal});
	if (!project.ok) return project;
	if (!project.value) {
		return fail(
			failedError({kind: 'not-in-project', message: 'The token is in no project.'}, 'Add it to one first.'),
		);
	}
	const key = await openStoredKey(stored.value, deps.keyStore, context);
	if (!key.ok) return key;
	const signer = {
		tokenId: tokenId.value,
		algorithm: algorithm.value,
		signingKey: key.value.signingKey,
		keyId: stored.value.registered.kid || undefined,
	};
	const {outcome} = await runSteps(getProjectToken(deps, signer, project.value.id, signal), voice);
	if (!outcome.ok) return fail(stoppedError(outcome.error, undefined));
	const {accessToken, expiresIn, expiresAt} = outcome.value;
	if (!/^[\x21-\x7E]+$/u.test(reveal(accessToken))) {
		// It is going to stand in a header of another program.
		const message = 'The service sent a token that is not one line of plain characters.';
		return fail(failedError({kind: 'odd-token', message}, 'It was not printed. Try again.'));
	}
	const ends = expiresAt === undefined ? undefined : new Date(expiresAt).toISOString();
	voice.note(
		ends === undefined
			? 'The service did not say when it ends.'
			: `It ends at ${ends}, in ${duration((expiresIn ?? 0) * 1000)}.`,
	);
	const text = reveal(accessToken);
	const record = {accessToken: text, expiresIn, expiresAt: ends, projectId: project.value.id};
	const line = flags.has('header') ? `Authorization: Bearer ${text}` : text;
	return ok({
		kind: 'verbatim',
		text: makeSecret(`${flags.has('json') ? jsonText(record, 2) : line}\n`),
	});
};
