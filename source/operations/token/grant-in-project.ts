import {statementPolicy} from '../../policies/statement-policy.ts';
import {ok, type Result} from '../../result.ts';
import {changeNewToken} from '../access/change-standing.ts';
import {shownName} from '../access/standing.ts';
import type {CreateIntent, Grant} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import type {PlannedStep, StepFailure, Workflow} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';

const addStep = ({projectId, projectName}: Grant): PlannedStep => ({
	step: `add-to-project:${projectId}`,
	title: `Add it to the project ${shownName({name: projectName})}`,
});

const permissionsStep = ({projectId, projectName}: Grant): PlannedStep => ({
	step: `set-permissions:${projectId}`,
	title: `Set what it may do in ${shownName({name: projectName})}`,
});

/** The steps that a grant takes: membership, then rights where there are any to give. */
export const grantSteps = (grant: Grant): readonly PlannedStep[] =>
	grant.actions.length > 0 ? [addStep(grant), permissionsStep(grant)] : [addStep(grant)];

/** Adds a new token to a project and sets its policy there, each as a journalled step. */
export async function* grantInProject(
	deps: WorkflowDeps,
	operation: OwnedOperation<CreateIntent>,
	{tokenId, grant}: {readonly tokenId: string; readonly grant: Grant},
	signal: AbortSignal | undefined,
): Workflow<Result<void, StepFailure>> {
	const [add, permissions] = grantSteps(grant);
	const project = {id: grant.projectId, name: grant.projectName};
	const aim = {principal: {id: tokenId, type: 'token'}, project, isForced: true} as const;
	if (add && operation.progress.steps[add.step] !== 'done') {
		const wanted = () => ok({standing: {isMember: true}});
		const effect = changeNewToken(
			deps,
			operation,
			{...aim, wanted, mark: add.step, access: {kind: 'add'}},
			signal,
		);
		const added = yield* journalledStep(add, operation, deps, effect);
		if (!added.ok) return added;
	}
	if (permissions && operation.progress.steps[permissions.step] !== 'done') {
		const policy = statementPolicy({...grant, tokenId});
		const wanted = () => ok({standing: {isMember: true, policy}, isLiteral: true});
		const effect = changeNewToken(
			deps,
			operation,
			{...aim, wanted, mark: permissions.step, access: {kind: 'set', policy}},
			signal,
		);
		return yield* journalledStep(permissions, operation, deps, effect);
	}
	return ok(undefined);
}
