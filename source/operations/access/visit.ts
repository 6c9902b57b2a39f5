import {isUncertain} from '../../api/errors.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {OwnedOperation} from '../operations.ts';
import {failedRequest, type Report, type StepFailure, waitsOf} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {type ProjectName, shownName} from './standing.ts';

/** A stay in projects by way of the session's active project, which every terminal of the session shares. */
export type Visit = {
	/** Makes a project the active one and reads that back; false when another terminal has chosen another one in between. */
	readonly enter: (project: ProjectName) => Promise<Result<boolean, StepFailure>>;
	/** Whether a project is the active one now. */
	readonly isIn: (project: ProjectName) => Promise<Result<boolean, StepFailure>>;
};

/** What comes of a visit; untouched where nothing on the service can be otherwise than before. */
export type Visited<T> = Result<T, StepFailure> & {
	readonly detail?: string;
	readonly isUntouched?: boolean;
};

/** What a visit works with. */
export type VisitContext = {
	readonly deps: Pick<WorkflowDeps, 'service' | 'operations' | 'clock'>;
	readonly operation: Pick<OwnedOperation, 'journal'>;
	readonly signal: AbortSignal | undefined;
	readonly report: Report;
};

type Portal = WorkflowDeps['service']['portal'];
type Call = NonNullable<Parameters<Portal['activeProject']>[0]>;

/** Reads the session's active project; undefined where it has none. */
export const readActive = async (
	portal: Portal,
	call: Call,
): Promise<Result<ProjectName | undefined, StepFailure>> => {
	const reply = await portal.activeProject(call);
	if (reply.ok) {
		const {id, name} = reply.value.value;
		return ok({id, name: name || id});
	}
	return reply.error.kind === 'not-found' ? ok(undefined) : fail(failedRequest(reply.error));
};

/** What became of the active project in the end. */
export type PutBack = 'back' | {readonly leftAt: ProjectName | undefined};

const notPutBack = (project: ProjectName, {message, remedy}: StepFailure): StepFailure => ({
	kind: 'active-project-not-restored',
	message: `The active project could not be set to ${shownName(project)} again: ${message}`,
	remedy: `${remedy} Resume or undo to have it put back.`,
});

/**
 * Makes the project that was active before the active one again; not where another terminal has chosen one since. That it
 * chose the very one that was set for the visit can't be told apart.
 */
export const putBack = async (
	portal: Portal,
	{from, to}: {readonly from: ProjectName | undefined; readonly to: ProjectName},
	call: Call,
): Promise<Result<PutBack, StepFailure>> => {
	if (!from) return ok('back');
	const now = await readActive(portal, call);
	if (!now.ok) return fail(notPutBack(from, now.error));
	if (now.value?.id === from.id) return ok('back');
	if (now.value?.id !== to.id) return ok({leftAt: now.value});
	const sent = await portal.setActiveProject(from.id, call);
	if (!sent.ok && !isUncertain(sent.error)) return fail(notPutBack(from, failedRequest(sent.error)));
	const after = await readActive(portal, call);
	if (!after.ok) return fail(notPutBack(from, after.error));
	if (after.value?.id === from.id) return ok('back');
	// Once the service has taken it, whatever is active is a later choice.
	if (sent.ok || after.value?.id !== to.id) return ok({leftAt: after.value});
	return fail(notPutBack(from, failedRequest(sent.error)));
};

/** Says a project that was left active since another terminal had chosen it. */
export const leftWords = (leftAt: ProjectName | undefined): string =>
	leftAt
		? `another terminal made ${shownName(leftAt)} the active project meanwhile, and it is left so`
		: 'another terminal left the session without an active project, and it is left so';

/**
 * Lets work go into projects by the session's active project: other programs of this machine wait meanwhile, what was
 * active is written down before it is changed, and put back afterwards, however the work ended.
 */
export const visiting = async <T>(
	{deps, operation, signal, report}: VisitContext,
	work: (visit: Visit) => Promise<Visited<T>>,
): Promise<Visited<T>> => {
	const {portal} = deps.service;
	const call = {signal, ...waitsOf(report)};
	let endTurn: (() => Promise<void>) | undefined;
	let last: {readonly from: ProjectName | undefined; readonly to: ProjectName} | undefined;

	const isIn = async (project: ProjectName) => {
		const active = await readActive(portal, call);
		return active.ok ? ok(active.value?.id === project.id) : active;
	};

	const enter: Visit['enter'] = async project => {
		if (!endTurn) {
			const turn = await deps.operations.turns.take({clock: deps.clock, signal, report});
			if (!turn.ok) return turn;
			endTurn = turn.value;
		}
		const active = await readActive(portal, call);
		if (!active.ok) return active;
		// What is active and was not set here is somebody's choice, and what there is to go back to.
		const from: ProjectName | undefined = last && active.value?.id === last.to.id ? last.from : active.value;
		const written = await operation.journal.append({type: 'switched', ...(from && {from}), to: project});
		if (!written.ok) {
			return fail({
				...written.error,
				remedy: 'Make room on the disk, or mend the folder, and resume or undo.',
			});
		}
		last = {from, to: project};
		if (active.value?.id === project.id) return ok(true);
		const sent = await portal.setActiveProject(project.id, call);
		if (!sent.ok && (sent.error.kind === 'cancelled' || !isUncertain(sent.error))) {
			return fail(failedRequest(sent.error));
		}
		return isIn(project);
	};

	const leave = async (): Promise<Result<string | undefined, StepFailure>> => {
		if (!last) return ok(undefined);
		// Not called off with the work: what was set for a moment must not stay.
		const back = await putBack(portal, last, waitsOf(report));
		if (!back.ok) return back;
		await operation.journal.append({type: 'restored'});
		return ok(back.value === 'back' ? undefined : leftWords(back.value.leftAt));
	};

	try {
		const result = await work({enter, isIn});
		const left = await leave();
		if (!result.ok) {
			return left.ok
				? result
				: fail({...result.error, message: `${result.error.message} ${left.error.message}`});
		}
		if (!left.ok) return left;
		const detail = [result.detail, left.value].filter(Boolean).join('; ');
		return {...result, ...(detail && {detail})};
	} finally {
		await endTurn?.();
	}
};
