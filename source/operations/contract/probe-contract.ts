import {makeKeyGenerator} from '../../keys/generate.ts';
import {fail, ok, type Result} from '../../result.ts';
import {beginOperation} from '../begin-operation.ts';
import type {ProbeIntent} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {runStep, type StepFailure, type Workflow, waitsOf} from '../step.ts';
import {findCreatedToken} from '../token/find-created-token.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import type {Answer, ProbeDeps} from './ask.ts';
import {endProbes, registerProbe, removeProbeToken} from './end-probes.ts';
import {jwkOf, methodWith, type Subject} from './patch-keys.ts';
import {readProbes} from './read-probes.ts';
import {tokenProbes} from './token-probes.ts';

/** A question with what the service answered. */
export type Answered = Answer & {readonly id: string; readonly question: string};

/** How the probes ended; with an operation id it is not sure that the throw-away token is gone. */
export type ProbeOutcome =
	| {readonly kind: 'probed'; readonly answers: readonly Answered[]; readonly operationId?: string}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId?: string};

type Deps = WorkflowDeps & {readonly probe: ProbeDeps};

const stoppedByPerson: StepFailure = {
	kind: 'cancelled',
	message: 'Stopped between two questions.',
	remedy: 'Ask again with `pat-tui doctor --contract`.',
};

/** Asks one question between two lines of the journal. */
async function* askStep(
	{id, question, ask}: {readonly id: string; readonly question: string; readonly ask: () => Promise<Answer>},
	{journal}: Pick<OwnedOperation, 'journal'>,
	{clock, probe}: Deps,
): Workflow<Result<Answered, StepFailure>> {
	const step = `probe:${id}`;
	return yield* runStep({step, title: question}, clock, async () => {
		if (probe.signal?.aborted) return fail(stoppedByPerson);
		const started = await journal.append({type: 'started', step});
		if (!started.ok) {
			const remedy = 'Nothing more was sent. Make room on the disk, or mend the folder, and try again.';
			return fail({...started.error, remedy});
		}
		const answer = await ask();
		if (probe.signal?.aborted) return fail(stoppedByPerson);
		await journal.append({type: 'done', step});
		return ok({value: {id, question, ...answer}, detail: JSON.stringify(answer.fact)});
	});
}

async function* register(
	{service, clock, probe}: Deps,
	operation: OwnedOperation<ProbeIntent>,
	{name, keyId, keyPair}: Omit<Subject, 'tokenId'>,
): Workflow<Result<string, StepFailure>> {
	const {signal} = probe;
	return yield* journalledStep(
		registerProbe,
		operation,
		{clock, tokenIdOf: id => id},
		{
			repeatable: false,
			async send(report) {
				const input = {name, authenticationMethod: methodWith([jwkOf(keyPair, keyId)])};
				const reply = await service.iam.createToken(input, {signal, ...waitsOf(report)});
				return reply.ok ? ok(reply.value.value.id) : reply;
			},
			async look(report) {
				const found = await findCreatedToken(operation.intent, {iam: service.iam, clock, signal, report});
				return typeof found === 'object' && 'value' in found ? {...found, value: found.value.id} : found;
			},
		},
	);
}

/**
 * Asks the service what the contract leaves open (section 7): reads first, then a throw-away token is made, changed and
 * deleted. The intent is on disk before anything is asked, so that a killed run is found again and its token deleted; its
 * private key is never written anywhere.
 */
export async function* probeContract(deps: Deps): Workflow<ProbeOutcome> {
	const {probe, random} = deps;
	const keyPair = await makeKeyGenerator().generate('ES256');
	const keyId = random.uuid();
	const id = random.uuid();
	const name = `pat-tui-contract-probe-${id.slice(0, 8)}`;
	const intent: ProbeIntent = {
		kind: 'probe-contract',
		id,
		name,
		thumbprint: keyPair.thumbprint,
		provisionalKeyId: keyId,
	};
	const begun = yield* beginOperation(deps, intent);
	if (!begun.ok) return {kind: 'stopped', failure: begun.error};
	const operation = begun.value;
	const answers: Answered[] = [];
	let tokenId: string | undefined;

	const questions = async function* (): Workflow<Result<undefined, StepFailure>> {
		for (const {ask, ...question} of readProbes) {
			const answered = yield* askStep({...question, ask: async () => ask(probe)}, operation, deps);
			if (!answered.ok) return answered;
			answers.push(answered.value);
		}
		const registered = yield* register(deps, operation, {name, keyId, keyPair});
		if (!registered.ok) return registered;
		tokenId = registered.value;
		const subject: Subject = {tokenId, name, keyId, keyPair};
		for (const {ask, ...question} of tokenProbes) {
			const answered = yield* askStep({...question, ask: async () => ask(probe, subject)}, operation, deps);
			if (!answered.ok) return answered;
			answers.push(answered.value);
		}
		return ok(undefined);
	};
	const asked = yield* questions();
	if (!asked.ok || tokenId === undefined) {
		const failure = asked.ok ? stoppedByPerson : asked.error;
		return yield* giveUp(deps, operation, failure);
	}
	const removed = yield* removeProbeToken(deps, operation, tokenId, undefined);
	if (removed.ok) await operation.close('finished');
	else await operation.release();
	return {kind: 'probed', answers, ...(!removed.ok && {operationId: id})};
}

/** Ends probes that can't go on as interrupted ones are ended, also after Ctrl+C: the token must not stay. */
async function* giveUp(
	deps: Deps,
	operation: OwnedOperation<ProbeIntent>,
	failure: StepFailure,
): Workflow<ProbeOutcome> {
	const {intent} = operation;
	await operation.release();
	// The journal knows best how far it came.
	const taken = await deps.operations.takeUp(intent.id);
	if (!taken.ok) return {kind: 'stopped', failure, operationId: intent.id};
	const ended = yield* endProbes(deps, {...taken.value, intent});
	return {kind: 'stopped', failure, ...(ended.kind === 'stopped' && {operationId: intent.id})};
}
