import {finishCreate} from '../../operations/create-token.ts';
import {finishDelete} from '../../operations/delete-token.ts';
import {fail, ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {openSession} from '../open-session.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {createdAnswer} from '../token/created-answer.ts';
import {deletedAnswer} from '../token/deleted-answer.ts';
import {takeUp} from './take-up.ts';

/** Brings an interrupted operation to its end, and answers as its own command would have. */
export const runResumeOperation: Run = async context => {
	const {flags, operands, signal, voice} = context;
	const session = await openSession(context, {mentionsInterrupted: false});
	if (!session.ok) return session;
	const {deps} = session.value;
	const taken = await takeUp(deps, operands);
	if (!taken.ok) return taken;
	const {intent} = taken.value;
	if (intent.kind === 'create-token') {
		const sendAgain = flags.has('send-again');
		const {outcome} = await runSteps(
			finishCreate(deps, {...taken.value, intent}, {signal, sendAgain}),
			voice,
		);
		if (outcome.kind === 'created') return ok(createdAnswer(outcome.token, outcome.intent));
		return fail(stoppedError(outcome.failure, outcome.operationId));
	}
	const {outcome} = await runSteps(finishDelete(deps, {...taken.value, intent}, signal), voice);
	if (outcome.kind === 'deleted') return ok(deletedAnswer(outcome.intent));
	return fail(stoppedError(outcome.failure, outcome.operationId));
};
