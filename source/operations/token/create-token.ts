import type {AuthenticationMethod, JwkInput} from '../../api/iam.ts';
import type {Token} from '../../api/token.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {ok, type Result} from '../../result.ts';
import {restoreActive} from '../access/restore-active.ts';
import {beginOperation, writeIntent} from '../begin-operation.ts';
import type {CreateIntent, Grant} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {failedRequest, type PlannedStep, type StepFailure, type Workflow, waitsOf} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {confirmCreated} from './confirm-created.ts';
import {findCreatedToken} from './find-created-token.ts';
import {grantInProject, grantSteps} from './grant-in-project.ts';
import {type KeyPlan, type KeySource, obtainKey, planKey} from './obtain-key.ts';

/** What a person or a script asks for. */
export type CreateInput = KeySource & {
	readonly name: string;
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

const register: PlannedStep = {step: 'register-token', title: 'Register the token'};
const setKeyId: PlannedStep = {step: 'set-key-id', title: 'Set its key id'};
const confirm: PlannedStep = {step: 'confirm', title: 'Read it back and compare'};

/** The steps that are left when an interrupted create is resumed. */
export const planResumeCreate = ({grants}: {readonly grants: readonly Grant[]}): readonly PlannedStep[] => [
	register,
	setKeyId,
	...grants.flatMap(grantSteps),
	confirm,
];

/** The steps that a create will take, for those who watch: with a key pair that is made here, or one that is elsewhere, with or without a note of where. */
export const planCreate = (grants: readonly Grant[], key?: KeyPlan): readonly PlannedStep[] => [
	...planKey(key),
	writeIntent,
	...planResumeCreate({grants}),
];

const methodWith = ({algorithm, publicJwk}: CreateIntent, kid: string): AuthenticationMethod => {
	const {kty = '', ...rest} = publicJwk;
	const jwk: JwkInput = {kid, kty, alg: algorithm, use: 'sig', ...rest};
	return {type: 'PRIVATE_KEY', signingAlgorithm: algorithm, publicKeyInfo: {jwks: {keys: [jwk]}}};
};

const hasKey = (token: Token, intent: CreateIntent, kid: string): boolean =>
	token.keys.some(key => key.kid === kid && thumbprint(key) === intent.thumbprint);

/**
 * Makes a token: a private key that is kept here and the intent are safe on disk before anything is sent, every remote effect is
 * journalled, and what stops in the middle can be resumed or undone.
 */
export async function* createToken(
	deps: WorkflowDeps,
	input: CreateInput,
	signal?: AbortSignal,
): Workflow<CreateOutcome> {
	const key = yield* obtainKey(deps, input, signal);
	if (!key.ok) return {kind: 'stopped', failure: key.error};
	const {algorithm, thumbprint: print, publicJwk, keyFile, custody} = key.value;
	const intent: CreateIntent = {
		kind: 'create-token',
		id: deps.random.uuid(),
		name: input.name,
		algorithm,
		thumbprint: print,
		publicJwk: {...publicJwk},
		provisionalKeyId: deps.random.uuid(),
		...(input.keyId !== undefined && {keyId: input.keyId}),
		...(keyFile !== undefined && {keyFile}),
		...(custody !== undefined && {custody}),
		grants: [...input.grants],
	};
	const keyIs = keyFile === undefined ? '' : ` The key is in ${keyFile}.`;
	const remedy = `Nothing was sent.${keyIs} Try again when the disk can be written.`;
	const begun = yield* beginOperation(deps, intent, {remedy});
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
		const restored = yield* restoreActive(deps, operation, signal);
		if (!restored.ok) return restored;
		const registered = yield* registerToken(deps, operation, {signal, sendAgain});
		if (!registered.ok) return registered;
		tokenId = registered.value;
		const keyed = yield* setTokenKeyId(deps, operation, tokenId, signal);
		if (!keyed.ok) return keyed;
		for (const grant of intent.grants) {
			const granted = yield* grantInProject(deps, operation, {tokenId, grant}, signal);
			if (!granted.ok) return granted;
		}
		return yield* confirmCreated(confirm, deps, operation, {tokenId, keyId: intent.keyId ?? tokenId}, signal);
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
