import * as v from 'valibot';
import {Algorithm} from '../../keys/algorithms.ts';
import {fitAlgorithm} from '../../keys/fit-algorithm.ts';
import {PublicJwk} from '../../keys/public-jwk.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {TokenState} from '../intent.ts';
import type {StepFailure} from '../step.ts';

/** What is to be changed of a token; what is left out stays as it is. */
export type TokenChange = {
	readonly name?: string | undefined;
	readonly keyId?: string | undefined;
	readonly publicKey?: PublicJwk | undefined;
	readonly algorithm?: Algorithm | undefined;
};

type Key = TokenState['keys'][number];

const refuse = (kind: string, message: string, remedy: string) =>
	fail<StepFailure>({kind, message, remedy: `Nothing was changed. ${remedy}`});

const keyName = (key: Key): string => {
	const print = thumbprint(key);
	return `${key.kid || '(no key id)'}${print === undefined ? '' : ` (thumbprint ${print})`}`;
};

const changedKey = (
	key: Key | undefined,
	{algorithm, name}: TokenState,
	change: TokenChange,
): Result<Key, StepFailure> => {
	const known = change.publicKey ? ok(change.publicKey) : readKey(key);
	if (!known.ok) return known;
	const current = v.safeParse(Algorithm, algorithm);
	// Never the usual one of the key: a token that was not told to change its algorithm keeps it.
	const wanted = change.algorithm ?? (current.success ? current.output : undefined);
	const fitted = fitAlgorithm(known.value, wanted);
	if (!fitted.ok) {
		const {kind, message} = fitted.error;
		const which = change.algorithm === undefined ? `The token ${name} stays with ${algorithm}, but ` : '';
		return refuse(kind, `${which}${message}`, 'Give another --algorithm, or another key.');
	}
	return ok({
		...known.value,
		kid: change.keyId ?? key?.kid ?? '',
		alg: fitted.value,
		use: 'sig',
	});
};

const readKey = (key: Key | undefined): Result<PublicJwk, StepFailure> => {
	const whole = v.safeParse(PublicJwk, key);
	return whole.success
		? ok(whole.output)
		: refuse(
				'no-whole-key',
				'The service shows no whole public key of this token.',
				'Give one with -f (--public-key-file).',
			);
};

/**
 * Works out how a token shall be: the algorithm stays unless told, a new key brings its own type, and its key id stays
 * unless told, or its key ids where it stands under several. A token with different keys is refused by their names, for
 * which of them is meant nobody can know.
 */
export const wantedState = (
	tokenId: string,
	before: TokenState,
	change: TokenChange,
): Result<TokenState, StepFailure> => {
	// The key of a finished rotation stands there twice, under its own key id and under the token id.
	const distinct = new Set(before.keys.map(key => thumbprint(key) ?? key.kid));
	if (distinct.size > 1) {
		const names = before.keys.map(keyName).join(' and ');
		return refuse(
			'several-keys',
			`The token has ${before.keys.length} keys, as while its key is being rotated: ${names}.`,
			'Finish that first, so that one key is left.',
		);
	}
	const name = change.name ?? before.name;
	const touchesKey =
		change.keyId !== undefined || change.publicKey !== undefined || change.algorithm !== undefined;
	if (!touchesKey) return ok({...before, name});
	const onlyAlgorithm = change.keyId === undefined && change.publicKey === undefined;
	if (before.jwksUri !== undefined && onlyAlgorithm) {
		return ok({...before, name, algorithm: change.algorithm ?? before.algorithm});
	}
	const keys: Key[] = [];
	for (const key of change.keyId === undefined && before.keys.length > 0 ? before.keys : [before.keys[0]]) {
		const changed = changedKey(key, before, change);
		if (!changed.ok) return changed;
		keys.push({...changed.value, kid: changed.value.kid || tokenId});
	}
	return ok({name, algorithm: keys[0]?.alg ?? before.algorithm, keys});
};
