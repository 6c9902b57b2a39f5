import type {AppState} from '../store/app-store.ts';
import {selectCurrentToken} from '../store/tokens-slice.ts';
import {browseKeymap, formKeymap} from './global-keymap.ts';
import {projectKeys} from './project-keys.ts';
import {type MoveRows, pageRows, rowKey, rowKeys} from './row-keys.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';
import {tokenActions} from './token-actions.ts';

const move: MoveRows = (state, by) => state.moveSelection(by);
const moves = rowKey(move);

const current = ({state}: ScreenContext) => selectCurrentToken(state());

/** The keys of the list of tokens. */
export const tokensKeymap: Keymap = [
	{
		id: 'token.open',
		keys: ['enter', 'l', 'right'],
		label: 'Open',
		group: 'Token',
		footer: true,
		blockedBy: context => (current(context) ? undefined : 'There is no token to open.'),
		run(context) {
			const token = current(context);
			if (!token) return;
			const {go, loadDetail} = context.state();
			go({name: 'token', tokenId: token.id});
			void loadDetail(token.id);
		},
	},
	{
		id: 'token.create',
		changes: true,
		keys: ['n'],
		label: 'New',
		group: 'Token',
		footer: true,
		run({state}) {
			const {draft, beginDraft, go} = state();
			// What was typed before the wizard was left is still there.
			if (draft.name === '') beginDraft();
			go({name: 'create'});
		},
	},
	...tokenActions(current),
	...projectKeys,
	{
		id: 'list.refresh',
		keys: ['r', 'R', 'f5', 'ctrl+r'],
		label: 'Refresh',
		group: 'List',
		footer: true,
		run({state}) {
			void state().loadAll();
		},
	},
	{
		id: 'list.filter',
		keys: ['/'],
		label: 'Filter',
		group: 'List',
		footer: true,
		blockedBy: ({state}) => (state().tokens.items.length > 0 ? undefined : 'There is no token to filter.'),
		run: ({state}) => state().openFilter(),
	},
	{
		id: 'list.sort',
		keys: ['s'],
		label: 'Sort by the next column',
		group: 'List',
		run: ({state}) => state().sortNext(),
	},
	{
		id: 'list.reverse',
		keys: ['S'],
		label: 'Sort the other way round',
		group: 'List',
		run: ({state}) => state().reverseSort(),
	},
	{
		id: 'list.clear-filter',
		keys: ['escape'],
		label: 'Clear the filter',
		group: 'List',
		blockedBy: ({state}) =>
			state().listView.filter === ''
				? 'There is no filter, and no page behind this one: q quits.'
				: undefined,
		run: ({state}) => state().clearFilter(),
	},
	{
		id: 'list.pane',
		keys: ['w'],
		label: 'Details beside the list',
		group: 'List',
		run: ({state}) => state().togglePane(),
	},
	{
		id: 'operations.open',
		keys: ['o'],
		label: 'Interrupted operations',
		group: 'List',
		blockedBy: ({state}) => (state().interrupted.length > 0 ? undefined : 'No operation was interrupted.'),
		run: ({state}) => state().go({name: 'operations'}),
	},
	...rowKeys(move),
	...browseKeymap,
];

/** The keys of the list while its filter is typed, when letters are text. */
export const tokensFilterKeymap: Keymap = [
	{
		id: 'filter.keep',
		keys: ['enter'],
		label: 'Keep it',
		group: 'Filter',
		footer: true,
		run: ({state}) => state().keepFilter(),
	},
	moves('filter.up', ['up'], 'One row up', -1),
	moves('filter.down', ['down'], 'One row down', 1),
	moves('filter.page-up', ['pageup'], 'One page up', -pageRows),
	moves('filter.page-down', ['pagedown'], 'One page down', pageRows),
	{
		id: 'filter.clear',
		keys: ['escape'],
		label: 'Clear it',
		group: 'Filter',
		footer: 'always',
		run: ({state}) => state().clearFilter(),
	},
	...formKeymap,
];

/** The keys that the list has now. */
export const tokensKeymapNow = ({listView}: AppState): Keymap =>
	listView.isTyping ? tokensFilterKeymap : tokensKeymap;
