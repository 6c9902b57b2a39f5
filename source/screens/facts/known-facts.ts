import type {Token} from '../../api/token.ts';
import type {Tried} from '../../operations/token/tries.ts';
import type {KnownKeyRow} from '../../store/keys-slice.ts';
import type {TokensState} from '../../store/tokens-slice.ts';
import type {Signs} from '../../terminal/signs.ts';

/** Everything that is known of a token, and how it may be drawn. */
export type KnownFacts = {
	readonly token: Token;
	/** The rows of the key store by canonical JWK; undefined before they were read. */
	readonly keys: ReadonlyMap<string, KnownKeyRow> | undefined;
	/** Its projects, as far as they have been read. */
	readonly detail: TokensState['detail'];
	/** Its tries from this computer, newest first; undefined before they were read. */
	readonly tries: readonly Tried[] | undefined;
	/** Milliseconds since the epoch. */
	readonly now: number;
	readonly signs: Pick<Signs, 'done' | 'failed' | 'attention' | 'ellipsis'>;
};
