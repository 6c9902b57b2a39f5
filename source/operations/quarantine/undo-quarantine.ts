import {fail, ok, type Result} from '../../result.ts';
import {restoreActive} from '../access/restore-active.ts';
import {shownName} from '../access/standing.ts';
import {endUndo} from '../end-undo.ts';
import type {QuarantineIntent} from '../intent.ts';
import type {OwnedOperation} from '../operations.ts';
import {dropNewKey} from '../rotation/put-back.ts';
import {standingOf} from '../rotation/rotation-states.ts';
import {type PlannedStep, runStep, type StepFailure, type Workflow} from '../step.ts';
import {readToken} from '../token/send-state.ts';
import type {UndoOutcome} from '../undo-outcome.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {type GivenBack, giveRightsBack} from './give-rights-back.ts';
import {namesOfStuck} from './stuck-place.ts';
import {swapAsRotation} from './swap-as-rotation.ts';

const look: PlannedStep = {step: 'look', title: 'Look how the token is now'};

const rightsWords = ({stuck, left}: GivenBack): string =>
	[
		stuck.length > 0 ? `Its rights could not be given back in ${namesOfStuck(stuck)}.` : '',
		left.length > 0
			? `In ${left.map(project => shownName(project)).join(' and ')} somebody gave it other rights, which stay.`
			: '',
		stuck.length + left.length === 0 ? 'Its rights are given back.' : '',
	]
		.filter(words => words !== '')
		.join(' ');

/**
 * Takes an open quarantine back: the rights are given back. A leaked key that was swapped is not put in place again, and a
 * token that was deleted is gone.
 */
export async function* undoQuarantine(
	deps: WorkflowDeps,
	operation: OwnedOperation<QuarantineIntent>,
	{signal, keepKey = false}: {readonly signal?: AbortSignal | undefined; readonly keepKey?: boolean} = {},
): Workflow<UndoOutcome> {
	const {intent} = operation;
	const rotation = swapAsRotation(intent);
	const steps = async function* (): Workflow<Result<UndoOutcome, StepFailure>> {
		const restored = yield* restoreActive(deps, operation, signal);
		if (!restored.ok) return restored;
		const now = yield* runStep(look, deps.clock, async report => {
			const token = await readToken({deps, tokenId: intent.tokenId, signal}, report);
			if (token.ok) return ok({value: rotation ? standingOf(token.value, rotation) : 'before'});
			return token.error.kind === 'not-found' ? ok({value: 'gone'}) : fail(token.error);
		});
		if (!now.ok) return now;
		if (now.value === 'gone') {
			return ok({kind: 'too-late', note: 'The token is deleted; that can not be taken back.'});
		}
		const given = yield* giveRightsBack(deps, operation, signal);
		if (!given.ok) return given;
		const words = rightsWords(given.value);
		if (now.value === 'after' || now.value === 'after-merged') {
			return ok({
				kind: 'too-late',
				note: `The new key is in place, and the leaked one is not put back. ${words}`,
			});
		}
		const dropped = rotation ? yield* dropNewKey(deps, rotation, {signal, keepKey}) : ok('');
		if (!dropped.ok) return dropped;
		return ok({kind: 'undone', note: `The leaked key works as before. ${words} ${dropped.value}`.trim()});
	};
	return endUndo(operation, yield* steps());
}
