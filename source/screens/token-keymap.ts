import {selectToken} from '../store/tokens-slice.ts';
import {backKey, browseKeymap} from './global-keymap.ts';
import {pagedToken} from './paged-texts.ts';
import {pagerKey} from './pager-key.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';
import {scrollKeys} from './scroll-keys.ts';
import {tokenActions} from './token-actions.ts';

/** The token whose page is on the screen, or was before the help. */
const shown = ({state}: ScreenContext) => {
	const {routes} = state();
	const route = routes.findLast(({name}) => name === 'token');
	return route?.name === 'token' ? selectToken(route.tokenId)(state()) : undefined;
};

/** The keys of one token's page. */
export const tokenKeymap: Keymap = [
	...tokenActions(shown),
	{
		id: 'token.refresh',
		keys: ['r', 'R', 'f5', 'ctrl+r'],
		label: 'Refresh',
		group: 'Token',
		footer: true,
		run(context) {
			const token = shown(context);
			const {loadTokens, loadKeys, loadTries, loadDetail} = context.state();
			void loadTokens();
			void loadKeys();
			void loadTries();
			if (token) void loadDetail(token.id);
		},
	},
	...scrollKeys,
	pagerKey(pagedToken),
	backKey(),
	...browseKeymap,
];
