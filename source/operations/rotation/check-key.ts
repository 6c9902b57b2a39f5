import {exchangeAssertion} from '../../api/oauth.ts';
import {isEncrypted} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import type {SigningKey} from '../../keys/signing-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import {failedRequest, type Report, type StepFailure, waitsOf} from '../step.ts';
import {type Signer, signForService} from '../token/sign-for-service.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';

/** What the token endpoint makes of a key. */
export type Answer = 'accepted' | 'refused';

/** Gives the key that signs, by its thumbprint (RFC 7638); undefined where it is not here or stays locked. */
export type Unlock = (thumbprint: string) => Promise<SigningKey | undefined>;

/** Opens the keys that ask for no passphrase, or whose passphrase the system's keyring remembers, and no others. */
export const unlockPlain =
	(keyStore: Pick<KeyStore, 'find' | 'open' | 'recall'>): Unlock =>
	async print => {
		const row = await keyStore.find(print);
		if (!row.ok || row.value?.status !== 'ready') return undefined;
		const passphrase = isEncrypted(row.value) ? await keyStore.recall(print) : undefined;
		if (isEncrypted(row.value) && !passphrase) return undefined;
		const key = await keyStore.open(print, passphrase);
		return key.ok ? key.value : undefined;
	};

/** Signs a client assertion and offers it to the token endpoint; any answer but yes and no is a failure. */
export const checkKey = async (
	{service, clock, random}: Pick<WorkflowDeps, 'service' | 'clock' | 'random'>,
	signer: Signer,
	{signal, report}: {readonly signal: AbortSignal | undefined; readonly report: Report},
): Promise<Result<Answer, StepFailure>> => {
	const signed = await signForService({service, clock, random}, signer, signal, report);
	if (!signed.ok) return signed;
	const reply = await exchangeAssertion(service.http, service.environment.tokenEndpoint, {
		tokenId: signer.tokenId,
		assertion: signed.value.value.jwt,
		signal,
		...waitsOf(report),
	});
	if (reply.ok) return ok('accepted');
	const isRefusal = reply.error.kind === 'token-refused' || reply.error.kind === 'rejected';
	return isRefusal ? ok('refused') : fail(failedRequest(reply.error));
};

const stopped: StepFailure = {
	kind: 'cancelled',
	message: 'Stopped while the key was being tried.',
	remedy: 'Resume to go on, or undo.',
};

const tries = 5;
const pauseMs = 1000;

/** Checks a key until it is answered as expected, five times at most: a change may take a moment to be known everywhere. */
export const settledKey = async (
	deps: Pick<WorkflowDeps, 'service' | 'clock' | 'random'>,
	signer: Signer,
	expected: Answer,
	call: {readonly signal: AbortSignal | undefined; readonly report: Report},
): Promise<Result<Answer, StepFailure>> => {
	for (let attempt = 1; ; attempt++) {
		const answer = await checkKey(deps, signer, call);
		if (!answer.ok || answer.value === expected || attempt === tries) return answer;
		const still = expected === 'accepted' ? 'not accepted yet' : 'still accepted';
		call.report(`The key is ${still}; attempt ${attempt + 1} of ${tries}.`);
		try {
			await deps.clock.sleep(pauseMs, call.signal);
		} catch {
			// Sleeping ends early only when somebody stopped it.
			return fail(stopped);
		}
	}
};
