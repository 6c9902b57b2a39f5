import type {TokenProject} from '../api/iam.ts';
import {allPages} from '../api/pages.ts';
import type {Token} from '../api/token.ts';
import {userFolder} from '../config/user-folder.ts';
import {apiFailure, type Failure} from './failure.ts';
import {keepUnchanged} from './keep-unchanged.ts';
import {keepList, readKeptList} from './kept-list.ts';
import type {Slice} from './slice.ts';
import {selectCursorRow, selectRows} from './token-rows.ts';

export type TokensState = {
	readonly tokens: {
		readonly items: readonly Token[];
		/** When the list was complete, in milliseconds since the epoch. */
		readonly at: number | undefined;
		/** `kept`: from the last time, not yet compared with the service. */
		readonly status: 'none' | 'kept' | 'loading' | 'fresh' | 'failed';
		readonly failure?: Failure;
	};
	/** The token that the cursor is on, and the row for when it is not in the list any more. */
	readonly cursor: {readonly id: string | undefined; readonly row: number};
	/** The projects of the token that is looked at. */
	readonly detail:
		| {
				readonly tokenId: string;
				readonly status: 'loading' | 'ready' | 'failed';
				readonly projects: readonly TokenProject[];
				readonly failure?: Failure;
		  }
		| undefined;
	readonly loadKeptTokens: () => Promise<void>;
	readonly loadTokens: () => Promise<void>;
	/** Puts a token that was just made into the list, so that it can be worked with before the list has been read again. */
	readonly addToken: (token: Token) => void;
	/** Takes a token that is gone out of the list. */
	readonly dropToken: (tokenId: string) => void;
	readonly moveSelection: (by: number) => void;
	/** Puts the cursor on a token, when it is in the list. */
	readonly selectToken: (tokenId: string) => void;
	readonly loadDetail: (tokenId: string) => Promise<void>;
};

/** The token that the cursor is on. */
export const selectCurrentToken = (state: Parameters<typeof selectCursorRow>[0]): Token | undefined =>
	selectRows(state)[selectCursorRow(state)];

/** The token with an id, as the list has it. */
export const selectToken =
	(tokenId: string) =>
	({tokens}: Pick<TokensState, 'tokens'>): Token | undefined =>
		tokens.items.find(token => token.id === tokenId);

/** Makes the part of the state that is about tokens. */
export const tokensSlice: Slice<TokensState> = (set, get, core) => {
	let newest = 0;
	const folder = () => {
		const {environment, session} = get();
		return environment && session.status === 'signed-in'
			? userFolder(core.paths, environment, session)
			: undefined;
	};
	/** Swaps the list while the cursor stays on its token; in one that is read for the first time it stays at the top. */
	const show = (items: readonly Token[], rest: Omit<TokensState['tokens'], 'items'>) => {
		const state = get();
		const {cursor, tokens} = state;
		// Nobody has moved it yet: the rows of before, which take long to sort, are not looked through.
		if (tokens.at === undefined && cursor.id === undefined) {
			set({tokens: {items, ...rest}});
			return;
		}
		const row = selectCursorRow(state);
		const id = tokens.at === undefined ? cursor.id : selectRows(state)[row]?.id;
		set({tokens: {items, ...rest}, cursor: {id, row}});
	};
	return {
		tokens: {items: [], at: undefined, status: 'none'},
		cursor: {id: undefined, row: 0},
		detail: undefined,
		async loadKeptTokens() {
			const at = folder();
			const kept = at && (await readKeptList(at));
			if (kept && get().tokens.status === 'none') show(kept.tokens, {at: kept.at, status: 'kept'});
		},
		async loadTokens() {
			const mine = ++newest;
			const {era} = core;
			const {items: before, at} = get().tokens;
			set({tokens: {items: before, at, status: 'loading'}});
			const items: Token[] = [];
			const unchanged = keepUnchanged(before);
			const {iam} = (await core.bench()).service;
			for await (const page of iam.listTokens()) {
				// A later reading has begun, or another user is there: this one is not shown any more.
				if (mine !== newest || era !== core.era) return;
				if (!page.ok) {
					show(items.length > before.length ? items : before, {
						at,
						status: 'failed',
						failure: apiFailure('The tokens could not be read', page.error),
					});
					return;
				}
				items.push(...page.value.map(unchanged));
				if (items.length > before.length) show([...items], {at, status: 'loading'});
			}
			if (era !== core.era) return;
			const now = core.effects.clock.now();
			show(items, {at: now, status: 'fresh'});
			const kept = folder();
			if (kept) await keepList(kept, {at: now, tokens: items});
		},
		addToken(token) {
			const {items, ...rest} = get().tokens;
			if (!items.some(({id}) => id === token.id)) show([...items, token], rest);
		},
		dropToken(tokenId) {
			const {items, ...rest} = get().tokens;
			show(
				items.filter(({id}) => id !== tokenId),
				rest,
			);
		},
		moveSelection(by) {
			const rows = selectRows(get());
			const row = Math.max(0, Math.min(selectCursorRow(get()) + by, rows.length - 1));
			set({cursor: {id: rows[row]?.id, row}});
		},
		selectToken(tokenId) {
			if (selectToken(tokenId)(get())) set({cursor: {id: tokenId, row: selectCursorRow(get())}});
		},
		async loadDetail(tokenId) {
			const {era} = core;
			const before = get().detail;
			const projects = before?.tokenId === tokenId ? before.projects : [];
			set({detail: {tokenId, status: 'loading', projects}});
			const result = await allPages((await core.bench()).service.iam.listProjectsOfToken(tokenId));
			if (get().detail?.tokenId !== tokenId || era !== core.era) return;
			set({
				detail: result.ok
					? {tokenId, status: 'ready', projects: result.value}
					: {
							tokenId,
							status: 'failed',
							projects,
							failure: apiFailure('Its projects could not be read', result.error),
						},
			});
		},
	};
};
