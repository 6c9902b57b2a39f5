import {Box, Text} from 'ink';
import type {Token} from '../api/token.ts';
import {Notice} from '../components/notice.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {Spinner} from '../components/spinner.tsx';
import {type Column, Table} from '../components/table.tsx';
import type {AppState} from '../store/app-store.ts';
import {keyWords} from '../store/key-words.ts';
import {selectKeyOf} from '../store/keys-slice.ts';
import {plural} from '../text/plural.ts';
import {relativeTime} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {useApp, useNow} from './screen-context.tsx';
import {tokensKeymap} from './tokens-keymap.ts';

const banner = ({interrupted, keys}: AppState): string => {
	if (interrupted.length > 0) {
		return `! ${plural(interrupted.length, 'operation')} stopped in the middle: press o to finish or take back.`;
	}
	const exposed = [...(keys?.values() ?? [])].filter(row => row.status === 'ready' && row.isExposed);
	return exposed[0]
		? `! ${plural(exposed.length, 'key file')} can be read by others: chmod 600 ${sanitise(exposed[0].path)}`
		: '';
};

/** The list of all tokens of the signed-in user. */
export function Tokens() {
	const tokens = useApp(state => state.tokens);
	const selected = useApp(state => state.selected);
	const keys = useApp(state => state.keys);
	const status = useApp(banner);
	const now = useNow();
	const signs = useSigns();
	const keyOf = (token: Token) => keyWords(selectKeyOf(token)({keys}), keys !== undefined);
	const columns: readonly Column<Token>[] = [
		{
			title: '',
			width: 1,
			cell: token => (token.problem ? signs.attention : keyOf(token).isHere ? signs.ok : signs.noKey),
		},
		{title: 'NAME', flex: 3, minWidth: 24, cell: token => sanitise(token.name || '(no name)')},
		{title: 'ALG', width: 6, cell: token => sanitise(token.algorithm || '?', {graphemes: 8})},
		{
			title: 'KEY ID',
			flex: 1,
			minWidth: 13,
			drop: 2,
			cell: token => sanitise(token.keys[0]?.kid || '-', {graphemes: 40}),
		},
		{title: 'PRIVATE KEY', width: 14, drop: 1, cell: token => keyOf(token).words},
	];
	const age = tokens.at === undefined ? '' : relativeTime(tokens.at, now);
	const isLoading = tokens.status === 'loading' || tokens.status === 'kept';
	// How many there are is not known before the list was read once.
	const isKnown = tokens.at !== undefined || tokens.items.length > 0;
	return (
		<Frame keymap={tokensKeymap} crumbs={['Tokens']} status={status}>
			{size => (
				<Box flexDirection="column">
					<Box justifyContent="space-between">
						<Text dimColor>{isKnown ? plural(tokens.items.length, 'token') : ''}</Text>
						<Text dimColor>
							{isLoading ? <Spinner /> : ''}
							{isLoading
								? ` reading the list${age ? `; this one is from ${age}` : ''}`
								: age && `read ${age}`}
						</Text>
					</Box>
					{tokens.failure ? (
						<Notice
							{...tokens.failure}
							press={
								tokens.failure.kind === 'session-ended'
									? 'i signs in again.'
									: `r tries again.${isKnown ? ' What you see is from before.' : ''}`
							}
						/>
					) : null}
					{tokens.items.length === 0 && tokens.status === 'fresh' ? (
						<Box marginTop={1}>
							<Notice
								tone="info"
								what="There is no token yet"
								means="A token is a machine user with a key of its own."
								press="n makes one."
							/>
						</Box>
					) : null}
					{tokens.items.length > 0 ? (
						<Table
							columns={columns}
							rows={tokens.items}
							selected={selected}
							width={size.columns}
							height={size.rows - (tokens.failure ? 5 : 1)}
							dim={tokens.status === 'kept'}
						/>
					) : null}
				</Box>
			)}
		</Frame>
	);
}
