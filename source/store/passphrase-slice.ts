import {makePassphrase} from '../keys/make-passphrase.ts';
import {reveal} from '../text/secret.ts';
import type {CreateDraft} from './draft-slice.ts';
import type {Slice} from './slice.ts';

/** The parts of the page about the passphrase that can have the focus, in their order. */
export const passphraseParts = ['first', 'second', 'show', 'make'] as const;
export type PassphrasePart = (typeof passphraseParts)[number];

export type PassphraseState = {
	/** Moves the focus to the next part of the page, or the one before. */
	readonly movePassphraseFocus: (by: 1 | -1) => void;
	/** Takes what is typed into one of the two fields. */
	readonly typePassphrase: (part: 'first' | 'second', text: string) => void;
	/** Ticks or unticks what has the focus: to show what is typed, or to have a passphrase made. */
	readonly tickPassphrase: () => void;
};

/** Makes the part of the state that is about typing a passphrase for a new key, or having one made. */
export const passphraseSlice: Slice<PassphraseState> = (_set, get, {secrets, effects}) => {
	const edit = (change: Partial<CreateDraft>) => get().editDraft(change);
	return {
		movePassphraseFocus(by) {
			const at = passphraseParts.indexOf(get().draft.passphraseField) + by;
			const {length} = passphraseParts;
			edit({passphraseField: passphraseParts[(at + length) % length] ?? 'first'});
		},
		typePassphrase(part, text) {
			secrets.set(part === 'first' ? 'passphrase' : 'passphrase-again', text);
			// What is changed by hand is not the one that was made.
			if (part === 'first' && get().draft.madePassphrase !== 'none') edit({madePassphrase: 'none'});
		},
		tickPassphrase() {
			const {passphraseField, showsPassphrase, madePassphrase} = get().draft;
			if (passphraseField === 'show') {
				edit({showsPassphrase: !showsPassphrase});
				return;
			}
			if (passphraseField !== 'make') return;
			const isMade = madePassphrase !== 'none';
			secrets.set('passphrase', isMade ? '' : reveal(makePassphrase(effects.random)));
			secrets.set('passphrase-again', '');
			edit({
				madePassphrase: isMade ? 'none' : 'on-screen',
				passphraseField: isMade ? 'make' : 'second',
				passphraseProblem: undefined,
			});
		},
	};
};
