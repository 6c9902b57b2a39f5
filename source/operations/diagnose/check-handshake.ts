import type {KeyObject} from 'node:crypto';
import * as v from 'valibot';
import type {Sdk} from '../../exports/sdks.ts';
import {Algorithm} from '../../keys/algorithms.ts';
import {algorithmsFor} from '../../keys/fit-algorithm.ts';
import {localSigningKey} from '../../keys/local-signing-key.ts';
import type {StepEvent} from '../step.ts';
import type {TriedProject} from '../token/act-in-project.ts';
import {type SdkTryInput, tryAsSdk} from '../token/try-as-sdk.ts';
import {type TryDeps, tryToken} from '../token/try-token.ts';
import {type Check, fine, wrong} from './check.ts';

/** What an application would get its tokens with. */
export type Handshake = Pick<SdkTryInput, 'tokenId' | 'form' | 'isEncrypted' | 'hasPassphrase'> & {
	readonly privateKey: KeyObject;
	readonly keyId: string | undefined;
	readonly project: TriedProject | undefined;
	/** As it is registered, where that is known. */
	readonly algorithm: string | undefined;
	readonly sdk: Sdk | undefined;
};

/** Does with the service what the application would, down to a call of a service where the rights allow one. */
export const checkHandshake = async (
	deps: TryDeps,
	{privateKey, algorithm, sdk, keyId, ...hand}: Handshake,
	{signal, onStep}: {readonly signal: AbortSignal | undefined; readonly onStep: (event: StepEvent) => void},
): Promise<Check> => {
	const signingKey = localSigningKey(privateKey);
	const registered = v.safeParse(Algorithm, algorithm);
	const fitting = algorithmsFor(signingKey.publicJwk);
	const isFitting = registered.success && fitting.includes(registered.output);
	const workflow = sdk
		? tryAsSdk(deps, {...hand, signingKey, keyId, sdk}, signal)
		: tryToken(
				deps,
				{
					tokenId: hand.tokenId,
					project: hand.project,
					signingKey,
					keyId: keyId ?? hand.tokenId,
					algorithm: isFitting ? registered.output : (fitting[0] ?? 'RS256'),
				},
				signal,
			);
	let failedAt = '';
	for (;;) {
		const next = await workflow.next();
		if (!next.done) {
			onStep(next.value);
			if (next.value.status === 'failed') failedAt = next.value.title;
			continue;
		}
		const {kind, failure, note, as} = next.value;
		if (kind === 'works' || !failure) {
			const way = as === undefined ? '' : `as the ${as} SDK would do it: `;
			return fine('handshake', `${way}it works${note === undefined ? '' : `. ${note}`}`);
		}
		return wrong('handshake', `${failedAt}: ${failure.message}`, failure.remedy);
	}
};
