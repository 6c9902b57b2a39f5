import type {ApiError} from '../api/errors.ts';
import type {Iam, TokenProject} from '../api/iam.ts';
import {tokenAuthorization} from '../api/oauth.ts';
import type {Service} from '../auth/service.ts';
import {grantsExactly, statementPolicy} from '../policies/statement-policy.ts';
import {ok, type Result} from '../result.ts';
import type {CreateIntent, Grant} from './intent.ts';
import {type Found, journalledStep} from './journalled-step.ts';
import type {OwnedOperation} from './operations.ts';
import {
	failedRequest,
	type PlannedStep,
	type Report,
	type StepFailure,
	type Workflow,
	waitsOf,
} from './step.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

const addStep = ({projectId, projectName}: Grant): PlannedStep => ({
	step: `add-to-project:${projectId}`,
	title: `Add it to the project ${projectName}`,
});

const permissionsStep = ({projectId, projectName}: Grant): PlannedStep => ({
	step: `set-permissions:${projectId}`,
	title: `Set what it may do in ${projectName}`,
});

/** The steps that a grant takes: membership, then rights where there are any to give. */
export const grantSteps = (grant: Grant): readonly PlannedStep[] =>
	grant.actions.length > 0 ? [addStep(grant), permissionsStep(grant)] : [addStep(grant)];

/**
 * IAM in one given project, whatever the session's active project is: the portal's own rows act on the active project,
 * which any other terminal of the same session may change at any moment.
 */
const iamIn = async (
	service: Service,
	projectId: string,
	signal: AbortSignal | undefined,
	report: Report,
): Promise<Result<Iam, ApiError>> => {
	const scoped = await service.iam.createProjectScopedToken(projectId, {signal, ...waitsOf(report)});
	return scoped.ok
		? ok(service.gatewayIam(tokenAuthorization(scoped.value.value.accessToken, 'bearer')))
		: scoped;
};

/** Adds a token to a project and sets its policy there, each as a journalled step. */
export async function* grantInProject(
	{service, clock}: WorkflowDeps,
	operation: OwnedOperation<CreateIntent>,
	{tokenId, grant}: {readonly tokenId: string; readonly grant: Grant},
	signal: AbortSignal | undefined,
): Workflow<Result<void, StepFailure>> {
	const lookFor =
		(isThere: (project: TokenProject) => boolean) =>
		async (report: Report): Promise<Found<undefined>> => {
			for await (const page of service.iam.listProjectsOfToken(tokenId, {signal, ...waitsOf(report)})) {
				if (!page.ok) return failedRequest(page.error);
				if (page.value.some(project => project.id === grant.projectId && isThere(project)))
					return {value: undefined};
			}
			return 'not-there';
		};
	const [add, permissions] = grantSteps(grant);
	if (add && operation.progress.steps[add.step] !== 'done') {
		const added = yield* journalledStep(
			add,
			operation,
			{clock},
			{
				repeatable: true,
				async send(report) {
					const iam = await iamIn(service, grant.projectId, signal, report);
					if (!iam.ok) return iam;
					const reply = await iam.value.addPrincipal(tokenId, {signal, ...waitsOf(report)});
					const isThere = !reply.ok && reply.error.name === 'AlreadyExistsError';
					return reply.ok || isThere ? ok(undefined) : reply;
				},
				look: lookFor(() => true),
			},
		);
		if (!added.ok) return added;
	}
	if (permissions && operation.progress.steps[permissions.step] !== 'done') {
		return yield* journalledStep(
			permissions,
			operation,
			{clock},
			{
				repeatable: true,
				async send(report) {
					const iam = await iamIn(service, grant.projectId, signal, report);
					if (!iam.ok) return iam;
					const policy = statementPolicy({...grant, tokenId});
					const reply = await iam.value.updatePolicies(tokenId, policy, {signal, ...waitsOf(report)});
					return reply.ok ? ok(undefined) : reply;
				},
				look: lookFor(({policy}) => grantsExactly(policy, grant)),
			},
		);
	}
	return ok(undefined);
}
