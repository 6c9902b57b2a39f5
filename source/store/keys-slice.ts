import type {Token} from '../api/token.ts';
import {canonicalJwk} from '../keys/canonical-jwk.ts';
import type {KeyRow} from '../keys/key-row.ts';
import type {Slice} from './slice.ts';

export type KeysState = {
	/** The rows of the key store by file name; undefined before they were read. */
	readonly keyRows: readonly KeyRow[] | undefined;
	/** The rows of the key store by the canonical form of their public JWK; undefined before they were read. */
	readonly keys: ReadonlyMap<string, KnownKeyRow> | undefined;
	readonly loadKeys: () => Promise<void>;
};

/** A row of the key store that says which key it is about. */
export type KnownKeyRow = Exclude<KeyRow, {readonly status: 'damaged'}>;

/** What tells a row of the key store from the others. */
export const keyRowId = (row: KeyRow): string => (row.status === 'damaged' ? row.place : row.recordFile);

/** The stored keys of a token: those of its registered keys that are in the key store, each once. */
export const selectKeysOf =
	(token: Token | undefined) =>
	({keys}: Pick<KeysState, 'keys'>): readonly KnownKeyRow[] =>
		keys === undefined
			? []
			: // Once a rotation is finished one key is registered under two ids.
				[...new Set((token?.keys ?? []).flatMap(key => keys.get(canonicalJwk(key) ?? '') ?? []))];

/** The first stored key of a token, if it has any. */
export const selectKeyOf =
	(token: Token | undefined) =>
	(state: Pick<KeysState, 'keys'>): KnownKeyRow | undefined =>
		selectKeysOf(token)(state)[0];

/** Makes the part of the state that is about the keys of this computer. */
export const keysSlice: Slice<KeysState> = (set, get, core) => ({
	keyRows: undefined,
	keys: undefined,
	async loadKeys() {
		const rows = await (await core.bench()).keyStore.list();
		if (!rows.ok) {
			get().say(rows.error.message);
			return;
		}
		const entries = rows.value.flatMap(row =>
			row.status === 'damaged' ? [] : [[canonicalJwk(row.record.publicJwk) ?? '', row] as const],
		);
		set({keyRows: rows.value, keys: new Map(entries)});
	},
});
