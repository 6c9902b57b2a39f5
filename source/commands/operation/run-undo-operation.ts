import {undoOperation} from '../../operations/undo-operation.ts';
import {fail, ok} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Run} from '../command.ts';
import {failedError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {takeUp} from './take-up.ts';

/** Takes an interrupted operation back; a token that is deleted already stays so, which is a failure. */
export const runUndoOperation: Run = async context => {
	const {operands, signal, voice} = context;
	const session = await openSession(context, {mentionsInterrupted: false});
	if (!session.ok) return session;
	const {deps} = session.value;
	const taken = await takeUp(deps, operands);
	if (!taken.ok) return taken;
	const {outcome} = await runSteps(undoOperation(deps, taken.value, {signal}), voice);
	if (outcome.kind === 'stopped') return fail(stoppedError(outcome.failure, outcome.operationId));
	const {kind, note} = outcome;
	if (kind === 'too-late')
		return fail(failedError({kind, message: note}, '`pat-tui operation list --all` shows how it stands.'));
	return ok({
		kind: 'value',
		value: {id: taken.value.intent.id, outcome: kind, note},
		text: () => `${sanitise(note, {graphemes: 400})}\n`,
	});
};
