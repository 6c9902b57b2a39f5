import {allPages} from '../api/pages.ts';
import type {Token} from '../api/token.ts';
import {thumbprint} from '../keys/thumbprint.ts';
import {isEmptyPolicy} from '../policies/is-empty-policy.ts';
import type {Policy} from '../policies/policy.ts';
import {grantsExactly} from '../policies/statement-policy.ts';
import {fail, ok, type Result} from '../result.ts';
import type {CreateIntent, Grant} from './intent.ts';
import {failedRequest, type PlannedStep, runStep, type StepFailure, type Workflow, waitsOf} from './step.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

const differs = (message: string): StepFailure => ({
	kind: 'not-as-asked',
	message,
	remedy: 'Resume to set it again, or undo. If another terminal changed it, look at the token first.',
});

/** A grant without actions is a member without rights: any right that it has all the same is one too many. */
const isAsGranted = (policy: Policy | undefined, grant: Grant): boolean =>
	grant.actions.length === 0 ? !policy || isEmptyPolicy(policy) : grantsExactly(policy, grant);

/** Reads a new token and its projects back and compares them with what was asked for. */
export async function* confirmCreated(
	planned: PlannedStep,
	{service, clock}: Pick<WorkflowDeps, 'service' | 'clock'>,
	{intent, tokenId, keyId}: {readonly intent: CreateIntent; readonly tokenId: string; readonly keyId: string},
	signal: AbortSignal | undefined,
): Workflow<Result<Token, StepFailure>> {
	return yield* runStep(planned, clock, async report => {
		const call = {signal, ...waitsOf(report)};
		const reply = await service.iam.getToken(tokenId, call);
		if (!reply.ok) return fail(failedRequest(reply.error));
		const token = reply.value.value;
		if (!token.keys.some(key => key.kid === keyId && thumbprint(key) === intent.thumbprint)) {
			return fail(differs('The service holds the token with another key or key id than was sent.'));
		}
		if (!token.keys.every(key => thumbprint(key) === intent.thumbprint)) {
			return fail(differs('Another key than yours is registered for the token, too.'));
		}
		const projects = await allPages(service.iam.listProjectsOfToken(tokenId, call));
		if (!projects.ok) return fail(failedRequest(projects.error));
		for (const grant of intent.grants) {
			const project = projects.value.find(({id}) => id === grant.projectId);
			if (!project) return fail(differs(`The token is not in the project ${grant.projectName}.`));
			if (!isAsGranted(project.policy, grant))
				return fail(differs(`The token's rights in ${grant.projectName} are not those that were sent.`));
		}
		const strays = projects.value.filter(({id}) => !intent.grants.some(grant => grant.projectId === id));
		if (strays.length > 0)
			return fail(
				differs(`The token is also in ${strays.map(({name}) => name).join(', ')}, where nobody put it.`),
			);
		return ok({value: token, detail: 'key and rights are as asked'});
	});
}
