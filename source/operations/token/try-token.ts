import * as v from 'valibot';
import type {ApiError} from '../../api/errors.ts';
import {exchangeAssertion, tokenAuthorization} from '../../api/oauth.ts';
import type {Service} from '../../auth/service.ts';
import type {Algorithm} from '../../keys/algorithms.ts';
import type {Assertion} from '../../keys/sign-assertion.ts';
import type {SigningKey} from '../../keys/signing-key.ts';
import type {Policy} from '../../policies/policy.ts';
import {type SafeRead, safeReadFor} from '../../policies/safe-reads.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Clock} from '../../system/clock.ts';
import type {Random} from '../../system/random.ts';
import type {Secret} from '../../text/secret.ts';
import {
	failedRequest,
	type PlannedStep,
	type Report,
	runStep,
	type StepFailure,
	type StepResult,
	type Workflow,
	waitsOf,
} from '../step.ts';
import {signForService} from './sign-for-service.ts';
import {tryRemedy} from './try-remedy.ts';

/** The token to be tried, the key that signs for it, and the project to try it in. */
export type TryInput = {
	readonly tokenId: string;
	readonly algorithm: Algorithm;
	readonly signingKey: SigningKey;
	/** The `kid` to send; without one none is sent. */
	readonly keyId?: string | undefined;
	readonly project?:
		| {readonly id: string; readonly name: string; readonly policy: Policy | undefined}
		| undefined;
};

/** How a try ended: `works` also when no safe read was possible, which `note` then says. */
export type TryOutcome = {
	readonly kind: 'works' | 'failed';
	/** Header and claims of the assertion that was sent; never its signature. */
	readonly assertion?: Pick<Assertion, 'header' | 'claims'>;
	readonly note?: string;
	readonly failure?: StepFailure;
	/** How long the whole try took, in milliseconds. */
	readonly ms: number;
};

type Deps = {readonly service: Service; readonly clock: Clock; readonly random: Random};

const sign: PlannedStep = {step: 'sign', title: 'Sign a client assertion'};
const access: PlannedStep = {step: 'access-token', title: 'Exchange it for an access token'};
const whoami: PlannedStep = {step: 'whoami', title: 'Ask the service who that is'};
const scoped: PlannedStep = {step: 'project-token', title: 'Get a project-scoped token'};
const read: PlannedStep = {step: 'service-read', title: 'Call a service with it'};

/** The steps of a try, for those who watch. */
export const planTry: readonly PlannedStep[] = [sign, access, whoami, scoped, read];

const refused = (planned: PlannedStep, error: ApiError): StepFailure => ({
	...failedRequest(error),
	remedy: tryRemedy(planned.step, error),
});

/**
 * Proves that a token works, as an application would use it (contract 4.1): sign, exchange, whoami, project-scoped token,
 * and a service's safe read where the policy allows one.
 */
export async function* tryToken(deps: Deps, input: TryInput, signal?: AbortSignal): Workflow<TryOutcome> {
	const {service, clock} = deps;
	const begun = clock.monotonic();
	let assertion: Assertion | undefined;
	let note: string | undefined;
	const steps = async function* (): Workflow<Result<undefined, StepFailure>> {
		const signed = yield* runStep(sign, clock, async report => signForService(deps, input, signal, report));
		if (!signed.ok) return signed;
		assertion = signed.value;
		const {jwt} = signed.value;
		const accessToken = yield* runStep(access, clock, async (report): Promise<StepResult<Secret>> => {
			const reply = await exchangeAssertion(service.http, service.environment.tokenEndpoint, {
				tokenId: input.tokenId,
				assertion: jwt,
				signal,
				...waitsOf(report),
			});
			return reply.ok ? ok({value: reply.value.value.accessToken}) : fail(refused(access, reply.error));
		});
		if (!accessToken.ok) return accessToken;
		const iam = service.gatewayIam(tokenAuthorization(accessToken.value, 'bearer'));
		const known = yield* runStep(whoami, clock, async (report): Promise<StepResult<undefined>> => {
			const reply = await iam.whoami({signal, ...waitsOf(report)});
			if (!reply.ok) return fail(refused(whoami, reply.error));
			const {principalId, principalType} = reply.value.value;
			if (principalId !== input.tokenId && principalId !== `token/${input.tokenId}`) {
				return fail({
					kind: 'other-principal',
					message: 'The service takes this key for somebody else.',
					remedy: 'Check that the key is the one that is registered for this token.',
				});
			}
			return ok({value: undefined, detail: principalType ? `a ${principalType}` : 'this token'});
		});
		if (!known.ok) return known;
		const {project} = input;
		if (!project) {
			note = 'It is in no project, so nothing more could be tried.';
			for (const step of [scoped, read]) yield {...step, status: 'skipped', detail: 'in no project'};
			return ok(undefined);
		}
		const projectToken = yield* runStep(scoped, clock, async (report): Promise<StepResult<Secret>> => {
			const reply = await iam.createProjectScopedToken(project.id, {signal, ...waitsOf(report)});
			if (!reply.ok) return fail(refused(scoped, reply.error));
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
			note = 'No safe read in this policy: not tried.';
			yield {...read, status: 'skipped', detail: 'no safe read in this policy: not tried'};
			return ok(undefined);
		}
		return yield* runStep(read, clock, async report =>
			callService(service, safeRead, projectToken.value, signal, report),
		);
	};
	const result = yield* steps();
	return {
		kind: result.ok ? 'works' : 'failed',
		...(assertion && {assertion: {header: assertion.header, claims: assertion.claims}}),
		...(note !== undefined && {note}),
		...(!result.ok && {failure: result.error}),
		ms: clock.monotonic() - begun,
	};
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
		: fail(refused(read, reply.error));
};
