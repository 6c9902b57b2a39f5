import * as v from 'valibot';
import {exchangeAssertion} from '../../api/oauth.ts';
import {viewFirstKey} from '../../exports/first-key.ts';
import {type SdkHand, sdkKid, sdkRefusal} from '../../exports/sdk-refusal.ts';
import type {Sdk} from '../../exports/sdks.ts';
import {keySize} from '../../keys/key-size.ts';
import {type Assertion, signAssertion} from '../../keys/sign-assertion.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Secret} from '../../text/secret.ts';
import {
	failedRequest,
	type PlannedStep,
	runStep,
	type StepFailure,
	type StepResult,
	type Workflow,
	waitsOf,
} from '../step.ts';
import {actInProject, projectSteps} from './act-in-project.ts';
import {clockSkew, skewWords} from './clock-skew.ts';
import {runTry, type TryOutcome} from './try-outcome.ts';
import {refusedAt} from './try-remedy.ts';
import type {TryDeps, TryInput} from './try-token.ts';

/** A token to be tried in an SDK's way, with what the application would hand to the SDK beside the key. */
export type SdkTryInput = Omit<TryInput, 'algorithm'> &
	Pick<SdkHand, 'form' | 'isEncrypted' | 'hasPassphrase'> & {readonly sdk: Sdk};

const hand: PlannedStep = {step: 'sdk-hand', title: 'Look at the key and the ids as the SDK does'};
const jwks: PlannedStep = {step: 'sdk-jwks', title: "Read the service's public keys"};
const sign: PlannedStep = {step: 'sign', title: 'Sign a client assertion'};
const access: PlannedStep = {step: 'access-token', title: 'Exchange it for an access token'};

/** The steps of a try in an SDK's way, for those who watch. */
export const planTryAsSdk: readonly PlannedStep[] = [hand, jwks, sign, access, ...projectSteps];

const refusedBySdk = (message: string, remedy: string): StepFailure => ({
	kind: 'sdk-refuses',
	message,
	remedy,
});

/**
 * Tries a token in the way of an official SDK, by what the published ones are known to do (contract 4.1 and 4.2): its key
 * rules, its `kid`, its clock and its requests. What the SDK would refuse by itself fails before anything is sent.
 */
export async function* tryAsSdk(
	{service, clock, random}: TryDeps,
	{sdk, ...input}: SdkTryInput,
	signal?: AbortSignal,
): Workflow<TryOutcome> {
	const {tokenEndpoint, apiUrl} = service.environment;
	const {tokenId, project, signingKey} = input;
	// What is exported for an application leaves the key id out where it is the token id.
	const keyId = input.keyId === tokenId ? undefined : input.keyId;
	const kid = sdkKid(sdk, {tokenId, keyId});
	let skew: number | undefined;
	const notOk = (status: number) =>
		sdk.wants200 && status !== 200
			? refusedBySdk(
					`The service answered with status ${status}, and the ${sdk.name} SDK takes no success but 200.`,
					'Nothing can be done about it here.',
				)
			: undefined;
	const outcome = yield* runTry(clock, async function* (told): Workflow<
		Result<string | undefined, StepFailure>
	> {
		const handed = yield* runStep(hand, clock, async () => {
			const size = keySize(signingKey.publicJwk);
			const refusal = sdkRefusal(sdk, {...input, keyId, projectId: project?.id, size});
			if (refusal) return fail(refusedBySdk(refusal.message, refusal.remedy));
			return ok({value: undefined, detail: sdk.always ?? sdk.name});
		});
		if (!handed.ok) return handed;
		const read = yield* runStep(jwks, clock, async (report): Promise<StepResult<undefined>> => {
			const reply = await service.http.send({
				method: 'GET',
				url: `${apiUrl}/iam/.well-known/jwks.json`,
				schema: v.object({keys: v.array(v.unknown())}),
				signal,
				...waitsOf(report),
			});
			if (!reply.ok) return fail(failedRequest(reply.error));
			skew = clockSkew(reply.value.serviceTime, clock.now());
			const view = viewFirstKey(sdk, reply.value.value.keys);
			return view.isRefused
				? fail(refusedBySdk(view.detail, 'Nothing can be done about it here.'))
				: ok({value: undefined, detail: view.detail});
		});
		if (!read.ok) return read;
		const signed = yield* runStep(sign, clock, async (): Promise<StepResult<Assertion>> => {
			const made = await signAssertion({
				signingKey,
				algorithm: 'RS256',
				tokenId,
				...(kid !== undefined && {keyId: kid}),
				audience: tokenEndpoint,
				now: clock.now(),
				random,
				signal,
			});
			if (!made.ok) return made;
			const off = skew === undefined ? '' : `; this computer's clock is ${skewWords(skew)}`;
			return ok({value: made.value, detail: `RS256, ${kid === undefined ? 'no kid' : `kid ${kid}`}${off}`});
		});
		if (!signed.ok) return signed;
		told.signed(signed.value);
		const {jwt} = signed.value;
		const exchanged = yield* runStep(access, clock, async (report): Promise<StepResult<Secret>> => {
			const reply = await exchangeAssertion(service.http, tokenEndpoint, {
				tokenId,
				assertion: jwt,
				signal,
				...waitsOf(report),
			});
			if (reply.ok) {
				const objected = notOk(reply.value.status);
				return objected ? fail(objected) : ok({value: reply.value.value.accessToken});
			}
			const refused = refusedAt(access, reply.error);
			const remedy = `Set the clock of this computer, which is ${skewWords(skew ?? 0)}: an SDK signs with it.`;
			return fail(skew === undefined ? refused : {...refused, remedy});
		});
		if (!exchanged.ok) return exchanged;
		const options = {signal, body: sdk.projectBody, objection: notOk};
		return yield* actInProject({service, clock}, exchanged.value, project, options);
	});
	return {...outcome, as: sdk.name};
}
