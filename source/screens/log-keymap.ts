import {selectLogRow} from '../store/log-slice.ts';
import {backKey, browseKeymap} from './global-keymap.ts';
import {pagedLogEntry} from './paged-texts.ts';
import {pagerKey} from './pager-key.ts';
import {screenKeys} from './project-keys.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';
import {scrollKeys} from './scroll-keys.ts';

const page = 10;

const moves = (id: string, keys: readonly string[], label: string, by: number): Keymap[number] => ({
	id,
	keys,
	label,
	group: 'Move',
	run: ({state}) => state().moveLogSelection(by),
});

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
	moves('list.up', ['up', 'k'], 'One row up', -1),
	moves('list.down', ['down', 'j'], 'One row down', 1),
	moves('list.page-up', ['pageup', 'ctrl+b'], 'One page up', -page),
	moves('list.page-down', ['pagedown', 'ctrl+f'], 'One page down', page),
	moves('list.half-page-up', ['ctrl+u'], 'Half a page up', -page / 2),
	moves('list.half-page-down', ['ctrl+d'], 'Half a page down', page / 2),
	moves('list.top', ['g', 'home'], 'First row', Number.NEGATIVE_INFINITY),
	moves('list.bottom', ['G', 'end'], 'Last row', Number.POSITIVE_INFINITY),
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
