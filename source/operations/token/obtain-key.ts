import type {KeyPair} from '../../keys/key-pair.ts';
import type {KeyLink} from '../../keys/key-record.ts';
import {isEncrypted, type ReadyRow} from '../../keys/key-row.ts';
import type {PublicKey} from '../../keys/public-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Secret} from '../../text/secret.ts';
import {notWritten, type PlannedStep, runStep, type StepFailure, type Workflow} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';

/** The key of a new token: a pair that is kept here, or one that is still being made; or the public half of a key that is not ours. */
export type KeySource =
	| {
			readonly keyPair: KeyPair | Promise<KeyPair>;
			/** Without one the key file is plain (0600). */
			readonly passphrase?: Secret | undefined;
	  }
	| {
			readonly publicKey: PublicKey;
			/** Where its private half can be signed with from here, in a file or a KMS: only this is kept. Without it, nothing is. */
			readonly link?: KeyLink;
	  };

/** A key that may be registered: what is to be kept of it is safe on disk. */
export type ObtainedKey = PublicKey & {
	/** Where the private key is, a path or the reference of a key in a KMS; unless it is not known here. */
	readonly keyFile?: string;
	/** How a key that was brought along is kept; without it, a private key was made and is this program's to remove. */
	readonly custody?: ReadyRow['record']['custody'];
};

const makeKey: PlannedStep = {step: 'make-key', title: 'Make the key pair'};
const linkKey: PlannedStep = {step: 'link-key', title: 'Note where its private key is'};
const saveKey: PlannedStep = {step: 'save-key', title: 'Save the private key on this computer'};

/** How a key is to be had; a pair is made and kept here unless told. */
export type KeyPlan = {
	/** Whether a pair is made here; else a public key was brought. */
	readonly makesKey?: boolean;
	/** Whether it is noted where the private key of one that was brought is. */
	readonly linksKey?: boolean;
};

/** The steps by which a key is had. */
export const planKey = ({makesKey = true, linksKey = false}: KeyPlan = {}): readonly PlannedStep[] => {
	if (makesKey) return [makeKey, saveKey];
	return linksKey ? [linkKey] : [];
};

async function* obtainBrought(
	{clock, keyStore}: Pick<WorkflowDeps, 'clock' | 'keyStore'>,
	{publicKey, link, name}: {readonly publicKey: PublicKey; readonly link?: KeyLink; readonly name: string},
): Workflow<Result<ObtainedKey, StepFailure>> {
	if (!link) return ok(publicKey);
	const linked = yield* runStep(linkKey, clock, async () => {
		const result = await keyStore.link(publicKey, {name, link});
		if (!result.ok) return fail(notWritten(result.error));
		const {row} = result.value;
		return ok({value: {keyFile: row.place, custody: row.record.custody}, detail: row.place});
	});
	return linked.ok ? ok({...publicKey, ...linked.value}) : linked;
}

/** Waits for the key pair and saves its private key under the token's name; of a key that is brought, only where it is is noted. */
export async function* obtainKey(
	{clock, keyStore}: Pick<WorkflowDeps, 'clock' | 'keyStore'>,
	source: KeySource & {readonly name: string},
	signal: AbortSignal | undefined,
): Workflow<Result<ObtainedKey, StepFailure>> {
	if ('publicKey' in source) return yield* obtainBrought({clock, keyStore}, source);
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
		if (!result.ok) return fail(notWritten(result.error));
		const {row} = result.value;
		const how = isEncrypted(row) ? 'encrypted' : 'NOT encrypted';
		return ok({value: row.place, detail: `${how}, 0600: ${row.place}`});
	});
	return saved.ok ? ok({algorithm, thumbprint, publicJwk, keyFile: saved.value}) : saved;
}
