import type {Principal} from '../../api/principal.ts';
import {type AccessInput, changeAccess} from '../../operations/access/change-access.ts';
import type {ProjectName} from '../../operations/access/standing.ts';
import type {WorkflowDeps} from '../../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../../result.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Answer, Context} from '../command.ts';
import type {CommandError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {plannedAnswer} from '../planned-request.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {accessAnswer} from './access-answer.ts';
import {meantProject} from './meant-project.ts';
import {type PlannedAccess, plannedAccess} from './planned-access.ts';

type Change = PlannedAccess['change'];

const inputOf = (
	change: Change,
	named: {readonly principal: Principal; readonly name: string; readonly project: ProjectName},
): AccessInput =>
	change.kind === 'set-policy'
		? {...named, kind: change.kind, policy: change.policyFor(named.project.id)}
		: {...named, kind: change.kind};

/**
 * Makes a change of access, or shows the requests that it would send.
 *
 * @param confirm asks before anything is sent, where that is needed
 */
export const runAccess = async (
	context: Context,
	{principal, change}: {readonly principal: Principal; readonly change: Change},
	confirm: (deps: WorkflowDeps, project: ProjectName) => Promise<Result<void, CommandError>> = async () =>
		ok(undefined),
): Promise<Result<Answer, CommandError>> => {
	const {flags, voice, signal} = context;
	if (flags.has('dry-run')) {
		const environment = chooseEnvironment(context);
		if (!environment.ok) return environment;
		voice.note(
			'Where the service gives no project-scoped token, the project is made the active one for a moment instead.',
		);
		const planned = {principal, project: flags.text('project'), change};
		return ok(plannedAnswer(plannedAccess(environment.value, planned)));
	}
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps} = session.value;
	const project = await meantProject(deps, context);
	if (!project.ok) return project;
	const confirmed = await confirm(deps, project.value);
	if (!confirmed.ok) return confirmed;
	const name = `${principal.type} ${principal.id}`;
	const input = inputOf(change, {principal, name, project: project.value});
	const {outcome} = await runSteps(changeAccess(deps, input, signal), voice);
	if (outcome.kind === 'stopped') return fail(stoppedError(outcome.failure, outcome.operationId));
	if (outcome.note !== undefined) voice.note(`Attention: ${outcome.note}.`);
	return ok(accessAnswer(outcome.intent));
};
