import {allPages} from '../api/pages.ts';
import {isEncrypted} from '../keys/key-row.ts';
import {noteProblem} from '../keys/note-problem.ts';
import type {Resealing} from '../keys/reseal-key.ts';
import {stillRemembered} from '../keys/still-remembered.ts';
import {type KeyUser, keyUse} from '../operations/token/key-use.ts';
import {makeSecret} from '../text/secret.ts';
import type {AppState} from './app-store.ts';
import {type Confirmation, confirmationFor} from './delete-slice.ts';
import {passphrasesProblem} from './draft-checks.ts';
import {apiFailure, type Failure} from './failure.ts';
import {selectKey} from './key-list-slice.ts';
import type {KnownKeyRow} from './keys-slice.ts';
import type {Slice} from './slice.ts';
import {rememberedSentence} from './try-slice.ts';

/** What a person changes about a key. */
export type KeyFormKind = 'passphrase' | 'renew' | 'remember' | 'note' | 'delete';

/** A change of a key that is being prepared; passphrases are kept elsewhere. */
export type KeyForm = {
	readonly thumbprint: string;
	readonly kind: KeyFormKind;
	/** `open`: the passphrase that it has; `new`: the one that it gets, twice; `refused`: it can't be deleted. */
	readonly page: 'reading' | 'refused' | 'open' | 'new' | 'note' | 'confirm';
	/** Which of the two new passphrases has the focus. */
	readonly field: 'first' | 'second';
	/** The note, or what was typed of the name. */
	readonly typed: string;
	readonly isBusy: boolean;
	/** The tokens that use a key which is to be deleted. */
	readonly users: readonly KeyUser[];
	readonly problem?: string | undefined;
	readonly failure?: Failure;
};

export type KeyFormState = {
	readonly keyForm: KeyForm | undefined;
	readonly beginKeyForm: (thumbprint: string, kind: KeyFormKind) => void;
	readonly editKeyForm: (change: Pick<KeyForm, 'typed'> | Pick<KeyForm, 'field'>) => void;
	/** Goes on from a page, or says what keeps one from it. */
	readonly nextKeyFormPage: () => Promise<void>;
	/** Leaves the form, and forgets what was typed. */
	readonly leaveKeyForm: () => void;
};

/** What must be typed before a key is removed. */
export const selectKeyConfirmation =
	(thumbprint: string) =>
	(state: Pick<AppState, 'keyRows'>): Confirmation => {
		const named = (state.keyRows ?? []).flatMap(row =>
			row.status === 'damaged' ? [] : [{id: row.record.thumbprint, name: row.record.name}],
		);
		const name = selectKey(thumbprint)(state)?.record.name ?? '';
		return confirmationFor({id: thumbprint, name}, named);
	};

/** Makes the part of the state that is about changing a key. */
export const keyFormSlice: Slice<KeyFormState> = (set, get, core) => {
	const edit = (change: Partial<KeyForm>) =>
		set(({keyForm}) => (keyForm ? {keyForm: {...keyForm, ...change}} : {}));

	const forgetPassphrases = () => {
		for (const field of ['open-passphrase', 'new-key-passphrase', 'new-key-passphrase-again'] as const)
			core.secrets.set(field, '');
	};

	/** Runs a change of the key store; a form that was left meanwhile is not touched. */
	const busy = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
		const before = get().keyForm;
		edit({isBusy: true, problem: undefined});
		const result = await work();
		const isSame = get().keyForm?.thumbprint === before?.thumbprint && get().keyForm?.isBusy === true;
		if (isSame) edit({isBusy: false});
		return isSame ? result : undefined;
	};

	const keyStore = async () => (await core.bench()).keyStore;

	const end = async (said: string) => {
		await get().loadKeys();
		get().leaveKeyForm();
		get().say(said);
	};

	const secretOf = (text: string) => (text === '' ? undefined : makeSecret(text));

	const reseal = async ({thumbprint}: KeyForm, resealing: Resealing, said: string) => {
		const done = await busy(async () => (await keyStore()).reseal(thumbprint, resealing));
		if (done?.ok) await end(said);
		else if (done) edit({problem: done.error.message});
	};

	const open = async (form: KeyForm) => {
		const current = makeSecret(core.secrets.get('open-passphrase'));
		if (form.kind === 'renew') {
			await reseal(form, {current, next: current}, 'It is encrypted with all the rounds now.');
			return;
		}
		if (form.kind === 'remember') {
			const kept = await busy(async () => (await keyStore()).remember(form.thumbprint, current));
			if (kept?.ok) await end(rememberedSentence);
			else if (kept) edit({problem: kept.error.message});
			return;
		}
		const opened = await busy(async () => (await keyStore()).open(form.thumbprint, current));
		if (opened?.ok) edit({page: 'new', field: 'first'});
		else if (opened) edit({problem: opened.error.message});
	};

	const change = async (form: KeyForm) => {
		const [first, second] = [
			core.secrets.get('new-key-passphrase'),
			core.secrets.get('new-key-passphrase-again'),
		];
		if (form.field === 'first' && second === '') {
			edit({field: 'second', problem: undefined});
			return;
		}
		const problem = passphrasesProblem(first, second);
		if (problem !== undefined) {
			edit({problem});
			return;
		}
		const resealing = {current: secretOf(core.secrets.get('open-passphrase')), next: secretOf(first)};
		const said = first === '' ? 'It has no passphrase now.' : 'The new passphrase opens it from now on.';
		await reseal(form, resealing, said);
	};

	const note = async ({thumbprint, typed}: KeyForm) => {
		const text = typed.trim();
		const problem = noteProblem(text);
		const done = problem === undefined && (await busy(async () => (await keyStore()).note(thumbprint, text)));
		if (!done) edit({problem});
		else if (done.ok) await end(text === '' ? 'It has no note.' : 'The note is kept.');
		else edit({problem: done.error.message});
	};

	const remove = async ({thumbprint, typed}: KeyForm) => {
		if (typed !== selectKeyConfirmation(thumbprint)(get()).text) return;
		const done = await busy(async () => (await keyStore()).remove(thumbprint));
		if (done && !done.ok) edit({problem: done.error.message});
		if (!done?.ok) return;
		core.opened.forget(thumbprint);
		const {routes} = get();
		set({routes: routes.filter(route => !(route.name === 'key' && route.thumbprint === thumbprint))});
		const {custody, remembered} = done.value;
		const said =
			custody === 'stored'
				? 'The key is removed.'
				: 'The key is not known here any more; it stays where it is.';
		await end(remembered ? `${said} ${stillRemembered({thumbprint})}` : said);
	};

	const readUsers = async ({record}: KnownKeyRow) => {
		const {thumbprint} = record;
		const {era} = core;
		const all = await allPages((await core.bench()).service.iam.listTokens());
		const {keyForm} = get();
		if (era !== core.era || keyForm?.thumbprint !== thumbprint || keyForm.page !== 'reading') return;
		if (!all.ok) {
			edit({page: 'refused', failure: apiFailure('Whether a token uses it could not be read', all.error)});
			return;
		}
		const users = keyUse([], all.value).usersOf(record);
		edit(users.length > 0 ? {page: 'refused', users} : {page: 'confirm'});
	};

	const firstPage = (kind: KeyFormKind, isLocked: boolean): KeyForm['page'] => {
		if (kind === 'delete') return 'reading';
		if (kind === 'note') return 'note';
		return isLocked ? 'open' : 'new';
	};

	return {
		keyForm: undefined,
		beginKeyForm(thumbprint, kind) {
			const row = selectKey(thumbprint)(get());
			if (!row) return;
			forgetPassphrases();
			const page = firstPage(kind, row.status === 'ready' && isEncrypted(row));
			const typed = kind === 'note' ? (row.record.note ?? '') : '';
			set({keyForm: {thumbprint, kind, page, typed, field: 'first', isBusy: false, users: []}});
			get().go({name: 'key-form'});
			if (page === 'reading') void readUsers(row);
		},
		editKeyForm(change) {
			edit({...change, problem: undefined});
		},
		async nextKeyFormPage() {
			const {keyForm} = get();
			if (!keyForm || keyForm.isBusy) return;
			const steps = {
				open,
				new: change,
				note,
				confirm: remove,
				reading: undefined,
				refused: undefined,
			} as const;
			await steps[keyForm.page]?.(keyForm);
		},
		leaveKeyForm() {
			const {routes, back} = get();
			forgetPassphrases();
			set({keyForm: undefined});
			if (routes.at(-1)?.name === 'key-form') back();
		},
	};
};
