import {exchangeAssertion, tokenAuthorization} from '../../api/oauth.ts';
import type {Service} from '../../auth/service.ts';
import type {Algorithm} from '../../keys/algorithms.ts';
import type {SigningKey} from '../../keys/signing-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Clock} from '../../system/clock.ts';
import type {Random} from '../../system/random.ts';
import type {Secret} from '../../text/secret.ts';
import {
	type PlannedStep,
	runStep,
	type StepFailure,
	type StepResult,
	type Workflow,
	waitsOf,
} from '../step.ts';
import {actInProject, projectSteps, type TriedProject} from './act-in-project.ts';
import {signForService} from './sign-for-service.ts';
import {runTry, type TryOutcome} from './try-outcome.ts';
import {refusedAt} from './try-remedy.ts';

/** The token to be tried, the key that signs for it, and the project to try it in. */
export type TryInput = {
	readonly tokenId: string;
	readonly algorithm: Algorithm;
	readonly signingKey: SigningKey;
	/** The `kid` to send; without one none is sent. */
	readonly keyId?: string | undefined;
	readonly project?: TriedProject | undefined;
};

/** What a try works with. */
export type TryDeps = {readonly service: Service; readonly clock: Clock; readonly random: Random};

const sign: PlannedStep = {step: 'sign', title: 'Sign a client assertion'};
const access: PlannedStep = {step: 'access-token', title: 'Exchange it for an access token'};
const whoami: PlannedStep = {step: 'whoami', title: 'Ask the service who that is'};

/** The steps of a try, for those who watch. */
export const planTry: readonly PlannedStep[] = [sign, access, whoami, ...projectSteps];

/**
 * Proves that a token works, as an application would use it (contract 4.1): sign, exchange, whoami, project-scoped token,
 * and a service's safe read where the policy allows one.
 */
export async function* tryToken(deps: TryDeps, input: TryInput, signal?: AbortSignal): Workflow<TryOutcome> {
	const {service, clock} = deps;
	return yield* runTry(clock, async function* (told): Workflow<Result<string | undefined, StepFailure>> {
		const signed = yield* runStep(sign, clock, async report => signForService(deps, input, signal, report));
		if (!signed.ok) return signed;
		told.signed(signed.value);
		const {jwt} = signed.value;
		const accessToken = yield* runStep(access, clock, async (report): Promise<StepResult<Secret>> => {
			const reply = await exchangeAssertion(service.http, service.environment.tokenEndpoint, {
				tokenId: input.tokenId,
				assertion: jwt,
				signal,
				...waitsOf(report),
			});
			return reply.ok ? ok({value: reply.value.value.accessToken}) : fail(refusedAt(access, reply.error));
		});
		if (!accessToken.ok) return accessToken;
		const iam = service.gatewayIam(tokenAuthorization(accessToken.value, 'bearer'));
		const known = yield* runStep(whoami, clock, async (report): Promise<StepResult<undefined>> => {
			const reply = await iam.whoami({signal, ...waitsOf(report)});
			if (!reply.ok) return fail(refusedAt(whoami, reply.error));
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
		return yield* actInProject(deps, accessToken.value, input.project, {signal});
	});
}
