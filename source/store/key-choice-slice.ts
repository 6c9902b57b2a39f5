import type {Algorithm} from '../keys/algorithms.ts';
import type {AppState} from './app-store.ts';
import type {CreateDraft} from './draft-slice.ts';
import type {KeyChoice} from './key-choice.ts';
import type {RotationDraft} from './rotation-draft.ts';
import type {Slice} from './slice.ts';

/** For what a key is chosen: for a new token, or in place of the key that a token has. */
export type KeyChooser = 'create' | 'rotate';

export type KeyChoiceState = {
	/** Changes the choice of a key that is on the screen, or that of a `chooser` which may have left it. */
	readonly editKeyChoice: (change: Partial<KeyChoice>, chooser?: KeyChooser) => void;
	/** Takes a pair that is made on this computer, and goes on. */
	readonly takeNewKey: () => void;
	/** Takes the key that was recognised for the token, with `linksKey` also where its private half is, and goes on. */
	readonly takeBroughtKey: (algorithm: Algorithm, options?: {readonly linksKey?: boolean}) => void;
};

/** For what the key is chosen whose choice is on the screen, or below a page that lies over it. */
export const selectKeyChooser = ({routes}: Pick<AppState, 'routes'>): KeyChooser =>
	routes.findLast(({name}) => name === 'create' || name === 'rotate')?.name === 'rotate'
		? 'rotate'
		: 'create';

/** The choice of a key of one who chooses. */
export const keyChoiceOf = (
	{draft, rotation}: Pick<AppState, 'draft' | 'rotation'>,
	chooser: KeyChooser,
): CreateDraft | RotationDraft => (chooser === 'rotate' ? (rotation ?? draft) : draft);

/** The choice of a key that is on the screen. */
export const selectKeyChoice = (state: AppState): CreateDraft | RotationDraft =>
	keyChoiceOf(state, selectKeyChooser(state));

/** The choice of a key that is on the screen now, for work that lasts: it stays the same one when the screen is another. */
export const currentKeyChoice = (get: () => AppState) => {
	const chooser = selectKeyChooser(get());
	return {
		now: (): KeyChoice => keyChoiceOf(get(), chooser),
		edit: (change: Partial<KeyChoice>) => get().editKeyChoice(change, chooser),
	};
};

/** Makes the part of the state that is about where a key comes from. */
export const keyChoiceSlice: Slice<KeyChoiceState> = (set, get) => {
	const goOn = () => {
		if (selectKeyChooser(get()) === 'rotate') void get().nextRotationPage();
		else get().nextPage();
	};
	return {
		editKeyChoice(change, chooser = selectKeyChooser(get())) {
			if (chooser === 'create') get().editDraft(change);
			else set(({rotation}) => (rotation ? {rotation: {...rotation, ...change}} : {}));
		},
		takeNewKey() {
			get().editKeyChoice({keyOrigin: 'new', keyView: 'sources'});
			goOn();
		},
		takeBroughtKey(algorithm, {linksKey = false} = {}) {
			get().editKeyChoice({keyOrigin: 'brought', algorithm, linksKey});
			goOn();
		},
	};
};
