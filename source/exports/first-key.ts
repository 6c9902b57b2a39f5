import * as v from 'valibot';
import type {Sdk} from './sdks.ts';

const FirstKey = v.object({
	kty: v.literal('EC'),
	crv: v.literal('P-256'),
	alg: v.literal('ES256'),
	x: v.pipe(v.string(), v.nonEmpty()),
	y: v.pipe(v.string(), v.nonEmpty()),
});

/** What an SDK makes of the service's JWKS: every one of them looks at the first key alone (contract 4.1). */
export type FirstKeyView = {readonly isRefused: boolean; readonly detail: string};

/** Looks at the first key of the service's JWKS as an SDK does. */
export const viewFirstKey = (
	{name, insistsOnFirstKey}: Pick<Sdk, 'name' | 'insistsOnFirstKey'>,
	keys: readonly unknown[],
): FirstKeyView => {
	if (keys.length === 0)
		return {isRefused: true, detail: `The service publishes no key, and the ${name} SDK wants one.`};
	if (v.is(FirstKey, keys[0])) return {isRefused: false, detail: 'the first key is EC P-256 for ES256'};
	return insistsOnFirstKey
		? {
				isRefused: true,
				detail: `The first key that the service publishes is not one for ES256 (EC P-256 with x and y), and the ${name} SDK takes no other.`,
			}
		: {
				isRefused: false,
				detail: 'the first key is not one for ES256: what the SDK makes of that is not known',
			};
};
