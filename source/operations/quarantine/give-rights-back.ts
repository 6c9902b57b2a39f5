import {fail, ok, type Result} from '../../result.ts';
import {changeStanding} from '../access/change-standing.ts';
import {hasNoRights, isSameStanding, type ProjectName, type Standing, shownName} from '../access/standing.ts';
import type {QuarantineIntent} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import type {PlannedStep, StepFailure, Workflow} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {concernsOneProject, type StuckPlace} from './stuck-place.ts';

/** The step that gives a token back what it might do in a project. */
export const giveBackStep = (project: ProjectName): PlannedStep => ({
	step: `give-back:${project.id}`,
	title: `Give it back its rights in ${shownName(project)}`,
});

/** Where the rights could not be given back; `left`: where somebody gave others meanwhile, which stay. */
export type GivenBack = {readonly stuck: readonly StuckPlace[]; readonly left: readonly ProjectName[]};

const changedMeanwhile = ({name}: ProjectName): StepFailure => ({
	kind: 'conflict',
	message: `Somebody gave it other rights in ${shownName({name})} meanwhile.`,
	remedy: 'They are left as they are.',
});

/** Adds a token again to the projects that it was taken out of, with the rights that it had there. */
export async function* giveRightsBack(
	deps: WorkflowDeps,
	operation: OwnedOperation<QuarantineIntent>,
	signal: AbortSignal | undefined,
): Workflow<Result<GivenBack, StepFailure>> {
	const {intent, progress} = operation;
	const stuck: StuckPlace[] = [];
	const left: ProjectName[] = [];
	for (const {project, standing} of intent.rights) {
		const step = giveBackStep(project);
		if (progress.steps[step.step] === 'done') continue;
		// What the service makes of a membership without rights may be written in several ways.
		const kept: Standing = hasNoRights(standing) ? {isMember: true} : standing;
		const aim = {
			principal: {id: intent.tokenId, type: 'token'},
			project,
			wanted: (before: Standing) =>
				before.isMember && !hasNoRights(before) && !isSameStanding(before, kept)
					? fail(changedMeanwhile(project))
					: ok({standing: kept}),
			mark: step.step,
		} as const;
		const given = yield* journalledStep(step, operation, deps, changeStanding(deps, operation, aim, signal));
		if (given.ok) continue;
		if (!concernsOneProject(given.error)) return given;
		if (given.error.kind === 'conflict') left.push(project);
		else stuck.push({project, failure: given.error});
	}
	return ok({stuck, left});
}
