import type {Token} from '../api/token.ts';
import type {Tried} from '../operations/token/tries.ts';
import type {KeyWords} from './key-words.ts';

/** How a token stands, as far as this computer knows: a kind, and why in a few words. */
export type TokenHealth = {readonly kind: 'ok' | 'attention' | 'nokey'; readonly words: string};

/** Tells how a token stands from its record, its private key and the last try. */
export const tokenHealth = (
	{problem}: Pick<Token, 'problem'>,
	key: KeyWords,
	lastTry: Pick<Tried, 'outcome'> | undefined,
): TokenHealth => {
	if (problem) return {kind: 'attention', words: 'odd record'};
	if (key.isExposed) return {kind: 'attention', words: 'key exposed'};
	if (lastTry?.outcome === 'failed') return {kind: 'attention', words: 'try failed'};
	return key.isHere
		? {kind: 'ok', words: 'ok'}
		: {kind: 'nokey', words: key.words === '' ? '' : 'no key here'};
};
