import {fail, ok, type Result} from '../result.ts';
import {type Algorithm, algorithms} from './algorithms.ts';
import type {PublicJwk} from './public-jwk.ts';

const keyWords = (jwk: PublicJwk): string => (jwk.kty === 'RSA' ? 'an RSA key' : `an EC key on ${jwk.crv}`);

/** Gives the algorithms that a key can sign with, the usual one first. */
export const algorithmsFor = (jwk: PublicJwk): readonly Algorithm[] =>
	Object.values(algorithms).flatMap(({name, key}) => {
		const fits = key.type === 'rsa' ? jwk.kty === 'RSA' : jwk.kty === 'EC' && key.namedCurve === jwk.crv;
		return fits ? [name] : [];
	});

/**
 * Chooses the algorithm of a key: the one that is wanted, else the usual one of its kind (RS256, or the curve's own),
 * among `fitting`, which may be fewer than its kind could sign with;
 * fails with a sentence that names both when the two do not fit.
 */
export const fitAlgorithm = (
	jwk: PublicJwk,
	wanted: Algorithm | undefined,
	fitting = algorithmsFor(jwk),
): Result<Algorithm, {readonly kind: 'algorithm-does-not-fit'; readonly message: string}> => {
	const [usual] = fitting;
	const chosen = wanted ?? usual;
	if (chosen !== undefined && fitting.includes(chosen)) return ok(chosen);
	const message = `${wanted} does not fit ${keyWords(jwk)}, which signs with ${fitting.join(' or ')}.`;
	return fail({kind: 'algorithm-does-not-fit', message});
};
