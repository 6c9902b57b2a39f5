import {Notice} from '../components/notice.tsx';
import {selectToken} from '../store/tokens-slice.ts';
import {Frame} from './frame.tsx';
import {useApp} from './screen-context.tsx';
import {TokenDetails} from './token-details.tsx';
import {tokenKeymap} from './token-keymap.ts';

/** One token: all that is known of it, and what can be done with it. */
export function TokenPage({tokenId}: {readonly tokenId: string}) {
	const token = useApp(selectToken(tokenId));
	return (
		<Frame keymap={tokenKeymap} crumbs={['Tokens', token ? token.name || token.id : 'Token']}>
			{({columns, rows}) =>
				token ? (
					<TokenDetails tokenId={tokenId} columns={columns} rows={rows} />
				) : (
					<Notice
						tone="warning"
						what="This token is not in the list any more"
						press="r reads the list again, Esc goes back."
					/>
				)
			}
		</Frame>
	);
}
