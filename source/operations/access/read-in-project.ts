import type {ApiError} from '../../api/errors.ts';
import type {Result} from '../../result.ts';
import type {VisitProjectIntent} from '../intent.ts';
import type {OwnedOperation} from '../operations.ts';
import {failedRequest, notWritten, type Report, type StepFailure, type Workflow} from '../step.ts';
import type {UndoOutcome} from '../undo-outcome.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {
	makeInProject,
	type ProjectRequest,
	refusesAtGateway,
	refusesScopedToken,
	scopedIam,
} from './in-project.ts';
import {restoreActive} from './restore-active.ts';
import {type ProjectName, shownName} from './standing.ts';
import {readActive, visiting} from './visit.ts';

/** What was read in a project, or why not; with an operation id where the active project is still to be put back. */
export type ReadOutcome<T> =
	| {readonly kind: 'read'; readonly value: T; readonly note?: string}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId?: string};

/** How an interrupted look into a project ended: there is nothing more to it than the active project. */
export type VisitOutcome =
	| {readonly kind: 'visited'; readonly intent: VisitProjectIntent}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId: string};

type Context = {readonly signal: AbortSignal | undefined; readonly report: Report};

/** Reads by the session where the project is the active one anyway; undefined where it is not, or did not stay so. */
const readWhereActive = async <T>(
	{service}: WorkflowDeps,
	project: ProjectName,
	request: ProjectRequest<T>,
	{signal}: Context,
): Promise<Result<T, ApiError> | undefined> => {
	const isActive = async () => {
		const active = await readActive(service.portal, {signal});
		return active.ok && active.value?.id === project.id;
	};
	if (!(await isActive())) return undefined;
	const reply = await request(service.iam);
	return (await isActive()) ? reply : undefined;
};

/** Reads by making the project the active one for a moment, as an operation, so that a kill leaves nothing unsaid. */
const readByVisit = async <T>(
	deps: WorkflowDeps,
	project: ProjectName,
	request: ProjectRequest<T>,
	context: Context,
): Promise<ReadOutcome<T>> => {
	const intent: VisitProjectIntent = {kind: 'visit-project', id: deps.random.uuid(), name: project.name};
	const begun = await deps.operations.begin(intent);
	if (!begun.ok) return {kind: 'stopped', failure: notWritten(begun.error)};
	const operation = begun.value;
	const read = await visiting({deps, operation, ...context}, async visit => {
		const inProject = makeInProject(deps.service, visit, context, {isScopedRefused: true});
		const found = await inProject.read(project, request);
		return found.ok ? found : {...found, isUntouched: true};
	});
	// Where the active project could not be put back, the operation stays open for that.
	const isOver = read.ok || read.isUntouched;
	await (isOver ? operation.close('finished') : operation.release());
	if (!read.ok) return {kind: 'stopped', failure: read.error, ...(!isOver && {operationId: intent.id})};
	return {kind: 'read', value: read.value, ...(read.detail !== undefined && {note: read.detail})};
};

/**
 * Reads in one given project, whatever the active one is: with a project-scoped token, else by the session while the project
 * is the active one, which it is made for a moment where it has to be.
 */
export const readInProject = async <T>(
	deps: WorkflowDeps,
	project: ProjectName,
	request: ProjectRequest<T>,
	context: Context,
): Promise<ReadOutcome<T>> => {
	const iam = await scopedIam(deps.service, project.id, context);
	const reply = iam.ok ? await request(iam.value) : iam;
	if (reply.ok) return {kind: 'read', value: reply.value};
	const isRefused = iam.ok ? refusesAtGateway(reply.error) : refusesScopedToken(reply.error);
	if (!isRefused) return {kind: 'stopped', failure: failedRequest(reply.error)};
	const there = await readWhereActive(deps, project, request, context);
	if (!there) return readByVisit(deps, project, request, context);
	return there.ok
		? {kind: 'read', value: there.value}
		: {kind: 'stopped', failure: failedRequest(there.error)};
};

/** Ends an interrupted look into a project: the active project is put back. */
export async function* finishVisit(
	deps: WorkflowDeps,
	operation: OwnedOperation<VisitProjectIntent>,
	signal?: AbortSignal,
): Workflow<VisitOutcome> {
	const {intent} = operation;
	const restored = yield* restoreActive(deps, operation, signal);
	if (restored.ok) {
		await operation.close('finished');
		return {kind: 'visited', intent};
	}
	await operation.release();
	return {kind: 'stopped', failure: restored.error, operationId: intent.id};
}

/** Takes an interrupted look into a project back, which is the same as ending it. */
export async function* undoVisit(
	deps: WorkflowDeps,
	operation: OwnedOperation<VisitProjectIntent>,
	{signal}: {readonly signal?: AbortSignal | undefined} = {},
): Workflow<UndoOutcome> {
	const ended = yield* finishVisit(deps, operation, signal);
	return ended.kind === 'stopped'
		? ended
		: {kind: 'undone', note: `Nothing was changed in ${shownName(ended.intent)}.`};
}
