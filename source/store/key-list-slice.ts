import type {KeyRow} from '../keys/key-row.ts';
import {type KeyUse, keyUse} from '../operations/token/key-use.ts';
import type {AppState} from './app-store.ts';
import {type KnownKeyRow, keyRowId} from './keys-slice.ts';
import {rememberLast} from './remember-last.ts';
import type {Slice} from './slice.ts';

export type KeyListState = {
	/** The row that the cursor is on; undefined: the first. */
	readonly selectedKey: string | undefined;
	/** Shows the keys of this computer, and reads them. */
	readonly openKeys: () => void;
	readonly moveKeySelection: (by: number) => void;
	/** Lets nobody but the person read a key's file. */
	readonly narrowKey: (thumbprint: string) => Promise<void>;
	/** Takes a key's passphrase out of the system's keyring, and locks the key. */
	readonly forgetKeyPassphrase: (thumbprint: string) => Promise<void>;
};

/** The row that the cursor is on. */
export const selectKeyRow = ({
	keyRows = [],
	selectedKey,
}: Pick<AppState, 'keyRows' | 'selectedKey'>): number =>
	Math.max(
		0,
		keyRows.findIndex(row => keyRowId(row) === selectedKey),
	);

/** The key with a thumbprint (RFC 7638). */
export const selectKey =
	(thumbprint: string) =>
	({keyRows = []}: Pick<AppState, 'keyRows'>): KnownKeyRow | undefined =>
		keyRows.find(
			(row): row is KnownKeyRow => row.status !== 'damaged' && row.record.thumbprint === thumbprint,
		);

const foundUse = rememberLast((rows: readonly KeyRow[], tokens: AppState['tokens']['items']) =>
	keyUse(rows, tokens),
);

/** Which tokens use which keys, as far as the whole list of tokens is known. */
export const selectKeyUse = ({keyRows, tokens}: Pick<AppState, 'keyRows' | 'tokens'>): KeyUse | undefined =>
	keyRows && tokens.status === 'fresh' ? foundUse(keyRows, tokens.items) : undefined;

/** Makes the part of the state that is about the list of keys. */
export const keyListSlice: Slice<KeyListState> = (set, get, core) => ({
	selectedKey: undefined,
	openKeys() {
		const {go, loadKeys} = get();
		go({name: 'keys'});
		void loadKeys();
	},
	moveKeySelection(by) {
		const {keyRows = []} = get();
		const row = keyRows[Math.max(0, Math.min(selectKeyRow(get()) + by, keyRows.length - 1))];
		set({selectedKey: row && keyRowId(row)});
	},
	async forgetKeyPassphrase(thumbprint) {
		const forgotten = await (await core.bench()).keyStore.forget(thumbprint);
		core.opened.forget(thumbprint);
		await get().loadKeys();
		get().say(forgotten.ok ? 'Its passphrase is asked for from now on.' : forgotten.error.message);
	},
	async narrowKey(thumbprint) {
		const narrowed = await (await core.bench()).keyStore.narrow(thumbprint);
		await get().loadKeys();
		get().say(narrowed.ok ? 'Only you can read its file now (0600).' : narrowed.error.message);
	},
});
