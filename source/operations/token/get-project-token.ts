import {exchangeAssertion, tokenAuthorization} from '../../api/oauth.ts';
import type {Service} from '../../auth/service.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Clock} from '../../system/clock.ts';
import type {Random} from '../../system/random.ts';
import type {Secret} from '../../text/secret.ts';
import {failedRequest, type PlannedStep, runStep, type StepFailure, type Workflow, waitsOf} from '../step.ts';
import {type Signer, signForService} from './sign-for-service.ts';
import {tryRemedy} from './try-remedy.ts';

/** A project-scoped token as an application gets it, and when it ends (milliseconds since the epoch) where the service said so. */
export type ProjectToken = {
	readonly accessToken: Secret;
	/** Seconds. */
	readonly expiresIn: number | undefined;
	readonly expiresAt: number | undefined;
};

const sign: PlannedStep = {step: 'sign', title: 'Sign a client assertion'};
const access: PlannedStep = {step: 'access-token', title: 'Exchange it for an access token'};
const scoped: PlannedStep = {step: 'project-token', title: 'Get a project-scoped token'};

/** Gets a project-scoped token with a token's own key (contract 4.1); it is handed on and kept nowhere. */
export async function* getProjectToken(
	deps: {readonly service: Service; readonly clock: Clock; readonly random: Random},
	signer: Signer,
	projectId: string,
	signal?: AbortSignal,
): Workflow<Result<ProjectToken, StepFailure>> {
	const {service, clock} = deps;
	const signed = yield* runStep(sign, clock, async report => signForService(deps, signer, signal, report));
	if (!signed.ok) return signed;
	const exchanged = yield* runStep(access, clock, async report => {
		const reply = await exchangeAssertion(service.http, service.environment.tokenEndpoint, {
			tokenId: signer.tokenId,
			assertion: signed.value.jwt,
			signal,
			...waitsOf(report),
		});
		if (reply.ok) return ok({value: reply.value.value.accessToken});
		return fail({...failedRequest(reply.error), remedy: tryRemedy(access.step, reply.error)});
	});
	if (!exchanged.ok) return exchanged;
	return yield* runStep(scoped, clock, async report => {
		const iam = service.gatewayIam(tokenAuthorization(exchanged.value, 'bearer'));
		const reply = await iam.createProjectScopedToken(projectId, {signal, ...waitsOf(report)});
		if (!reply.ok) return fail({...failedRequest(reply.error), remedy: tryRemedy(scoped.step, reply.error)});
		const {accessToken, expiresIn} = reply.value.value;
		const isKnown = expiresIn > 0;
		return ok({
			value: {
				accessToken,
				expiresIn: isKnown ? expiresIn : undefined,
				expiresAt: isKnown ? clock.now() + expiresIn * 1000 : undefined,
			},
		});
	});
}
