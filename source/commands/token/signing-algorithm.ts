import * as v from 'valibot';
import type {Token} from '../../api/token.ts';
import {Algorithm} from '../../keys/algorithms.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import {type CommandError, failedError} from '../command-error.ts';

/** Gives the algorithm that a token signs with; fails for one that nothing can be signed with here. */
export const signingAlgorithm = ({algorithm}: Token): Result<Algorithm, CommandError> => {
	const known = v.safeParse(Algorithm, algorithm);
	if (known.success) return ok(known.output);
	const message = `The token's algorithm is ${sanitise(algorithm) || 'not given'}, which can't be signed with here.`;
	return fail(
		failedError({kind: 'unknown-algorithm', message}, 'Make a new token with RS256, RS512, ES256 or ES512.'),
	);
};
