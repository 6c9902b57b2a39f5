import type {Token} from '../api/token.ts';
import {graphemes} from '../text/graphemes.ts';
import {sanitise} from '../text/sanitise.ts';
import type {AppState} from './app-store.ts';
import {selectKeysOf} from './keys-slice.ts';
import type {Slice} from './slice.ts';

/** Where one is in the question: the name to type, what becomes of the key, or one of the two buttons. */
export type DeleteField = 'name' | 'key' | 'cancel' | 'delete';

/** A deletion that a person is asked to confirm. */
export type DeleteDraft = {
	readonly tokenId: string;
	readonly typed: string;
	readonly removesKey: boolean;
	readonly field: DeleteField;
};

export type DeleteState = {
	readonly deleteDraft: DeleteDraft | undefined;
	readonly beginDelete: (tokenId: string) => void;
	readonly editDelete: (change: Partial<Omit<DeleteDraft, 'tokenId'>>) => void;
	/** Goes on to the next field, or back to the one before; the key is left out where none is here. */
	readonly moveInDelete: (by: 1 | -1) => void;
	/** Deletes, when what was typed is what had to be typed; false when it is not. */
	readonly confirmDelete: () => boolean;
};

/** What must be typed before a token is deleted. */
export type Confirmation = {readonly kind: 'name' | 'id-end'; readonly text: string};

type Named = Pick<Token, 'id' | 'name'>;

const longestTyped = 40;

/**
 * Says what must be typed: the name, or the last 6 characters of the id where the name is shared, long, or can't plainly
 * be typed (ux: nothing harmful on one key).
 */
export const confirmationFor = (token: Named, tokens: readonly Named[]): Confirmation => {
	const isShared = tokens.some(({id, name}) => id !== token.id && name === token.name);
	const isPlain =
		/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(token.name) && sanitise(token.name) === token.name;
	return isPlain && !isShared && token.name.length <= longestTyped
		? {kind: 'name', text: token.name}
		: {kind: 'id-end', text: token.id.slice(-6)};
};

/** How many characters are still to be typed; undefined when what was typed is wrong already. */
export const charactersToGo = (typed: string, wanted: string): number | undefined =>
	wanted.startsWith(typed) ? [...graphemes(wanted.slice(typed.length))].length : undefined;

/** Tells whether what had to be typed was typed. */
export const selectMayDelete = ({
	deleteDraft,
	tokens: {items},
}: Pick<AppState, 'deleteDraft' | 'tokens'>): boolean => {
	const token = items.find(({id}) => id === deleteDraft?.tokenId);
	return token !== undefined && deleteDraft?.typed === confirmationFor(token, items).text;
};

const allFields: readonly DeleteField[] = ['name', 'key', 'cancel', 'delete'];

/** Makes the part of the state that is about confirming a deletion. */
export const deleteSlice: Slice<DeleteState> = (set, get) => ({
	deleteDraft: undefined,
	beginDelete(tokenId) {
		set({deleteDraft: {tokenId, typed: '', removesKey: false, field: 'name'}});
		void get().loadDetail(tokenId);
	},
	editDelete(change) {
		set(({deleteDraft}) => (deleteDraft ? {deleteDraft: {...deleteDraft, ...change}} : {}));
	},
	moveInDelete(by) {
		const {deleteDraft, editDelete, tokens} = get();
		const token = tokens.items.find(({id}) => id === deleteDraft?.tokenId);
		const hasKey = selectKeysOf(token)(get()).length > 0;
		const fields = allFields.filter(field => field !== 'key' || hasKey);
		const at = fields.indexOf(deleteDraft?.field ?? 'name');
		editDelete({field: fields[(at + by + fields.length) % fields.length] ?? 'name'});
	},
	confirmDelete() {
		const {deleteDraft, tokens} = get();
		const token = tokens.items.find(({id}) => id === deleteDraft?.tokenId);
		if (!deleteDraft || !token || !selectMayDelete(get())) return false;
		const stored = selectKeysOf(token)(get());
		const removeKeys = deleteDraft.removesKey ? stored.map(({record}) => record.thumbprint) : [];
		void get().startDelete({tokenId: token.id, name: token.name, removeKeys});
		return true;
	},
});
