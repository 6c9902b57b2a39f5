import {fail, ok} from '../../result.ts';
import type {OwnedOperation} from '../operations.ts';
import type {Sent} from '../progress.ts';
import {failedRequest, type Report, type StepFailure} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {applyAccess} from './apply-access.ts';
import {type Aim, compareStandings} from './compare-standings.ts';
import {makeInProject} from './in-project.ts';
import {readStandings} from './read-standings.ts';
import {type ProjectName, shownName} from './standing.ts';
import type {Wrong} from './stray.ts';
import {type Visited, visiting} from './visit.ts';

type Context = {
	readonly deps: Pick<WorkflowDeps, 'service' | 'operations' | 'clock'>;
	readonly operation: Pick<OwnedOperation, 'journal' | 'progress'>;
	readonly signal: AbortSignal | undefined;
	readonly report: Report;
};

/** So many writes are tried against a rival who keeps switching the active project. */
const mostWrites = 12;
const mostFailures = 2;
const restMs = 100;
/** A service may show a change only after a while: it is looked for again after so many milliseconds, and sent once more. */
const patienceMs = [500, 1500];
const mostUnseen = 2;

const namesOf = (wrong: readonly Wrong[]): string =>
	[...new Set(wrong.map(({project}) => shownName(project)))].join(', ');

/** Adds to a failure where something landed by mistake and is not undone yet. */
const withStrays = (failure: StepFailure, wrong: readonly Wrong[]): StepFailure => {
	const strays = wrong.filter(({isStray}) => isStray);
	if (strays.length === 0) return failure;
	const message = `${failure.message} It also landed in ${namesOf(strays)}, which was the active project in that moment, and may not be undone there yet.`;
	return {...failure, message};
};

const outwitted: StepFailure = {
	kind: 'active-project-unsteady',
	message: 'Another terminal of this session keeps changing the active project, so it could not be done.',
	remedy: 'Let the other terminal rest, and try again.',
};

const notShown = (project: ProjectName): StepFailure => ({
	kind: 'not-as-asked',
	message: `The service took what was sent to ${shownName(project)}, but does not show it.`,
	remedy: 'Look at it in a moment. Resume to look again and send it once more, or undo.',
});

const changedMeanwhile = (project: ProjectName): StepFailure => ({
	kind: 'conflict',
	message: `Somebody else changed its place in ${shownName(project)} meanwhile.`,
	remedy: 'It is left as it is now. Look at it, and decide again.',
});

/**
 * Brings one principal's standing in one project about, and nothing in any other: what was before is read and written
 * down, and after each write it is read again from all projects, since one that goes by the session's active project
 * lands wherever another terminal has just switched it to. What landed in another project is undone there.
 */
export const reconcile = async (
	aim: Aim,
	{deps, operation, signal, report}: Context,
): Promise<Visited<undefined>> =>
	visiting({deps, operation, signal, report}, async visit => {
		const {principal, project, mark} = aim;
		const call = {signal, report};
		const inProject = makeInProject(deps.service, visit, call);
		const prior = operation.progress.seen?.[mark];
		const sent = new Set<Sent>(prior?.sent);
		const undone: Wrong[] = [];
		let before = prior?.standings;
		let wrong: readonly Wrong[] = [];
		let failures = 0;
		let mayHaveLanded = sent.size > 0;
		const stop = (failure: StepFailure) => ({
			...fail(withStrays(failure, wrong)),
			isUntouched: !mayHaveLanded,
		});

		// The last write that was answered in its own project, and what has been done to see it.
		let unseen = {what: '', sends: 0, looks: 0};

		for (let writes = 0; writes < mostWrites; ) {
			const now = await readStandings(deps.service, inProject, {principal, project}, call);
			if (!now.ok) return stop(now.error);
			if (!before) {
				before = now.value;
				const written = await operation.journal.append({type: 'seen', step: mark, standings: before});
				if (!written.ok) return stop({...written.error, remedy: 'Make room on the disk, and try again.'});
			}
			const look = compareStandings({before, now: now.value}, aim, sent);
			if (!look.ok) return stop(look.error);
			({wrong} = look.value);
			const [next] = wrong;
			if (!next) {
				const where = `it had landed in ${namesOf(undone)}, which another terminal had just made the active project: undone there`;
				return {...ok(undefined), ...(undone.length > 0 && {detail: where})};
			}
			if (look.value.isConflict) return stop(changedMeanwhile(project));
			const {kind} = next.access;
			const what = `${kind} ${next.project.id}`;
			const pauseMs = what === unseen.what ? patienceMs[unseen.looks] : undefined;
			if (pauseMs !== undefined) {
				unseen = {...unseen, looks: unseen.looks + 1};
				report('The service does not show it yet. Looking again.');
				await deps.clock.sleep(pauseMs);
				continue;
			}
			if (what === unseen.what && unseen.sends >= mostUnseen) return stop(notShown(next.project));
			if (next.isStray) undone.push(next);
			if (writes > 0) {
				report(
					next.isStray ? `It landed in ${shownName(next.project)}. Undoing it there.` : 'Trying once more.',
				);
				await deps.clock.sleep(restMs);
			}
			const written = await operation.journal.append({type: 'sends', step: mark, access: kind});
			if (!written.ok) return stop({...written.error, remedy: 'Make room on the disk, and try again.'});
			sent.add(kind);
			writes += 1;
			const end = await inProject.write(next.project, async iam =>
				applyAccess(iam, principal, next.access, call),
			);
			if (!end.ok) return stop(end.error);
			mayHaveLanded ||= end.value.kind !== 'not-sent' && end.value.kind !== 'refused';
			const sends = what === unseen.what ? unseen.sends + 1 : 1;
			unseen = end.value.kind === 'sent' ? {what, sends, looks: 0} : {what: '', sends: 0, looks: 0};
			if (!('error' in end.value)) continue;
			const {error} = end.value;
			failures += 1;
			if (failures >= mostFailures || error.kind === 'cancelled') return stop(failedRequest(error));
		}
		return stop(outwitted);
	});
