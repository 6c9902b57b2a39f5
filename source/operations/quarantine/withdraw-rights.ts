import {ok, type Result} from '../../result.ts';
import {changeStanding} from '../access/change-standing.ts';
import {outside, type ProjectName, shownName} from '../access/standing.ts';
import type {QuarantineIntent, Right} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import type {PlannedStep, StepFailure, Workflow} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {readRights} from './read-rights.ts';
import {concernsOneProject, type StuckPlace} from './stuck-place.ts';

/** The step that takes a token out of a project. */
export const withdrawStep = (project: ProjectName): PlannedStep => ({
	step: `withdraw:${project.id}`,
	title: `Take it out of ${shownName(project)}, and read that back`,
});

const mostRounds = 5;

const unnamed: StuckPlace = {
	project: {id: '', name: 'a project that the service does not name'},
	failure: {
		kind: 'unreadable',
		message: 'its record can not be read',
		remedy: 'Look at the projects of the token in the portal.',
	},
};

const addedAgain = ({project}: Right): StuckPlace => ({
	project,
	failure: {
		kind: 'conflict',
		message: 'somebody adds it again and again',
		remedy: 'Look who does so; resume to take it out again.',
	},
});

/** What is left of a token's rights, and every project that it was taken out of on the way. */
export type Withdrawn = {readonly stuck: readonly StuckPlace[]; readonly left: readonly ProjectName[]};

/**
 * Takes a token out of every project, and looks again until it is in none: who has the leaked key may be adding it anew.
 * A project where that fails does not keep the others from being tried.
 */
export async function* withdrawRights(
	deps: WorkflowDeps,
	operation: OwnedOperation<QuarantineIntent>,
	signal: AbortSignal | undefined,
): Workflow<Result<Withdrawn, StepFailure>> {
	const {intent, journal, progress} = operation;
	const {seen: _seen, ...rest} = progress;
	// What an earlier run saw would make its own work in another project look like a slip, to be undone there.
	const unseen = {journal, progress: rest};
	const left = new Map<string, ProjectName>();
	let stuck: readonly StuckPlace[] = [];
	for (let round = 1; ; round++) {
		const now = yield* readRights(deps, intent.tokenId, {signal, mayBeGone: true});
		if (!now.ok) return now;
		const {rights} = now.value;
		if (rights.length === 0) stuck = [];
		if (round > mostRounds) stuck = rights.map(addedAgain);
		if (rights.length === stuck.length) {
			return ok({stuck: now.value.unnamed > 0 ? [...stuck, unnamed] : stuck, left: [...left.values()]});
		}
		const failed: StuckPlace[] = [];
		for (const {project} of rights) {
			const aim = {
				principal: {id: intent.tokenId, type: 'token'},
				project,
				wanted: () => ok({standing: outside}),
				isForced: true,
				mark: withdrawStep(project).step,
			} as const;
			const effect = changeStanding(deps, unseen, aim, signal);
			const taken = yield* journalledStep(withdrawStep(project), operation, deps, effect);
			if (taken.ok) left.set(project.id, project);
			else if (concernsOneProject(taken.error)) failed.push({project, failure: taken.error});
			else return taken;
		}
		stuck = failed;
	}
}
