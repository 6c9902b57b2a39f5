import type {ResumeOutcome} from '../../operations/resume-operation.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Answer} from '../command.ts';
import type {CommandError} from '../command-error.ts';
import {accessAnswer} from '../iam/access-answer.ts';
import {activatedAnswer} from '../project/project-answer.ts';
import {stoppedError} from '../stopped-error.ts';
import {createdAnswer} from '../token/created-answer.ts';
import {deletedAnswer} from '../token/deleted-answer.ts';
import {quarantinedAnswer} from '../token/quarantined-answer.ts';
import {rotatedAnswer} from '../token/rotated-answer.ts';
import {updatedAnswer} from '../token/updated-answer.ts';

/** Answers as the operation's own command would have. */
export const resumedAnswer = (outcome: ResumeOutcome): Result<Answer, CommandError> => {
	switch (outcome.kind) {
		case 'created':
			return ok(createdAnswer(outcome.token, outcome.intent));
		case 'deleted':
			return ok(deletedAnswer(outcome.intent));
		case 'updated':
			return ok(updatedAnswer(outcome.token));
		case 'project-created':
			return ok(activatedAnswer(outcome.project));
		case 'access-changed':
			return ok(accessAnswer(outcome.intent));
		case 'visited':
			return ok({kind: 'nothing'});
		case 'probes-ended': {
			const {intent, note} = outcome;
			const value = {id: intent.id, outcome: 'undone', note};
			return ok({kind: 'value', value, text: () => `${sanitise(note, {graphemes: 400})}\n`});
		}
		case 'overlapping':
		case 'rotated':
			return ok(rotatedAnswer(outcome));
		case 'quarantined':
			return ok(quarantinedAnswer(outcome));
		case 'stopped':
			return fail(stoppedError(outcome.failure, outcome.operationId));
	}
};
