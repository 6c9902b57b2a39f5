import {localSigningKey} from '../../keys/local-signing-key.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import type {RotateIntent} from '../../operations/intent.ts';
import type {OwnedOperation} from '../../operations/operations.ts';
import {type Unlock, unlockPlain} from '../../operations/rotation/check-key.ts';
import {advanceRotation, type RotateOutcome, rotateKey} from '../../operations/rotation/rotate-key.ts';
import {overlapAdvice} from '../../operations/rotation/rotation-advice.ts';
import {undoRotation} from '../../operations/rotation/undo-rotation.ts';
import {tokenState} from '../../operations/token/token-state.ts';
import type {WorkflowDeps} from '../../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Answer, Context, Run} from '../command.ts';
import {type CommandError, failedError} from '../command-error.ts';
import {type OpenSession, openSession} from '../open-session.ts';
import {plannedAnswer} from '../planned-request.ts';
import {givenPassphrase} from '../read-passphrase.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {confirmTokenName} from './confirm-token-name.ts';
import {fetchToken} from './fetch-token.ts';
import {broughtSource} from './key-wish.ts';
import {newKeyPassphrase} from './new-key-passphrase.ts';
import {openKeys} from './open-keys.ts';
import {plannedRotation} from './planned-rotation.ts';
import {readNewKey, readRotateWish} from './rotate-wish.ts';
import {rotatedAnswer} from './rotated-answer.ts';
import {tokenIdOf} from './token-id.ts';

const findOpen = async (
	{operations}: WorkflowDeps,
	tokenId: string,
): Promise<Result<OwnedOperation<RotateIntent>, CommandError>> => {
	const open = await operations.listOpen();
	const record = open.find(({intent}) => intent.kind === 'rotate-key' && intent.tokenId === tokenId);
	if (!record) {
		return fail(
			failedError(
				{kind: 'not-found', message: 'No rotation of this token is open on this computer.'},
				'`pat-tui token rotate-key -i ID -g` begins one.',
			),
		);
	}
	const taken = await operations.takeUp(record.id);
	if (!taken.ok) return fail(failedError(taken.error, 'Try again once it has ended.'));
	const {intent} = taken.value;
	if (intent.kind === 'rotate-key') return ok({...taken.value, intent});
	await taken.value.release();
	return fail(
		failedError({kind: 'not-found', message: 'This operation is no rotation.'}, 'Look at the list.'),
	);
};

const answerOf = (outcome: RotateOutcome, {voice}: Context): Result<Answer, CommandError> => {
	if (outcome.kind === 'stopped') return fail(stoppedError(outcome.failure, outcome.operationId));
	const {intent} = outcome;
	if (outcome.newKey === 'not-tried') {
		voice.warn('The new key was not tried: its private key is not here, or its passphrase was not given.');
	}
	if (outcome.kind === 'overlapping') {
		for (const line of overlapAdvice(outcome, intent)) voice.note(line);
	} else {
		voice.note('Tokens that were issued with the old key may live until they expire.');
	}
	return ok(rotatedAnswer(outcome));
};

const begin = async (
	tokenId: string,
	mode: RotateIntent['mode'],
	{deps, workbench}: OpenSession,
	context: Context,
): Promise<Result<Answer, CommandError>> => {
	const {flags, prompt, signal, voice} = context;
	const token = await fetchToken(deps, tokenId, signal);
	if (!token.ok) return token;
	const key = await readNewKey(token.value, context);
	if (!key.ok) return key;
	if (mode === 'swap' && prompt && !flags.has('yes')) {
		voice.say(
			'With --swap the old key stops working at once, and the application with it until it has the new one.',
		);
		const confirmed = await confirmTokenName(token.value, prompt, {
			purpose: 'to go on',
			otherwise: 'Nothing was changed.',
		});
		if (!confirmed.ok) return confirmed;
	}
	const passphrase =
		key.value.kind === 'new' ? await newKeyPassphrase(context) : await givenPassphrase(context);
	if (!passphrase.ok) return passphrase;
	const old = token.value.keys.flatMap(each => thumbprint(each) ?? []);
	const unlockOld = await openKeys([...new Set(old)], deps.keyStore, {
		prompt,
		voice,
		passphrase: passphrase.value,
	});
	if (!unlockOld.ok) return unlockOld;
	const before = tokenState(token.value);
	if (key.value.kind === 'brought') {
		const {link} = key.value;
		// What the key store notes of a key in a cloud is there only once the rotation has begun.
		const unlockNew = unlockPlain(deps.keyStore);
		const unlock: Unlock = async print =>
			(await unlockOld.value(print)) ?? (link && (await unlockNew(print)));
		const rotation = {...broughtSource(key.value), tokenId, before, mode};
		const {outcome} = await runSteps(rotateKey({...deps, unlock}, rotation, signal), voice);
		return answerOf(outcome, context);
	}
	const keyPair = workbench.keyGenerator.generate(key.value.algorithm, signal);
	const unlock = async (print: string) => {
		const made = await keyPair;
		return made.thumbprint === print ? localSigningKey(made.privateKey) : unlockOld.value(print);
	};
	const rotation = {keyPair, passphrase: passphrase.value, tokenId, before, mode};
	const {outcome} = await runSteps(rotateKey({...deps, unlock}, rotation, signal), voice);
	return answerOf(outcome, context);
};

const finish = async (
	tokenId: string,
	{deps}: OpenSession,
	context: Context,
): Promise<Result<Answer, CommandError>> => {
	const {flags, prompt, signal, voice} = context;
	const passphrase = await givenPassphrase(context);
	if (!passphrase.ok) return passphrase;
	const operation = await findOpen(deps, tokenId);
	if (!operation.ok) return operation;
	const {intent, release} = operation.value;
	const leave = async <E extends CommandError>(error: E) => {
		await release();
		return fail(error);
	};
	if (prompt && !flags.has('yes')) {
		voice.say(`The old key of ${sanitise(intent.name)} is refused from then on.`);
		const confirmed = await confirmTokenName({id: tokenId, name: intent.name}, prompt, {
			purpose: 'to finish',
			otherwise: 'Both keys work as before.',
		});
		if (!confirmed.ok) return leave(confirmed.error);
	}
	const prints = [intent.thumbprint, ...intent.before.keys.flatMap(each => thumbprint(each) ?? [])];
	const unlock = await openKeys([...new Set(prints)], deps.keyStore, {
		prompt,
		voice,
		passphrase: passphrase.value,
	});
	if (!unlock.ok) return leave(unlock.error);
	const rotation = advanceRotation({...deps, unlock: unlock.value}, operation.value, {signal, finish: true});
	const {outcome} = await runSteps(rotation, voice);
	return answerOf(outcome, context);
};

const rollBack = async (
	tokenId: string,
	{deps}: OpenSession,
	{signal, voice}: Context,
): Promise<Result<Answer, CommandError>> => {
	const operation = await findOpen(deps, tokenId);
	if (!operation.ok) return operation;
	const {outcome} = await runSteps(undoRotation(deps, operation.value, {signal}), voice);
	if (outcome.kind === 'stopped') return fail(stoppedError(outcome.failure, outcome.operationId));
	const {kind, note} = outcome;
	if (kind === 'too-late') return fail(failedError({kind, message: note}, 'Look at the token as it is now.'));
	return ok({
		kind: 'value',
		value: {id: tokenId, rotation: {operationId: operation.value.intent.id, status: 'rolled-back', note}},
		text: () => `${sanitise(note, {graphemes: 400})}\n`,
	});
};

/** Changes the key of a token: begins a rotation, finishes it, or rolls it back. */
export const runRotateKey: Run = async context => {
	const wish = readRotateWish(context);
	if (!wish.ok) return wish;
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	if (context.flags.has('dry-run')) {
		const environment = chooseEnvironment(context);
		if (!environment.ok) return environment;
		return ok(plannedAnswer(plannedRotation(environment.value, tokenId.value, wish.value)));
	}
	const session = await openSession(context, {mentionsInterrupted: false});
	if (!session.ok) return session;
	const {does, mode} = wish.value;
	if (does === 'finish') return finish(tokenId.value, session.value, context);
	if (does === 'rollback') return rollBack(tokenId.value, session.value, context);
	return begin(tokenId.value, mode, session.value, context);
};
