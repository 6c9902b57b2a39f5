import {allPages} from '../../api/pages.ts';
import type {Token} from '../../api/token.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {isEmptyPolicy} from '../../policies/is-empty-policy.ts';
import type {Policy} from '../../policies/policy.ts';
import {grantsExactly} from '../../policies/statement-policy.ts';
import {fail, ok, type Result} from '../../result.ts';
import {changeNewToken} from '../access/change-standing.ts';
import {outside, type ProjectName, shownName} from '../access/standing.ts';
import type {CreateIntent, Grant} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {failedRequest, type PlannedStep, runStep, type StepFailure, type Workflow, waitsOf} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';

const differs = (message: string): StepFailure => ({
	kind: 'not-as-asked',
	message,
	remedy: 'Resume to set it again, or undo. If another terminal changed it, look at the token first.',
});

/** A grant without actions is a member without rights: any right that it has all the same is one too many. */
const isAsGranted = (policy: Policy | undefined, grant: Grant): boolean =>
	grant.actions.length === 0 ? !policy || isEmptyPolicy(policy) : grantsExactly(policy, grant);

type Created = {readonly tokenId: string; readonly keyId: string};
type Confirmed = {readonly token: Token; readonly strays: readonly ProjectName[]};

const nameOf = ({projectName}: Grant): string => shownName({name: projectName});

const mostRounds = 3;
const namesOf = (projects: readonly ProjectName[]): string => projects.map(shownName).join(', ');

const takeOutStep = (project: ProjectName): PlannedStep => ({
	step: `take-out-of-project:${project.id}`,
	title: `Take it out of ${shownName(project)}, where nobody meant to put it`,
});

async function* compare(
	planned: PlannedStep,
	{service, clock}: Pick<WorkflowDeps, 'service' | 'clock'>,
	intent: CreateIntent,
	{tokenId, keyId, undone}: Created & {readonly undone: readonly ProjectName[]},
	signal: AbortSignal | undefined,
): Workflow<Result<Confirmed, StepFailure>> {
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
			if (!project) return fail(differs(`The token is not in the project ${nameOf(grant)}.`));
			if (!isAsGranted(project.policy, grant))
				return fail(differs(`The token's rights in ${nameOf(grant)} are not those that were sent.`));
		}
		const strays = projects.value
			.filter(({id}) => !intent.grants.some(grant => grant.projectId === id))
			.map(({id, name}) => ({id, name: name || id}));
		if (strays.length > 0) {
			const detail = `it is also in ${namesOf(strays)}, where nobody meant to put it`;
			return ok({value: {token, strays}, detail});
		}
		const taken = undone.length > 0 ? `; taken out of ${namesOf(undone)} again` : '';
		return ok({value: {token, strays}, detail: `key and rights are as asked${taken}`});
	});
}

/**
 * Reads a new token and its projects back and compares them with what was asked for; out of a project that nobody asked
 * for it is taken again.
 */
export async function* confirmCreated(
	planned: PlannedStep,
	deps: WorkflowDeps,
	operation: OwnedOperation<CreateIntent>,
	created: Created,
	signal: AbortSignal | undefined,
): Workflow<Result<Token, StepFailure>> {
	const {intent} = operation;
	const undone: ProjectName[] = [];
	for (let rounds = 0; ; rounds++) {
		const compared = yield* compare(planned, deps, intent, {...created, undone}, signal);
		if (!compared.ok) return compared;
		const {token, strays} = compared.value;
		if (strays.length === 0) return ok(token);
		if (rounds === mostRounds || strays.some(({id}) => id === ''))
			return fail(differs(`The token is also in ${namesOf(strays)}, where nobody put it.`));
		for (const project of strays) {
			const step = takeOutStep(project);
			const aim = {
				principal: {id: created.tokenId, type: 'token'},
				project,
				wanted: () => ok({standing: outside}),
				isForced: true,
				mark: step.step,
				access: {kind: 'remove'},
			} as const;
			const effect = changeNewToken(deps, operation, aim, signal);
			const taken = yield* journalledStep(step, operation, deps, effect);
			if (!taken.ok) return taken;
			undone.push(project);
		}
	}
}
