import * as v from 'valibot';
import type {Service} from '../../auth/service.ts';
import type {Algorithm} from '../../keys/algorithms.ts';
import {type Assertion, signAssertion} from '../../keys/sign-assertion.ts';
import type {SigningKey} from '../../keys/signing-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Clock} from '../../system/clock.ts';
import type {Random} from '../../system/random.ts';
import {failedRequest, type Report, type StepFailure, waitsOf} from '../step.ts';
import {clockSkew, skewWords} from './clock-skew.ts';

/** A token and the key that signs for it. */
export type Signer = {
	readonly tokenId: string;
	readonly algorithm: Algorithm;
	readonly signingKey: SigningKey;
	/** The `kid` to send; without one none is sent. */
	readonly keyId?: string | undefined;
};

/** Signs a client assertion with the service's clock, where ours is off; `detail` says with which algorithm, or that. */
export const signForService = async (
	{
		service,
		clock,
		random,
	}: {readonly service: Service; readonly clock: Pick<Clock, 'now'>; readonly random: Random},
	{tokenId, algorithm, signingKey, keyId}: Signer,
	signal: AbortSignal | undefined,
	report: Report,
): Promise<Result<{readonly value: Assertion; readonly detail: string}, StepFailure>> => {
	// The official SDKs fetch this first, too; here its Date header also tells how far our clock is off.
	const keys = await service.http.send({
		method: 'GET',
		url: `${service.environment.apiUrl}/iam/.well-known/jwks.json`,
		schema: v.object({keys: v.array(v.unknown())}),
		signal,
		...waitsOf(report),
	});
	if (!keys.ok) return fail(failedRequest(keys.error));
	const {serviceTime} = keys.value;
	const skew = clockSkew(serviceTime, clock.now());
	const assertion = await signAssertion({
		signingKey,
		algorithm,
		tokenId,
		...(keyId !== undefined && {keyId}),
		audience: service.environment.tokenEndpoint,
		now: clock.now() + (skew ?? 0),
		random,
		signal,
	});
	if (!assertion.ok) return assertion;
	const detail =
		skew === undefined ? algorithm : `signed with the service's clock: this computer's is ${skewWords(skew)}`;
	return ok({value: assertion.value, detail});
};
