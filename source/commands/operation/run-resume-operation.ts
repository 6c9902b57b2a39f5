import {resumeOperation} from '../../operations/resume-operation.ts';
import type {Run} from '../command.ts';
import {openSession} from '../open-session.ts';
import {runSteps} from '../run-steps.ts';
import {resumedAnswer} from './resumed-answer.ts';
import {takeUp} from './take-up.ts';

/** Brings an interrupted operation to its end, and answers as its own command would have. */
export const runResumeOperation: Run = async context => {
	const {flags, operands, signal, voice} = context;
	const session = await openSession(context, {mentionsInterrupted: false});
	if (!session.ok) return session;
	const {deps} = session.value;
	const taken = await takeUp(deps, operands);
	if (!taken.ok) return taken;
	const sendAgain = flags.has('send-again');
	const {outcome} = await runSteps(resumeOperation(deps, taken.value, {signal, sendAgain}), voice);
	return resumedAnswer(outcome);
};
