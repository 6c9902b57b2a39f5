import type {Token} from '../../api/token.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {RotateIntent, TokenState} from '../intent.ts';
import type {StepFailure} from '../step.ts';
import {isMerged, isSameState, tokenState} from '../token/token-state.ts';

type Key = TokenState['keys'][number];
type States = Pick<RotateIntent, 'tokenId' | 'mode' | 'before' | 'algorithm' | 'newKey'>;

const underKids = (key: Key, kids: readonly string[]): Key[] =>
	[...new Set(kids)].map(kid => ({...key, kid}));

/** The token while both keys work. The new key stands first: a service that keeps one key only, the last, then harms nobody. */
export const bothState = ({before, newKey}: States): TokenState => ({
	...before,
	keys: [newKey, ...before.keys],
});

/**
 * The token once the new key alone is left: after an overlap also under the token id, which clients without a key id of
 * their own send; after a swap under the key ids of the old key.
 */
export const afterState = ({tokenId, mode, before, algorithm, newKey}: States): TokenState => ({
	name: before.name,
	algorithm,
	keys: underKids(
		{...newKey, alg: algorithm},
		mode === 'overlap' ? [newKey.kid, tokenId] : [newKey.kid, ...before.keys.map(({kid}) => kid)],
	),
});

/**
 * A state with its key also under the key ids of keys that shall go: a service that merges what it is sent by key id
 * then has no room left for them.
 */
export const displacing = (wanted: TokenState, unwanted: readonly Key[]): TokenState => {
	const [key] = wanted.keys;
	if (!key) return wanted;
	const kids = unwanted.map(({kid}) => kid).filter(kid => wanted.keys.every(each => each.kid !== kid));
	return {...wanted, keys: [...wanted.keys, ...underKids(key, kids)]};
};

/** How a token stands in its rotation; `after-merged` and `before-merged`: so, but the service kept the keys that should go. */
export type Standing = 'before' | 'both' | 'after' | 'after-merged' | 'before-merged' | 'other';

// A rename does not concern its keys, and an overlap may last for days.
const isSame = (one: TokenState, other: TokenState) => isSameState(one, {...other, name: one.name});

/** Tells how a token stands in its rotation. */
export const standingOf = (token: Token, intent: States): Standing => {
	const now = tokenState(token);
	const {before} = intent;
	const both = bothState(intent);
	const after = afterState(intent);
	if (isSame(now, before) || isSame(now, displacing(before, [intent.newKey]))) return 'before';
	if (isSame(now, both)) return 'both';
	if (isSame(now, after) || isSame(now, displacing(after, before.keys))) return 'after';
	const merged = (wanted: TokenState) =>
		isMerged({...now, name: wanted.name}, {before: {...both, keys: [...both.keys, ...after.keys]}, wanted});
	if (now.algorithm === after.algorithm && merged(after)) return 'after-merged';
	return now.algorithm === before.algorithm && merged(before) ? 'before-merged' : 'other';
};

/** Says why the key of a token can't be rotated as it stands; its thumbprints when it can. */
export const rotatable = (before: TokenState): Result<readonly string[], StepFailure> => {
	const refuse = (kind: string, message: string, remedy: string) =>
		fail<StepFailure>({kind, message, remedy: `Nothing was changed. ${remedy}`});
	if (before.jwksUri !== undefined) {
		return refuse(
			'keys-elsewhere',
			'The keys of this token are published at an address of its own (jwksUri).',
			'Rotate them where they are published.',
		);
	}
	const prints = [...new Set(before.keys.map(key => thumbprint(key)))];
	const known = prints.filter(print => print !== undefined);
	if (known.length === 0 || known.length < prints.length) {
		return refuse(
			'no-whole-key',
			'The service shows no whole public key of this token.',
			'Give it a key with `pat-tui token update-token -f` first.',
		);
	}
	if (known.length > 1) {
		return refuse(
			'several-keys',
			`The token has ${known.length} keys already: ${known.join(' and ')}.`,
			'Finish or roll back the rotation that made them, on the computer where it was begun.',
		);
	}
	return ok(known);
};
