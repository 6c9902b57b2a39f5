import * as v from 'valibot';
import {tokenAuthorization} from '../../api/oauth.ts';
import type {Service} from '../../auth/service.ts';
import type {Policy} from '../../policies/policy.ts';
import {type SafeRead, safeReadFor} from '../../policies/safe-reads.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Clock} from '../../system/clock.ts';
import type {Secret} from '../../text/secret.ts';
import {
	type PlannedStep,
	type Report,
	runStep,
	type StepFailure,
	type StepResult,
	type Workflow,
	waitsOf,
} from '../step.ts';
import {refusedAt} from './try-remedy.ts';

/** A project in which a token is tried. */
export type TriedProject = {
	readonly id: string;
	readonly name: string;
	readonly policy: Policy | undefined;
};

const scoped: PlannedStep = {step: 'project-token', title: 'Get a project-scoped token'};
const read: PlannedStep = {step: 'service-read', title: 'Call a service with it'};

/** The last steps of a try, in a project. */
export const projectSteps: readonly PlannedStep[] = [scoped, read];

type Options = {
	readonly signal: AbortSignal | undefined;
	/** How the request for the project-scoped token is written; JSON unless told. */
	readonly body?: 'json' | 'form';
	/** Says why a reply with this status is not taken, though it is a success. */
	readonly objection?: (status: number) => StepFailure | undefined;
};

/**
 * Gets a project-scoped token with an access token and calls a service with it, where the policy allows a safe read.
 *
 * @returns why not more could be tried, where that is so
 */
export async function* actInProject(
	{service, clock}: {readonly service: Service; readonly clock: Clock},
	accessToken: Secret,
	project: TriedProject | undefined,
	{signal, body = 'json', objection}: Options,
): Workflow<Result<string | undefined, StepFailure>> {
	if (!project) {
		for (const step of projectSteps) yield {...step, status: 'skipped', detail: 'in no project'};
		return ok('It is in no project, so nothing more could be tried.');
	}
	const iam = service.gatewayIam(tokenAuthorization(accessToken, 'bearer'));
	const projectToken = yield* runStep(scoped, clock, async (report): Promise<StepResult<Secret>> => {
		const reply = await iam.createProjectScopedToken(project.id, {signal, ...waitsOf(report)}, body);
		if (!reply.ok) return fail(refusedAt(scoped, reply.error));
		const objected = objection?.(reply.value.status);
		if (objected) return fail(objected);
		const {accessToken: token, expiresIn} = reply.value.value;
		return ok({
			value: token,
			detail:
				expiresIn > 0
					? `for ${project.name}, good for ${Math.round(expiresIn / 60)} min`
					: `for ${project.name}`,
		});
	});
	if (!projectToken.ok) return projectToken;
	const safeRead = project.policy && safeReadFor(project.policy, project.id);
	if (!safeRead) {
		yield {...read, status: 'skipped', detail: 'no safe read in this policy: not tried'};
		return ok('No safe read in this policy: not tried.');
	}
	const called = yield* runStep(read, clock, async report =>
		callService(service, safeRead, projectToken.value, signal, report),
	);
	return called.ok ? ok(undefined) : called;
}

const callService = async (
	service: Service,
	{path, action}: SafeRead,
	token: Secret,
	signal: AbortSignal | undefined,
	report: Report,
): Promise<StepResult<undefined>> => {
	const reply = await service.http.send({
		method: 'GET',
		url: `${service.environment.apiUrl}${path}`,
		schema: v.unknown(),
		authorization: tokenAuthorization(token, 'raw'),
		signal,
		...waitsOf(report),
	});
	return reply.ok
		? ok({value: undefined, detail: `GET ${path} (${action})`})
		: fail(refusedAt(read, reply.error));
};
