import type {Project} from '../api/project.ts';
import type {Algorithm} from '../keys/algorithms.ts';
import type {PresetId} from '../policies/presets.ts';
import {misfit, nameProblem, passphrasesProblem} from './draft-checks.ts';
import {type Brought, emptyKeyChoice, type KeyChoice, stepBackInChoice} from './key-choice.ts';
import type {PassphrasePart} from './passphrase-slice.ts';
import type {Slice} from './slice.ts';

const createPages = ['name', 'algorithm', 'key', 'passphrase', 'permissions', 'review'] as const;
export type CreatePage = (typeof createPages)[number];

/** The pages of the create wizard, in their order: a public key that was brought needs no passphrase. */
export const pagesOf = ({keyOrigin}: Pick<CreateDraft, 'keyOrigin'>): readonly CreatePage[] =>
	keyOrigin === 'new' ? createPages : createPages.filter(page => page !== 'passphrase');

/** What a new token may do at first: a preset in the project, or nothing in no project. */
export type PermissionChoice = PresetId | 'none';

/** The ways in which the last page shows a draft, in their order. */
export const reviewViews = ['summary', 'command', 'requests'] as const;
export type ReviewView = (typeof reviewViews)[number];

/** What was filled in so far; the passphrase is kept elsewhere. */
export type CreateDraft = KeyChoice & {
	readonly page: CreatePage;
	/** Whether the person tried to go on, so that what is wrong is said and not only hinted at. */
	readonly isNameTried: boolean;
	/** Which part of the page about the passphrase has the focus. */
	readonly passphraseField: PassphrasePart;
	/** Whether what is typed is shown; never kept when the page is left. */
	readonly showsPassphrase: boolean;
	/** Whether the passphrase was made here: on the screen once, then put away. */
	readonly madePassphrase: 'none' | 'on-screen' | 'put-away';
	readonly passphraseProblem: string | undefined;
	readonly permissions: PermissionChoice;
	readonly project: Project | undefined;
	/** What the last page shows: what was filled in, or the same as a command or as the requests to be sent. */
	readonly reviewed: ReviewView;
};

export type DraftState = {
	readonly draft: CreateDraft;
	/** Starts a new draft, in the active project. */
	readonly beginDraft: () => void;
	readonly editDraft: (change: Partial<CreateDraft>) => void;
	/** Goes to the next page, or says what keeps one from it. */
	readonly nextPage: () => void;
	/** Goes to the page before; false on the first one. */
	readonly previousPage: () => boolean;
	/** Forgets the draft, its secrets and its key pair. */
	readonly dropDraft: () => void;
};

/** A draft in which nothing is filled in yet. */
export const emptyDraft: CreateDraft = {
	...emptyKeyChoice,
	page: 'name',
	isNameTried: false,
	passphraseField: 'first',
	showsPassphrase: false,
	madePassphrase: 'none',
	passphraseProblem: undefined,
	permissions: 'issue',
	project: undefined,
	reviewed: 'summary',
};

/** What of a passphrase is put away when its page is left. */
const hidden = ({passphraseField, madePassphrase}: CreateDraft): Partial<CreateDraft> => ({
	showsPassphrase: false,
	madePassphrase: madePassphrase === 'none' ? 'none' : 'put-away',
	passphraseField: passphraseField === 'first' ? 'first' : 'second',
});

const fitting = ({algorithm}: CreateDraft, {key}: Brought): Algorithm =>
	key.algorithms.find(each => each === algorithm) ?? key.algorithms[0] ?? algorithm;

/** Makes the part of the state that is about the token being created. */
export const draftSlice: Slice<DraftState> = (set, get, core) => {
	const forgetKey = () => {
		core.keyDraft?.drop();
		core.keyDraft = undefined;
	};
	const edit = (change: Partial<CreateDraft>) => set(({draft}) => ({draft: {...draft, ...change}}));
	/** Begins to make the key pair as soon as its algorithm is known, so that the review never waits for it. */
	const startKey = (algorithm: Algorithm) => {
		if (core.keyDraft?.algorithm === algorithm && get().draft.keyStatus !== 'failed') return;
		forgetKey();
		const abort = new AbortController();
		const pair = core.bench().then(async ({keyGenerator}) => keyGenerator.generate(algorithm, abort.signal));
		core.keyDraft = {algorithm, pair, drop: () => abort.abort()};
		edit({keyStatus: 'making'});
		const isStill = () => core.keyDraft?.pair === pair;
		pair.then(
			() => isStill() && edit({keyStatus: 'ready'}),
			() => isStill() && edit({keyStatus: 'failed'}),
		);
	};
	const step = (by: 1 | -1) => {
		const {draft} = get();
		const pages = pagesOf(draft);
		const next = pages[pages.indexOf(draft.page) + by];
		if (next) edit({page: next, reviewed: 'summary', ...hidden(draft)});
		return next !== undefined;
	};
	const stepInKey = () => {
		const {draft} = get();
		const before = draft.page === 'key' ? stepBackInChoice(draft) : undefined;
		if (before) edit(before);
		return before !== undefined;
	};
	const drop = () => {
		forgetKey();
		core.secrets.wipe();
		set({draft: emptyDraft});
	};
	return {
		draft: emptyDraft,
		beginDraft() {
			drop();
			edit({project: get().activeProject});
		},
		editDraft: edit,
		nextPage() {
			const {draft} = get();
			switch (draft.page) {
				case 'name':
					if (nameProblem(draft.name)) edit({isNameTried: true});
					else step(1);
					return;
				case 'algorithm': {
					const problem = misfit(draft.algorithm, draft);
					if (problem !== undefined) {
						get().say(problem);
						return;
					}
					if (draft.keyOrigin === 'new') startKey(draft.algorithm);
					step(1);
					return;
				}
				case 'passphrase': {
					const problem = passphrasesProblem(
						core.secrets.get('passphrase'),
						core.secrets.get('passphrase-again'),
						{isMade: draft.madePassphrase !== 'none'},
					);
					if (draft.passphraseField === 'first')
						edit({passphraseField: 'second', passphraseProblem: undefined});
					else if (problem === undefined) step(1);
					else edit({passphraseField: 'second', passphraseProblem: problem});
					return;
				}
				case 'key': {
					const {keyView, brought} = draft;
					if ((keyView === 'bring' || keyView === 'cloud') && brought)
						edit({keyOrigin: 'brought', algorithm: fitting(draft, brought)});
					const {keyOrigin, algorithm} = get().draft;
					if (keyOrigin === 'new') startKey(algorithm);
					else forgetKey();
					edit({keyView: 'sources', leftKeyView: undefined});
					step(1);
					return;
				}
				case 'permissions': {
					// The projects may have been on their way when the draft was begun.
					const project = draft.project ?? get().activeProject;
					if (!project && draft.permissions !== 'none') {
						get().say('No project is active, so it can have no rights yet: choose Nothing yet.');
						return;
					}
					edit({project});
					step(1);
					return;
				}
				case 'review':
					get().replace({name: 'run'});
					void get().startCreate();
			}
		},
		previousPage: () => stepInKey() || step(-1),
		dropDraft: drop,
	};
};
