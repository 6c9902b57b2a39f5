import type {Principal} from '../api/principal.ts';
import {fail, ok, type Result} from '../result.ts';
import {applyAccess} from './apply-access.ts';
import {makeInProject} from './in-project.ts';
import type {OwnedOperation} from './operations.ts';
import type {Sent} from './progress.ts';
import {readStandings} from './read-standings.ts';
import {
	isSameStanding,
	outside,
	type ProjectName,
	type Standing,
	type Standings,
	standingIn,
} from './standing.ts';
import {failedRequest, type Report, type StepFailure} from './step.ts';
import {findWrong, isAsWanted, ownDoings, type Wanted, type Wrong} from './stray.ts';
import {type Visited, visiting} from './visit.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

/** What a principal's standing is to be, given what it was before anything was sent; or why nothing is to be sent. */
export type Aim = {
	readonly principal: Principal;
	readonly project: ProjectName;
	readonly wanted: (before: Standing) => Result<Omit<Wanted, 'project'>, StepFailure>;
	/** Whether what was before is to be again. */
	readonly isBack?: boolean;
	/** Whether it is brought about even where somebody else has changed it since. */
	readonly isForced?: boolean;
	/** The name under which the journal keeps what was seen before. */
	readonly mark: string;
};

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

const namesOf = (wrong: readonly Wrong[]): string =>
	[...new Set(wrong.map(({project}) => project.name))].join(', ');

/** Adds to a failure where something landed by mistake and is not undone yet. */
const withStrays = (failure: StepFailure, wrong: readonly Wrong[]): StepFailure => {
	const strays = wrong.filter(({isStray}) => isStray);
	if (strays.length === 0) return failure;
	const message = `${failure.message} It also landed in ${namesOf(strays)}, which was the active project in that moment, and is not undone there yet.`;
	return {...failure, message};
};

const outwitted: StepFailure = {
	kind: 'active-project-unsteady',
	message: 'Another terminal of this session keeps changing the active project, so it could not be done.',
	remedy: 'Let the other terminal rest, and try again.',
};

const changedMeanwhile = ({name}: ProjectName): StepFailure => ({
	kind: 'conflict',
	message: `Somebody else changed its place in ${name} meanwhile.`,
	remedy: 'Undo closes this operation and leaves it as it is now. Look at it, and decide again.',
});

/** Where the service holds a principal otherwise than it should; the first is what to set right next. */
type Look = {readonly wrong: readonly Wrong[]; readonly isConflict: boolean};

const compare = (
	{before, now}: {readonly before: Standings; readonly now: Standings},
	{project, wanted, isBack = false, isForced = false}: Aim,
	sent: ReadonlySet<Sent>,
): Result<Look, StepFailure> => {
	const was = standingIn(before, project.id) ?? outside;
	const forward = wanted(was);
	if (!forward.ok) return forward;
	const there = {...forward.value, project};
	const is = standingIn(now, project.id) ?? outside;
	const isOurDoing = ownDoings(before, there, sent);
	const found = findWrong({before, now}, isBack ? {project, standing: was} : there, isOurDoing);
	const {policy} = there.standing;
	// What the service would make of it can only be seen once it was sent: same rights may be written otherwise.
	const isUnsent = !isBack && there.isLiteral && policy && is.isMember && !sent.has('set');
	const wrong: readonly Wrong[] =
		found.length === 0 && isUnsent ? [{project, access: {kind: 'set', policy}, isStray: false}] : found;
	// Rights that somebody gave since are not taken back with the membership.
	const isThere = isBack ? isSameStanding(is, there.standing) : isAsWanted(is, there);
	const isForeign = !isSameStanding(is, was) && !isThere && !isOurDoing(was, is);
	return ok({wrong, isConflict: isForeign && !isForced && wrong[0]?.isStray === false});
};

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

		for (let writes = 0; writes < mostWrites; writes++) {
			const now = await readStandings(deps.service, inProject, {principal, project}, call);
			if (!now.ok) return stop(now.error);
			if (!before) {
				before = now.value;
				const written = await operation.journal.append({type: 'seen', step: mark, standings: before});
				if (!written.ok) return stop({...written.error, remedy: 'Make room on the disk, and try again.'});
			}
			const look = compare({before, now: now.value}, aim, sent);
			if (!look.ok) return stop(look.error);
			({wrong} = look.value);
			const [next] = wrong;
			if (!next) {
				const where = `it had landed in ${namesOf(undone)}, which another terminal had just made the active project: undone there`;
				return {...ok(undefined), ...(undone.length > 0 && {detail: where})};
			}
			if (look.value.isConflict) return stop(changedMeanwhile(project));
			if (next.isStray) undone.push(next);
			if (writes > 0) {
				report(next.isStray ? `It landed in ${next.project.name}. Undoing it there.` : 'Trying once more.');
				await deps.clock.sleep(restMs);
			}
			const {kind} = next.access;
			const written = await operation.journal.append({type: 'sends', step: mark, access: kind});
			if (!written.ok) return stop({...written.error, remedy: 'Make room on the disk, and try again.'});
			sent.add(kind);
			const end = await inProject.write(next.project, async iam =>
				applyAccess(iam, principal, next.access, call),
			);
			if (!end.ok) return stop(end.error);
			mayHaveLanded ||= end.value.kind === 'sent' || end.value.kind === 'unsure';
			if (!('error' in end.value)) continue;
			const {error} = end.value;
			failures += 1;
			if (failures >= mostFailures || error.kind === 'cancelled') return stop(failedRequest(error));
		}
		return stop(outwitted);
	});
