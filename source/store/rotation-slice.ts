import type {Token} from '../api/token.ts';
import {isEncrypted} from '../keys/key-row.ts';
import {thumbprint} from '../keys/thumbprint.ts';
import type {RotateIntent} from '../operations/intent.ts';
import {makeSecret} from '../text/secret.ts';
import {confirmationFor} from './delete-slice.ts';
import {passphrasesProblem} from './draft-checks.ts';
import {apiFailure, type Failure, stepFailure} from './failure.ts';
import type {Slice} from './slice.ts';

/** What a person is asked before a token's key is changed, in this order, as far as it is needed. */
export type RotationPage = 'reading' | 'impossible' | 'begin' | 'open' | 'passphrase' | 'unlock' | 'confirm';

/** A change of a token's key that is being prepared; the passphrases are kept elsewhere. */
export type RotationDraft = {
	readonly tokenId: string;
	readonly page: RotationPage;
	/** What happens at the end. */
	readonly does: 'begin' | 'finish' | 'roll-back';
	readonly mode: RotateIntent['mode'];
	/** The token as it was read for this. */
	readonly token?: Token;
	/** The rotation of this token that is open already. */
	readonly open?: {readonly operationId: string; readonly openedAt: string; readonly intent: RotateIntent};
	/** Keys that are here but encrypted: they are opened, or they are not tried. */
	readonly locked: readonly LockedKey[];
	readonly isOpening: boolean;
	/** Which of the two passphrase fields has the focus. */
	readonly field: 'first' | 'second';
	/** What was typed of the name. */
	readonly typed: string;
	readonly problem?: string | undefined;
	readonly failure?: Failure;
};

export type LockedKey = {readonly thumbprint: string; readonly path: string};

export type RotationState = {
	readonly rotation: RotationDraft | undefined;
	/** Reads how the key of a token stands; `does`: what the person came for, of a rotation that is open. */
	readonly beginRotation: (tokenId: string, does?: 'finish' | 'roll-back') => Promise<void>;
	readonly chooseRotation: (
		choice: Pick<RotationDraft, 'does'> & Partial<Pick<RotationDraft, 'mode'>>,
	) => Promise<void>;
	readonly editRotation: (change: Pick<RotationDraft, 'typed'> | Pick<RotationDraft, 'field'>) => void;
	/** Goes on from a page with fields, or says what keeps one from it. */
	readonly nextRotationPage: () => Promise<void>;
	/** Goes back to where it was chosen what happens; false where that is where one is. */
	readonly previousRotationPage: () => boolean;
	/** Sends what was prepared; again after it failed before anything was begun. */
	readonly submitRotation: () => Promise<void>;
};

const choicePages: readonly RotationPage[] = ['reading', 'impossible', 'begin', 'open'];

/** Makes the part of the state that is about changing the key of a token, up to where it begins. */
export const rotationSlice: Slice<RotationState> = (set, get, core) => {
	const edit = (change: Partial<RotationDraft>) =>
		set(({rotation}) => (rotation ? {rotation: {...rotation, ...change}} : {}));

	const forgetPassphrases = () => {
		for (const field of ['new-key-passphrase', 'new-key-passphrase-again', 'open-passphrase'] as const)
			core.secrets.set(field, '');
	};

	const findOpen = async (tokenId: string): Promise<RotationDraft['open']> => {
		const {service, operationsOf} = await core.bench();
		const session = service.session();
		const records = session ? await operationsOf(session).listOpen() : [];
		const [found] = records.flatMap(({id, openedAt, intent}) =>
			intent.kind === 'rotate-key' && intent.tokenId === tokenId ? [{operationId: id, openedAt, intent}] : [],
		);
		return found;
	};

	const lockedOf = async (prints: readonly string[]): Promise<readonly LockedKey[]> => {
		const {keyStore} = await core.bench();
		const rows = await Promise.all(
			[...new Set(prints)].map(async print => ({print, row: await keyStore.find(print)})),
		);
		return rows.flatMap(({print, row}) =>
			row.ok && row.value?.status === 'ready' && isEncrypted(row.value) && !core.opened.get(print)
				? [{thumbprint: print, path: row.value.place}]
				: [],
		);
	};

	const goOn = async () => {
		const {rotation, submitRotation} = get();
		if (!rotation) return;
		const isAsked = rotation.does !== 'begin' || rotation.mode === 'swap';
		if (rotation.locked.length > 0 && rotation.does !== 'roll-back')
			edit({page: 'unlock', problem: undefined});
		else if (isAsked) edit({page: 'confirm', typed: '', problem: undefined});
		else await submitRotation();
	};

	const unlock = async ({locked: [first, ...rest]}: RotationDraft) => {
		const typed = core.secrets.get('open-passphrase');
		if (first && typed !== '') {
			edit({isOpening: true, problem: undefined});
			const opened = await (await core.bench()).keyStore.open(first.thumbprint, makeSecret(typed));
			edit({isOpening: false});
			if (!opened.ok) {
				edit({problem: opened.error.message});
				return;
			}
			core.opened.put(first.thumbprint, opened.value);
		}
		core.secrets.set('open-passphrase', '');
		edit({locked: rest});
		await goOn();
	};

	return {
		rotation: undefined,
		async beginRotation(tokenId, does) {
			forgetPassphrases();
			const blank = {locked: [], isOpening: false, field: 'first', typed: ''} as const;
			set({rotation: {...blank, tokenId, page: 'reading', does: 'begin', mode: 'overlap'}});
			const {era} = core;
			const [{service}, {rotatable, tokenState}, open] = await Promise.all([
				core.bench(),
				core.engine(),
				findOpen(tokenId),
			]);
			const read = await service.iam.getToken(tokenId);
			// Another rotation, or another user, may be on the screen by now.
			if (era !== core.era || get().rotation?.tokenId !== tokenId) return;
			if (!read.ok) {
				edit({page: 'impossible', failure: apiFailure('The token could not be read', read.error)});
				return;
			}
			if (open) {
				edit({page: 'open', token: read.value.value, open, mode: open.intent.mode});
				if (does) await get().chooseRotation({does});
				return;
			}
			const can = rotatable(tokenState(read.value.value));
			if (can.ok) edit({page: 'begin', token: read.value.value});
			else edit({page: 'impossible', failure: stepFailure('Its key can not be rotated here', can.error)});
		},
		async chooseRotation({does, mode}) {
			const {rotation} = get();
			if (!rotation?.token) return;
			const {token, open} = rotation;
			const old = (open?.intent.before ?? token).keys.flatMap(key => thumbprint(key) ?? []);
			const locked = await lockedOf(open ? [open.intent.thumbprint, ...old] : old);
			edit({does, locked, ...(mode && {mode})});
			if (does === 'begin') edit({page: 'passphrase', field: 'first', problem: undefined});
			else await goOn();
		},
		editRotation(change) {
			edit({...change, problem: undefined});
		},
		async nextRotationPage() {
			const {rotation} = get();
			if (!rotation || rotation.isOpening) return;
			if (rotation.page === 'passphrase') {
				const [first, second] = [
					core.secrets.get('new-key-passphrase'),
					core.secrets.get('new-key-passphrase-again'),
				];
				if (rotation.field === 'first' && second === '') {
					edit({field: 'second', problem: undefined});
					return;
				}
				const problem = passphrasesProblem(first, second);
				edit({problem});
				if (problem === undefined) await goOn();
			} else if (rotation.page === 'unlock') {
				await unlock(rotation);
			} else if (rotation.page === 'confirm' && rotation.token) {
				const wanted = confirmationFor(rotation.token, get().tokens.items);
				if (rotation.typed === wanted.text) await get().submitRotation();
			}
		},
		previousRotationPage() {
			const {rotation} = get();
			if (!rotation || choicePages.includes(rotation.page)) return false;
			edit({page: rotation.open ? 'open' : 'begin', problem: undefined});
			return true;
		},
		async submitRotation() {
			const {rotation, routes, replace, go, startRotate, resumeOperation, undoOperation} = get();
			if (!rotation?.token) return;
			const {does, mode, open, token, tokenId} = rotation;
			if (routes.at(-1)?.name === 'rotate') replace({name: 'run'});
			else if (routes.at(-1)?.name !== 'run') go({name: 'run'});
			if (open && does !== 'begin') {
				const {operationId} = open;
				await (does === 'finish' ? resumeOperation(operationId, {finish: true}) : undoOperation(operationId));
				return;
			}
			const {tokenState} = await core.engine();
			await startRotate({tokenId, before: tokenState(token), mode});
			const {run} = get();
			// What failed before anything was begun can be tried again with what was typed.
			if (run?.status === 'done' || run?.operationId !== undefined) forgetPassphrases();
		},
	};
};
