import {selectKey, selectKeyRow} from '../store/key-list-slice.ts';
import {backKey, browseKeymap} from './global-keymap.ts';
import {keyActions} from './key-actions.ts';
import {screenKeys} from './project-keys.ts';
import {rowKeys} from './row-keys.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';
import {scrollKeys} from './scroll-keys.ts';

const current = ({state}: ScreenContext) => {
	const row = state().keyRows?.[selectKeyRow(state())];
	return row?.status === 'damaged' ? undefined : row;
};

/** The key whose page is on the screen, or was before the help. */
const shown = ({state}: ScreenContext) => {
	const route = state().routes.findLast(({name}) => name === 'key');
	return route?.name === 'key' ? selectKey(route.thumbprint)(state()) : undefined;
};

const refresh: Keymap[number] = {
	id: 'keys.refresh',
	keys: ['r', 'R', 'f5', 'ctrl+r'],
	label: 'Read again',
	group: 'Key',
	footer: true,
	run({state}) {
		void state().loadKeys();
		void state().loadTokens();
	},
};

/** The keys of the list of keys. */
export const keysKeymap: Keymap = [
	{
		id: 'key.open',
		keys: ['enter', 'l', 'right'],
		label: 'Open',
		group: 'Key',
		footer: true,
		blockedBy: context => (current(context) ? undefined : 'There is nothing to open.'),
		run(context) {
			const row = current(context);
			if (row) context.state().go({name: 'key', thumbprint: row.record.thumbprint});
		},
	},
	...keyActions(current),
	refresh,
	...screenKeys,
	...rowKeys((state, by) => state.moveKeySelection(by)),
	backKey(),
	...browseKeymap,
];

/** The keys of one key's page. */
export const keyKeymap: Keymap = [
	...keyActions(shown),
	refresh,
	...screenKeys,
	...scrollKeys,
	backKey(),
	...browseKeymap,
];
