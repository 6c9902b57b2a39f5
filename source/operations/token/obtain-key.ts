import type {KeyPair} from '../../keys/key-pair.ts';
import type {PublicKey} from '../../keys/public-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Secret} from '../../text/secret.ts';
import {type PlannedStep, runStep, type StepFailure, type Workflow} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';

/** The key of a new token: a pair that is kept here, or one that is still being made; or the public half of a key that is not ours. */
export type KeySource =
	| {
			readonly keyPair: KeyPair | Promise<KeyPair>;
			/** Without one the key file is plain (0600). */
			readonly passphrase?: Secret | undefined;
	  }
	| {readonly publicKey: PublicKey};

/** A key that may be registered: what is to be kept of it is safe on disk. */
export type ObtainedKey = PublicKey & {
	/** The stored private key, unless it is not ours. */
	readonly keyFile?: string;
};

const makeKey: PlannedStep = {step: 'make-key', title: 'Make the key pair'};
const saveKey: PlannedStep = {step: 'save-key', title: 'Save the private key on this computer'};

/** The steps of a key pair that is made and kept here. */
export const ownKeySteps: readonly PlannedStep[] = [makeKey, saveKey];

/** Waits for the key pair and saves its private key under the token's name; a public key of somebody else is taken as it is. */
export async function* obtainKey(
	{clock, keyStore}: Pick<WorkflowDeps, 'clock' | 'keyStore'>,
	source: KeySource & {readonly name: string},
	signal: AbortSignal | undefined,
): Workflow<Result<ObtainedKey, StepFailure>> {
	if ('publicKey' in source) return ok(source.publicKey);
	const {name, passphrase} = source;
	const made = yield* runStep(makeKey, clock, async () => {
		try {
			const value = await source.keyPair;
			return ok({value, detail: `${value.algorithm}, made on this computer`});
		} catch {
			// Making a key ends early only when somebody stopped it, or when the system could not do it.
			return fail(
				signal?.aborted
					? {kind: 'cancelled', message: 'Stopped before the key pair was made.', remedy: 'Nothing was sent.'}
					: {
							kind: 'no-key-pair',
							message: 'The key pair could not be made.',
							remedy: 'Nothing was sent. Choose the algorithm again.',
						},
			);
		}
	});
	if (!made.ok) return made;
	const {algorithm, thumbprint, publicJwk} = made.value;
	const saved = yield* runStep(saveKey, clock, async () => {
		const result = await keyStore.save(made.value, {name, passphrase});
		if (!result.ok) {
			return fail({
				kind: result.error.kind,
				message: result.error.message,
				remedy: 'Nothing was sent. Mend the folder, or make room on the disk, and try again.',
			});
		}
		const {path, record} = result.value;
		return ok({value: path, detail: `${record.encrypted ? 'encrypted' : 'NOT encrypted'}, 0600: ${path}`});
	});
	return saved.ok ? ok({algorithm, thumbprint, publicJwk, keyFile: saved.value}) : saved;
}
