import {selectLogRow} from '../store/log-slice.ts';
import {backKey, browseKeymap} from './global-keymap.ts';
import {pagedLogEntry} from './paged-texts.ts';
import {pagerKey} from './pager-key.ts';
import {screenKeys} from './project-keys.ts';
import {rowKeys} from './row-keys.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';
import {scrollKeys} from './scroll-keys.ts';

const current = ({state}: ScreenContext) => state().log.entries[selectLogRow(state())];

const refresh: Keymap[number] = {
	id: 'log.refresh',
	keys: ['r', 'R', 'f5', 'ctrl+r'],
	label: 'Read again',
	group: 'Log',
	footer: true,
	run({state}) {
		void state().loadLog();
	},
};

/** The keys of the log. */
export const logKeymap: Keymap = [
	{
		id: 'log.open',
		keys: ['enter', 'l', 'right'],
		label: 'Open',
		group: 'Log',
		footer: true,
		blockedBy: context => (current(context) ? undefined : 'There is nothing to open.'),
		run(context) {
			const entry = current(context);
			if (entry) context.state().go({name: 'log-entry', entryId: entry.id});
		},
	},
	refresh,
	...screenKeys,
	...rowKeys((state, by) => state.moveLogSelection(by)),
	backKey(),
	...browseKeymap,
];

/** The keys of one entry of the log. */
export const logEntryKeymap: Keymap = [
	refresh,
	...screenKeys,
	...scrollKeys,
	pagerKey(pagedLogEntry),
	backKey(),
	...browseKeymap,
];
