import type {Token} from '../api/token.ts';
import type {KeyRow} from '../keys/key-store.ts';
import {thumbprint} from '../keys/thumbprint.ts';
import type {Slice} from './slice.ts';

export type KeysState = {
	/** The rows of the key store by thumbprint; undefined before they were read. */
	readonly keys: ReadonlyMap<string, KeyRow> | undefined;
	readonly loadKeys: () => Promise<void>;
};

/** The stored key of a token, if one of its registered keys is in the key store. */
export const selectKeyOf =
	(token: Token | undefined) =>
	({keys}: Pick<KeysState, 'keys'>): KeyRow | undefined => {
		for (const key of token?.keys ?? []) {
			const print = thumbprint(key);
			const row = print === undefined ? undefined : keys?.get(print);
			if (row) return row;
		}
		return undefined;
	};

/** Makes the part of the state that is about the keys of this computer. */
export const keysSlice: Slice<KeysState> = (set, get, core) => ({
	keys: undefined,
	async loadKeys() {
		const rows = await core.bench().keyStore.list();
		if (!rows.ok) {
			get().say(rows.error.message);
			return;
		}
		const entries = rows.value.flatMap(row =>
			row.status === 'damaged' ? [] : [[row.record.thumbprint, row] as const],
		);
		set({keys: new Map(entries)});
	},
});
