import * as v from 'valibot';
import {exchangeAssertion} from '../../api/oauth.ts';
import {Algorithm} from '../../keys/algorithms.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {ok} from '../../result.ts';
import type {QuarantineIntent} from '../intent.ts';
import type {RotationDeps} from '../rotation/key-step.ts';
import {type PlannedStep, runStep, type Workflow} from '../step.ts';
import {signForService} from '../token/sign-for-service.ts';

/** The step that asks how long tokens live that were issued already. */
export const tokenLifeStep: PlannedStep = {
	step: 'token-life',
	title: 'Ask how long an access token lives',
};

/** Says a life in whole minutes: `60 min`. */
export const minutesOf = (ms: number): string => `${Math.ceil(ms / 60_000)} min`;

/**
 * Gets an access token with the leaked key, for its life alone: those that others got before live no longer.
 *
 * @returns milliseconds; undefined where the key is not here or locked, or the service does not say
 */
export async function* askTokenLife(
	deps: RotationDeps,
	{tokenId, before}: QuarantineIntent,
	signal: AbortSignal | undefined,
): Workflow<number | undefined> {
	const [key] = before.keys;
	const signingKey = await deps.unlock(thumbprint(key ?? {}) ?? '');
	const algorithm = v.safeParse(Algorithm, before.algorithm);
	if (!signingKey || !algorithm.success) {
		yield {
			...tokenLifeStep,
			status: 'skipped',
			detail: 'not asked: its private key is not here, or is locked',
		};
		return undefined;
	}
	const signer = {tokenId, algorithm: algorithm.output, signingKey, keyId: key?.kid || undefined};
	const asked = yield* runStep(tokenLifeStep, deps.clock, async report => {
		const signed = await signForService(deps, signer, signal, report);
		const reply = signed.ok
			? await exchangeAssertion(deps.service.http, deps.service.environment.tokenEndpoint, {
					tokenId,
					assertion: signed.value.value.jwt,
					signal,
				})
			: signed;
		// Nothing hangs on the answer, so nothing stops without it.
		if (!reply.ok) return ok({value: undefined, detail: 'not known'});
		const {expiresIn} = reply.value.value;
		const life = expiresIn === undefined || expiresIn <= 0 ? undefined : expiresIn * 1000;
		return ok({value: life, detail: life === undefined ? 'the service does not say' : minutesOf(life)});
	});
	return asked.ok ? asked.value : undefined;
}
