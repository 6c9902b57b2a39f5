import {ok} from '../../result.ts';
import type {CreateProjectIntent} from '../intent.ts';
import type {OwnedOperation} from '../operations.ts';
import {type PlannedStep, runStep, type Workflow} from '../step.ts';
import type {UndoOutcome} from '../undo-outcome.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {projectsOfOthers} from './create-project.ts';
import {findCreatedProject} from './find-created-project.ts';

const find: PlannedStep = {step: 'find-project', title: 'Look whether the project was made'};

const stays = (id: string): string =>
	`The project is there (${id}) and stays: nothing can delete a project. Use it, or rename it for something else.`;

/** Closes the open making of a project: what was made stays, since the service can't delete a project, and that is said. */
export async function* undoCreateProject(
	deps: WorkflowDeps,
	operation: OwnedOperation<CreateProjectIntent>,
	{signal}: {readonly signal?: AbortSignal | undefined} = {},
): Workflow<UndoOutcome> {
	const {intent, progress} = operation;
	const tooLate = async (id: string): Promise<UndoOutcome> => {
		await operation.close('finished');
		return {kind: 'too-late', note: stays(id)};
	};
	if (progress.projectId !== undefined) return tooLate(progress.projectId);
	if (progress.steps['make-project'] !== 'started') {
		await operation.close('undone');
		return {kind: 'undone', note: 'No project was made.'};
	}
	const taken = await projectsOfOthers(deps, intent);
	const {portal} = deps.service;
	const found = yield* runStep(find, deps.clock, async report => {
		const result = await findCreatedProject(intent, {portal, clock: deps.clock, signal, report, taken});
		if (result === 'not-there') return ok({value: undefined, detail: 'it was not'});
		if ('value' in result) return ok({value: result.value.id, detail: 'it was'});
		// Which of several it is makes no difference: they all stay.
		return result.kind === 'several-found'
			? ok({value: 'one of several of that name', detail: result.message})
			: {ok: false, error: result};
	});
	if (!found.ok) {
		await operation.release();
		return {kind: 'stopped', failure: found.error, operationId: intent.id};
	}
	if (found.value !== undefined) return tooLate(found.value);
	await operation.close('undone');
	return {
		kind: 'undone',
		note: `No project was found. Should the service still show one called ${intent.name}, it stays: nothing can delete a project.`,
	};
}
