import {type ApiError, isUncertain} from '../../api/errors.ts';
import type {Project} from '../../api/project.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import {beginOperation, writeIntent} from '../begin-operation.ts';
import type {CreateProjectIntent} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {failedRequest, type PlannedStep, runStep, type StepFailure, type Workflow, waitsOf} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {findCreatedProject} from './find-created-project.ts';
import {isLimitReached, limitReached, readProjectLimit} from './project-limit.ts';
import {setActiveProject} from './set-active-project.ts';

/** What a person or a script asks for; the name as `projectNameProblem` lets it pass. */
export type CreateProjectInput = {readonly name: string; readonly description?: string};

/** How the making of a project ended; `stopped` with an operation id stays open. */
export type CreateProjectOutcome =
	| {readonly kind: 'project-created'; readonly project: Project; readonly intent: CreateProjectIntent}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId?: string};

type Options = {readonly signal?: AbortSignal | undefined; readonly sendAgain?: boolean};

const readBefore: PlannedStep = {step: 'read-projects', title: 'Look which projects there are'};
const make: PlannedStep = {step: 'make-project', title: 'Make the project'};
const readLimit: PlannedStep = {step: 'read-limit', title: 'Ask how many projects you may have'};
const activate: PlannedStep = {step: 'make-active', title: 'Make it the active project'};

/** The steps that the making of a project will take, for those who watch. */
export const planCreateProject: readonly PlannedStep[] = [readBefore, writeIntent, make, activate];

/** The steps that are left when it is resumed. */
export const planResumeCreateProject: readonly PlannedStep[] = [make, activate];

/** The ids of the projects that other operations of this computer made, so that theirs is not taken for this one's. */
export const projectsOfOthers = async (
	{operations}: Pick<WorkflowDeps, 'operations'>,
	{id}: CreateProjectIntent,
): Promise<readonly string[]> =>
	(await operations.list()).flatMap(record =>
		record.id !== id && record.progress.projectId !== undefined ? [record.progress.projectId] : [],
	);

/** Whoever tries again after a lost reply would make a second one: an open operation of that name comes first. */
const openMakingOf = async (
	{operations}: Pick<WorkflowDeps, 'operations'>,
	name: string,
): Promise<StepFailure | undefined> => {
	const open = (await operations.list()).find(
		({intent, progress}) =>
			intent.kind === 'create-project' && intent.name === name && progress.closed === undefined,
	);
	return (
		open && {
			kind: 'already-begun',
			message: `A project called ${name} is being made already, or was when it was interrupted.`,
			remedy: `Nothing was sent, for it may be there. Finish or take back that operation first: ${open.id}.`,
		}
	);
};

/** Makes a project and the active one of it; the intent is on disk before anything is sent, and nothing is sent twice unasked. */
export async function* createProject(
	deps: WorkflowDeps,
	{name, description}: CreateProjectInput,
	signal?: AbortSignal,
): Workflow<CreateProjectOutcome> {
	const {portal} = deps.service;
	const before = yield* runStep(readBefore, deps.clock, async report => {
		const open = await openMakingOf(deps, name);
		if (open) return fail(open);
		const list = await portal.listProjects({signal, ...waitsOf(report)});
		if (!list.ok) return fail(failedRequest(list.error));
		return ok({value: list.value.value.flatMap(({id}) => (id === '' ? [] : [id]))});
	});
	if (!before.ok) return {kind: 'stopped', failure: before.error};
	const intent: CreateProjectIntent = {
		kind: 'create-project',
		id: deps.random.uuid(),
		name,
		...(description !== undefined && {description}),
		before: before.value,
	};
	const begun = yield* beginOperation(deps, intent);
	if (!begun.ok) return {kind: 'stopped', failure: begun.error};
	return yield* finishCreateProject(deps, begun.value, {signal});
}

/** Brings the open making of a project to its end, from wherever its journal says that it stopped. */
export async function* finishCreateProject(
	deps: WorkflowDeps,
	operation: OwnedOperation<CreateProjectIntent>,
	options: Options = {},
): Workflow<CreateProjectOutcome> {
	const {intent} = operation;
	const made = yield* makeProject(deps, operation, options);
	if (!made.ok) {
		const {failure, isCertain} = made.error;
		// Nothing was made and nothing is worth keeping: an operation that stayed open would only be in the way.
		if (isCertain) {
			await operation.close('undone');
			return {kind: 'stopped', failure};
		}
		await operation.release();
		return {kind: 'stopped', failure, operationId: intent.id};
	}
	const project = made.value;
	const active = yield* runStep(activate, deps.clock, async report => {
		const call = {signal: options.signal, ...waitsOf(report)};
		const set = await setActiveProject(deps.service.portal, project.id, call);
		return set.ok ? ok({value: undefined}) : set;
	});
	if (!active.ok) {
		await operation.release();
		return {kind: 'stopped', failure: active.error, operationId: intent.id};
	}
	await operation.close('finished');
	return {kind: 'project-created', project, intent};
}

async function* makeProject(
	deps: WorkflowDeps,
	operation: OwnedOperation<CreateProjectIntent>,
	{signal, sendAgain = false}: Options,
): Workflow<Result<Project, {readonly failure: StepFailure; readonly isCertain: boolean}>> {
	const {clock, service} = deps;
	const {portal} = service;
	const {intent, progress} = operation;
	const {name, description} = intent;
	if (progress.projectId !== undefined) {
		const found = yield* readMade(deps, progress.projectId, signal);
		return found.ok ? found : fail({failure: found.error, isCertain: false});
	}
	let refusal: ApiError | undefined;
	const made = yield* journalledStep<Project>(
		make,
		operation,
		{clock, sendAgain, projectIdOf: project => project.id},
		{
			repeatable: false,
			async send(report) {
				const input = {name, ...(description !== undefined && {description})};
				const reply = await portal.createProject(input, {signal, ...waitsOf(report)});
				if (reply.ok) return ok(reply.value.value);
				refusal = isUncertain(reply.error) ? undefined : reply.error;
				return reply;
			},
			async look(report) {
				const taken = await projectsOfOthers(deps, intent);
				return findCreatedProject(intent, {portal, clock, signal, report, taken});
			},
		},
	);
	if (made.ok) return made;
	// A send of before that nobody could find may still come to light.
	const isCertain = refusal !== undefined && progress.steps[make.step] !== 'started';
	if (refusal === undefined || !isLimitReached(refusal)) return fail({failure: made.error, isCertain});
	const limit = yield* runStep(readLimit, clock, async report => {
		const call = {signal, ...waitsOf(report)};
		const active = await portal.activeProject(call);
		return ok({value: active.ok ? await readProjectLimit(portal, active.value.value.id, call) : undefined});
	});
	const most = limit.ok ? limit.value : undefined;
	return fail({failure: limitReached(refusal, most, intent.before.length), isCertain});
}

/** Reads a project that an earlier run made. */
async function* readMade(
	{service, clock}: Pick<WorkflowDeps, 'service' | 'clock'>,
	projectId: string,
	signal: AbortSignal | undefined,
): Workflow<Result<Project, StepFailure>> {
	return yield* runStep(make, clock, async report => {
		const list = await service.portal.listProjects({signal, ...waitsOf(report)});
		if (!list.ok) return fail(failedRequest(list.error));
		const found = list.value.value.find(({id}) => id === projectId);
		if (found) return ok({value: found, detail: `already there: ${projectId}`});
		return fail({
			kind: 'not-found',
			message: `The project ${sanitise(projectId)} was made, and is not in the list now.`,
			remedy: 'Resume in a moment to look again, or undo to leave it.',
		});
	});
}
