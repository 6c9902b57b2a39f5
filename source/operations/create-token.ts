import type {AuthenticationMethod, JwkInput} from '../api/iam.ts';
import type {Token} from '../api/token.ts';
import type {KeyPair} from '../keys/key-pair.ts';
import {thumbprint} from '../keys/thumbprint.ts';
import {fail, ok, type Result} from '../result.ts';
import type {Secret} from '../text/secret.ts';
import {confirmCreated} from './confirm-created.ts';
import {findCreatedToken} from './find-created-token.ts';
import {grantInProject, grantSteps} from './grant-in-project.ts';
import type {CreateIntent, Grant} from './intent.ts';
import {journalledStep} from './journalled-step.ts';
import type {OwnedOperation} from './operations.ts';
import {failedRequest, type PlannedStep, runStep, type StepFailure, type Workflow, waitsOf} from './step.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

/** What a person or a script asks for. */
export type CreateInput = {
	readonly name: string;
	/** The key pair, or one that is still being made. */
	readonly keyPair: KeyPair | Promise<KeyPair>;
	/** Without one the key file is plain (0600). */
	readonly passphrase?: Secret | undefined;
	/** The key id to register; without one it becomes the token id, which the official SDKs send by default. */
	readonly keyId?: string | undefined;
	readonly grants: readonly Grant[];
};

/** How a create ended; `stopped` with an operation id stays open, to be resumed or undone. */
export type CreateOutcome =
	| {readonly kind: 'created'; readonly token: Token; readonly intent: CreateIntent}
	| {
			readonly kind: 'stopped';
			readonly failure: StepFailure;
			readonly operationId?: string;
			readonly tokenId?: string;
	  };

const makeKey: PlannedStep = {step: 'make-key', title: 'Make the key pair'};
const saveKey: PlannedStep = {step: 'save-key', title: 'Save the private key on this computer'};
const writeIntent: PlannedStep = {step: 'write-intent', title: 'Write down what is going to happen'};
const register: PlannedStep = {step: 'register-token', title: 'Register the token'};
const setKeyId: PlannedStep = {step: 'set-key-id', title: 'Set its key id'};
const confirm: PlannedStep = {step: 'confirm', title: 'Read it back and compare'};

/** The steps that a create will take, for those who watch. */
export const planCreate = (grants: readonly Grant[]): readonly PlannedStep[] => [
	makeKey,
	saveKey,
	writeIntent,
	register,
	setKeyId,
	...grants.flatMap(grantSteps),
	confirm,
];

/** The steps that are left when an interrupted create is resumed. */
export const planResumeCreate = (intent: CreateIntent): readonly PlannedStep[] =>
	planCreate(intent.grants).slice(3);

const methodWith = ({algorithm, publicJwk}: CreateIntent, kid: string): AuthenticationMethod => {
	const {kty = '', ...rest} = publicJwk;
	const jwk: JwkInput = {kid, kty, alg: algorithm, use: 'sig', ...rest};
	return {type: 'PRIVATE_KEY', signingAlgorithm: algorithm, publicKeyInfo: {jwks: {keys: [jwk]}}};
};

const hasKey = (token: Token, intent: CreateIntent, kid: string): boolean =>
	token.keys.some(key => key.kid === kid && thumbprint(key) === intent.thumbprint);

/**
 * Makes a token: the private key and the intent are safe on disk before anything is sent, every remote effect is
 * journalled, and what stops in the middle can be resumed or undone.
 */
export async function* createToken(
	deps: WorkflowDeps,
	input: CreateInput,
	signal?: AbortSignal,
): Workflow<CreateOutcome> {
	const {name, passphrase} = input;
	const made = yield* runStep(makeKey, deps.clock, async () => {
		try {
			const value = await input.keyPair;
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
	if (!made.ok) return {kind: 'stopped', failure: made.error};
	const keyPair = made.value;
	const saved = yield* runStep(saveKey, deps.clock, async () => {
		const result = await deps.keyStore.save(keyPair, {name, passphrase});
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
	if (!saved.ok) return {kind: 'stopped', failure: saved.error};

	const intent: CreateIntent = {
		kind: 'create-token',
		id: deps.random.uuid(),
		name,
		algorithm: keyPair.algorithm,
		thumbprint: keyPair.thumbprint,
		publicJwk: {...keyPair.publicJwk},
		provisionalKeyId: deps.random.uuid(),
		...(input.keyId !== undefined && {keyId: input.keyId}),
		keyFile: saved.value,
		grants: [...input.grants],
	};
	const begun = yield* runStep(writeIntent, deps.clock, async () => {
		const result = await deps.operations.begin(intent);
		if (!result.ok)
			return fail({
				...result.error,
				remedy: `Nothing was sent. The key is in ${saved.value}; try again when the disk can be written.`,
			});
		return ok({value: result.value});
	});
	if (!begun.ok) return {kind: 'stopped', failure: begun.error};
	return yield* finishCreate(deps, begun.value, {signal});
}

/** Brings an open create to its end, from wherever its journal says that it stopped. */
export async function* finishCreate(
	deps: WorkflowDeps,
	operation: OwnedOperation<CreateIntent>,
	{signal, sendAgain = false}: {readonly signal?: AbortSignal | undefined; readonly sendAgain?: boolean} = {},
): Workflow<CreateOutcome> {
	const {intent} = operation;
	let tokenId: string | undefined;
	const steps = async function* (): Workflow<Result<Token, StepFailure>> {
		const registered = yield* registerToken(deps, operation, {signal, sendAgain});
		if (!registered.ok) return registered;
		tokenId = registered.value;
		const keyed = yield* setTokenKeyId(deps, operation, tokenId, signal);
		if (!keyed.ok) return keyed;
		for (const grant of intent.grants) {
			const granted = yield* grantInProject(deps, operation, {tokenId, grant}, signal);
			if (!granted.ok) return granted;
		}
		return yield* confirmCreated(confirm, deps, {intent, tokenId, keyId: intent.keyId ?? tokenId}, signal);
	};
	const result = yield* steps();
	if (result.ok) {
		await operation.close('finished');
		return {kind: 'created', token: result.value, intent};
	}
	if (result.error.kind === 'not-as-asked') {
		// What reads back differently has to be sent again when the operation is resumed.
		for (const {step} of planResumeCreate(intent)) {
			if (step !== register.step && step !== confirm.step)
				await operation.journal.append({type: 'refused', step});
		}
	}
	await operation.release();
	return {
		kind: 'stopped',
		failure: result.error,
		operationId: intent.id,
		...(tokenId !== undefined && {tokenId}),
	};
}

async function* registerToken(
	{service, clock}: WorkflowDeps,
	operation: OwnedOperation<CreateIntent>,
	{signal, sendAgain}: {readonly signal: AbortSignal | undefined; readonly sendAgain: boolean},
): Workflow<Result<string, StepFailure>> {
	const {intent, progress} = operation;
	if (progress.tokenId !== undefined) {
		yield {...register, status: 'skipped', detail: `already there: ${progress.tokenId}`};
		return ok(progress.tokenId);
	}
	return yield* journalledStep(
		register,
		operation,
		{clock, sendAgain, tokenIdOf: id => id},
		{
			repeatable: false,
			async send(report) {
				const method = methodWith(intent, intent.provisionalKeyId);
				const reply = await service.iam.createToken(
					{name: intent.name, authenticationMethod: method},
					{signal, ...waitsOf(report)},
				);
				return reply.ok ? ok(reply.value.value.id) : reply;
			},
			async look(report) {
				const found = await findCreatedToken(intent, {iam: service.iam, clock, signal, report});
				return typeof found === 'object' && 'value' in found ? {...found, value: found.value.id} : found;
			},
		},
	);
}

async function* setTokenKeyId(
	{service, clock}: WorkflowDeps,
	operation: OwnedOperation<CreateIntent>,
	tokenId: string,
	signal: AbortSignal | undefined,
): Workflow<Result<void, StepFailure>> {
	const {intent, progress} = operation;
	const keyId = intent.keyId ?? tokenId;
	if (progress.steps[setKeyId.step] === 'done') {
		yield {...setKeyId, status: 'skipped', detail: 'already set'};
		return ok(undefined);
	}
	return yield* journalledStep(
		setKeyId,
		operation,
		{clock},
		{
			repeatable: true,
			async send(report) {
				const input = {name: intent.name, authenticationMethod: methodWith(intent, keyId)};
				const reply = await service.iam.updateToken(tokenId, input, {signal, ...waitsOf(report)});
				return reply.ok ? ok(undefined) : reply;
			},
			async look(report) {
				const reply = await service.iam.getToken(tokenId, {signal, ...waitsOf(report)});
				if (!reply.ok) return failedRequest(reply.error);
				return hasKey(reply.value.value, intent, keyId) ? {value: undefined} : 'not-there';
			},
		},
	);
}
