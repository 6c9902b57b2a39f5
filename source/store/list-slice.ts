import {type FindNames, findByWords} from './find-by-words.ts';
import type {Slice} from './slice.ts';
import {type ListView, selectCursorRow, selectRows, sortColumns} from './token-rows.ts';

export type ListState = {
	readonly listView: ListView;
	/** Loose finding is loaded when a filter is opened; until then a name has to hold the words. */
	readonly findNames: FindNames;
	/** Whether a window that has room for it shows the details beside the list. */
	readonly isPaneShown: boolean;
	readonly openFilter: () => void;
	readonly changeFilter: (filter: string) => void;
	readonly keepFilter: () => void;
	readonly clearFilter: () => void;
	readonly sortNext: () => void;
	readonly reverseSort: () => void;
	readonly togglePane: () => void;
	/** Reads the details of a token that the cursor rests on; one that it only passes is not asked for. */
	readonly lookAt: (tokenId: string) => void;
};

const restMs = 150;

/** Makes the part of the state that is about how the list is looked at. */
export const listSlice: Slice<ListState> = (set, get, core) => {
	let looking = new AbortController();
	const change = (view: Partial<ListView>) => set(({listView}) => ({listView: {...listView, ...view}}));
	/** Keeps the cursor on its token while the rows around it change. */
	const keepCursor = (view: Partial<ListView>) => {
		const row = selectCursorRow(get());
		const id = selectRows(get())[row]?.id;
		set({cursor: {id, row}});
		change(view);
	};
	return {
		listView: {filter: '', isTyping: false, sort: 'name', isReversed: false},
		findNames: findByWords,
		isPaneShown: true,
		openFilter() {
			keepCursor({isTyping: true});
			// What may be typed is said where the last message stands.
			get().say('');
			void core.engine().then(({findByLetters}) => set({findNames: findByLetters}));
		},
		changeFilter(filter) {
			if (filter.trim() === '') keepCursor({filter});
			else {
				set({cursor: {id: undefined, row: 0}});
				change({filter});
			}
		},
		keepFilter: () => keepCursor({isTyping: false}),
		clearFilter: () => keepCursor({filter: '', isTyping: false}),
		sortNext() {
			const {sort} = get().listView;
			const next = sortColumns[(sortColumns.indexOf(sort) + 1) % sortColumns.length] ?? 'name';
			keepCursor({sort: next, isReversed: false});
		},
		reverseSort: () => keepCursor({isReversed: !get().listView.isReversed}),
		togglePane() {
			const isPaneShown = !get().isPaneShown;
			set({isPaneShown});
			get().say(
				isPaneShown
					? 'Details stand beside the list where the window has 120 columns.'
					: 'Details beside the list are hidden.',
			);
		},
		lookAt(tokenId) {
			looking.abort();
			looking = new AbortController();
			const {detail, loadDetail} = get();
			if (detail?.tokenId === tokenId && detail.status !== 'failed') return;
			core.effects.clock.sleep(restMs, looking.signal).then(
				() => loadDetail(tokenId),
				() => undefined,
			);
		},
	};
};
