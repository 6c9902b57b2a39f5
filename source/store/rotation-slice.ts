import * as v from 'valibot';
import type {Token} from '../api/token.ts';
import {Algorithm} from '../keys/algorithms.ts';
import {isEncrypted} from '../keys/key-row.ts';
import {thumbprint} from '../keys/thumbprint.ts';
import {makeSecret} from '../text/secret.ts';
import {confirmationFor} from './delete-slice.ts';
import {passphrasesProblem} from './draft-checks.ts';
import {apiFailure, stepFailure} from './failure.ts';
import {emptyKeyChoice, stepBackInChoice} from './key-choice.ts';
import {openRemembered} from './open-remembered.ts';
import type {LockedKey, RotationDraft, RotationPage} from './rotation-draft.ts';
import type {Slice} from './slice.ts';

export type RotationState = {
	readonly rotation: RotationDraft | undefined;
	/** Reads how the key of a token stands; `does`: what the person came for, of a rotation that is open, or that the key leaked. */
	readonly beginRotation: (tokenId: string, does?: 'finish' | 'roll-back' | 'leak') => Promise<void>;
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

const needsKey = (does: RotationDraft['does']) => does === 'begin' || does === 'quarantine-swap';

const choicePages: readonly RotationPage[] = ['reading', 'impossible', 'begin', 'open', 'leak'];

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
		const locked: LockedKey[] = [];
		for (const {print, row} of rows) {
			if (!row.ok || row.value?.status !== 'ready' || !isEncrypted(row.value)) continue;
			const isOpen = core.opened.get(print) !== undefined || (await openRemembered(print, core));
			if (!isOpen) locked.push({thumbprint: print, path: row.value.place});
		}
		return locked;
	};

	const beginLeak = async (token: Token, noSwap: string | undefined) => {
		const [{service}, {allPages, standingsOf}] = await Promise.all([core.bench(), core.engine()]);
		const listed = await allPages(service.iam.listProjectsOfToken(token.id));
		if (get().rotation?.tokenId !== token.id) return;
		if (!listed.ok) {
			edit({page: 'impossible', failure: apiFailure('Its projects could not be read', listed.error)});
			return;
		}
		const projects = standingsOf(listed.value).projects.map(({project}) => project);
		edit({page: 'leak', token, leak: {projects, noSwap}});
	};

	/** Goes to where the key comes from; what was chosen there before is kept, but for the algorithm. */
	const chooseKey = () => {
		const {rotation} = get();
		const algorithm = v.safeParse(Algorithm, rotation?.token?.algorithm);
		// What openssl is told to write takes the place of what is there: not of the files of the key that is in use.
		const moment = new Date(core.effects.clock.now()).toISOString().slice(0, 16).replace('T', '-');
		edit({
			page: 'key',
			keyView: 'sources',
			leftKeyView: undefined,
			problem: undefined,
			name: rotation?.name || `${moment}-${rotation?.token?.name ?? ''}`,
			...(algorithm.success && {algorithm: algorithm.output}),
		});
	};

	const goOn = async () => {
		const {rotation, submitRotation} = get();
		if (!rotation) return;
		const isAsked = rotation.does === 'begin' ? rotation.mode === 'swap' : rotation.does !== 'look';
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
			const isLeak = does === 'leak';
			const blank = {locked: [], isOpening: false, field: 'first', typed: '', isLeak} as const;
			set({
				rotation: {...emptyKeyChoice, ...blank, tokenId, page: 'reading', does: 'begin', mode: 'overlap'},
			});
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
			const can = rotatable(tokenState(read.value.value));
			if (does === 'leak') {
				const isOpen = open ? 'A rotation of its key is open: finish it or roll it back first.' : undefined;
				await beginLeak(read.value.value, isOpen ?? (can.ok ? undefined : can.error.message));
				return;
			}
			if (open) {
				edit({page: 'open', token: read.value.value, open, mode: open.intent.mode});
				if (does) await get().chooseRotation({does});
				return;
			}
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
			if (needsKey(does)) chooseKey();
			else await goOn();
		},
		editRotation(change) {
			edit({...change, problem: undefined});
		},
		async nextRotationPage() {
			const {rotation} = get();
			if (!rotation || rotation.isOpening) return;
			if (rotation.page === 'key') {
				if (rotation.keyOrigin === 'brought') await goOn();
				else edit({page: 'passphrase', field: 'first', problem: undefined});
			} else if (rotation.page === 'passphrase') {
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
			const before = rotation.page === 'key' ? stepBackInChoice(rotation) : undefined;
			if (before) edit(before);
			else if (rotation.page !== 'key' && needsKey(rotation.does)) chooseKey();
			else edit({page: rotation.leak ? 'leak' : rotation.open ? 'open' : 'begin', problem: undefined});
			return true;
		},
		async submitRotation() {
			const {rotation, routes, replace, go, resumeOperation, undoOperation} = get();
			if (!rotation?.token) return;
			const {does, mode, open, token, tokenId, leak} = rotation;
			if (routes.at(-1)?.name === 'rotate') replace({name: 'run'});
			else if (routes.at(-1)?.name !== 'run') go({name: 'run'});
			if (open && does !== 'begin') {
				const {operationId} = open;
				if (does === 'roll-back') await undoOperation(operationId);
				else await resumeOperation(operationId, {finish: does === 'finish'});
				return;
			}
			const {tokenState} = await core.engine();
			const before = tokenState(token);
			if (leak) {
				const isSwap = does === 'quarantine-swap';
				await get().startQuarantine({
					tokenId,
					before,
					swap: isSwap ? rotation : undefined,
					projects: leak.projects,
				});
			} else await get().startRotate({tokenId, before, mode, key: rotation});
			const {run} = get();
			// What failed before anything was begun can be tried again with what was typed.
			if (run?.status === 'done' || run?.operationId !== undefined) forgetPassphrases();
		},
	};
};
