import {createStore, type StoreApi} from 'zustand/vanilla';
import {type BroughtKeyState, broughtKeySlice} from './brought-key-slice.ts';
import {type CloudKeyState, cloudKeySlice} from './cloud-key-slice.ts';
import {type CopyState, copySlice} from './copy-slice.ts';
import {type Core, makeCore, type StoreDeps} from './core.ts';
import {type DeleteState, deleteSlice} from './delete-slice.ts';
import {type DiagnoseState, diagnoseSlice} from './diagnose-slice.ts';
import {type DraftState, draftSlice} from './draft-slice.ts';
import {type ExportState, exportSlice} from './export-slice.ts';
import {type KeptDraftState, keepDrafts, keptDraftSlice} from './kept-draft-slice.ts';
import {type KeyChoiceState, keyChoiceSlice} from './key-choice-slice.ts';
import {type KeyFormState, keyFormSlice} from './key-form-slice.ts';
import {type KeyListState, keyListSlice} from './key-list-slice.ts';
import {type KeysState, keysSlice} from './keys-slice.ts';
import {type ListState, listSlice} from './list-slice.ts';
import {type LogState, logSlice} from './log-slice.ts';
import {noUserData} from './no-user-data.ts';
import {type OperationsState, operationsSlice} from './operations-slice.ts';
import {type PagerState, pagerSlice} from './pager-slice.ts';
import {type PaletteState, paletteSlice} from './palette-slice.ts';
import {type PassphraseState, passphraseSlice} from './passphrase-slice.ts';
import {type PermissionsState, permissionsSlice} from './permissions-slice.ts';
import {type ProjectFormState, projectFormSlice} from './project-form-slice.ts';
import {type ProjectsState, projectsSlice} from './projects-slice.ts';
import {type RenameState, renameSlice} from './rename-slice.ts';
import {type RotationState, rotationSlice} from './rotation-slice.ts';
import {noRules, type RulesState} from './rules-slice.ts';
import {type ScrollState, scrollSlice} from './scroll-slice.ts';
import type {SecretDrafts} from './secret-drafts.ts';
import {type SessionState, sessionSlice} from './session-slice.ts';
import {type SetupState, setupSlice} from './setup-slice.ts';
import {type SwitcherState, switcherSlice} from './switcher-slice.ts';
import {type TokensState, tokensSlice} from './tokens-slice.ts';
import {type TriesState, triesSlice} from './tries-slice.ts';
import {type TryState, trySlice} from './try-slice.ts';
import {type UiState, uiSlice} from './ui-slice.ts';

/** Everything that the screens show, and the verbs that change it; no secret ever stands in it. */
export type AppState = UiState &
	PagerState &
	PaletteState &
	RulesState &
	SessionState &
	ProjectsState &
	ProjectFormState &
	SetupState &
	SwitcherState &
	TokensState &
	ListState &
	KeysState &
	KeyListState &
	KeyFormState &
	DraftState &
	KeptDraftState &
	KeyChoiceState &
	BroughtKeyState &
	PassphraseState &
	CloudKeyState &
	OperationsState &
	TryState &
	TriesState &
	ScrollState &
	LogState &
	ExportState &
	DeleteState &
	CopyState &
	PermissionsState &
	RenameState &
	RotationState &
	DiagnoseState & {
		/** Ends what runs for the user and forgets everything that was shown or typed of them. */
		readonly forgetUser: () => void;
	};

/** The store of the full-screen program, and beside it what is being typed into its masked fields. */
export type AppStore = StoreApi<AppState> & {readonly secrets: SecretDrafts};

/** Makes the store; nothing is read or sent before a verb is called. */
export const makeAppStore = (deps: StoreDeps): AppStore => {
	const core: Core = makeCore(
		deps,
		message => store.getState().say(message),
		entry => store.getState().noteActivity(entry),
	);
	const store = createStore<AppState>()((set, get, api) => ({
		...uiSlice(set, get, core),
		...pagerSlice(set, get, core),
		...paletteSlice(set, get, core),
		keyRules: deps.rules ?? noRules,
		...sessionSlice(set, get, core),
		...projectsSlice(set, get, core),
		...projectFormSlice(set, get, core),
		...setupSlice(set, get, core),
		...switcherSlice(set, get, core),
		...tokensSlice(set, get, core),
		...listSlice(set, get, core),
		...keysSlice(set, get, core),
		...keyListSlice(set, get, core),
		...keyFormSlice(set, get, core),
		...draftSlice(set, get, core),
		...keptDraftSlice(set, get, core),
		...keyChoiceSlice(set, get, core),
		...broughtKeySlice(set, get, core),
		...passphraseSlice(set, get, core),
		...cloudKeySlice(set, get, core),
		...operationsSlice(set, get, core),
		...trySlice(set, get, core),
		...triesSlice(set, get, core),
		...scrollSlice(set, get, core),
		...logSlice(set, get, core),
		...exportSlice(set, get, core),
		...deleteSlice(set, get, core),
		...copySlice(set, get, core),
		...permissionsSlice(set, get, core),
		...renameSlice(set, get, core),
		...rotationSlice(set, get, core),
		...diagnoseSlice(set, get, core),
		forgetUser() {
			core.era += 1;
			core.opened.forgetAll();
			get().cancelRun();
			get().cancelTry();
			get().dropDraft();
			set(noUserData(api.getInitialState()));
		},
	}));
	keepDrafts(store.subscribe, core);
	return Object.assign(store, {secrets: core.secrets});
};
