import {Box, Text} from 'ink';
import {FieldRow} from '../components/field-row.tsx';
import {Notice} from '../components/notice.tsx';
import {Noticing} from '../components/noticing.tsx';
import {Panel, panelInside} from '../components/panel.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {Spinner} from '../components/spinner.tsx';
import {Table} from '../components/table.tsx';
import {TextField} from '../components/text-field.tsx';
import type {AppState} from '../store/app-store.ts';
import {filterHint} from '../store/list-filter.ts';
import {openOperationsWords} from '../store/open-operations.ts';
import {drawnName, selectCursorRow, selectMarks, selectRows} from '../store/token-rows.ts';
import {selectCurrentToken} from '../store/tokens-slice.ts';
import {plural} from '../text/plural.ts';
import {relativeTime} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {useApp, useNow, useVerbs} from './screen-context.tsx';
import {tokenColumns} from './token-columns.ts';
import {TokenDetails} from './token-details.tsx';
import {tokensFilterKeymap, tokensKeymap} from './tokens-keymap.ts';

const banner = ({interrupted, keys, draft}: AppState): string => {
	const open = openOperationsWords(interrupted);
	if (open !== '') return open;
	if (draft.name !== '')
		return `! The new token ${sanitise(draft.name, {graphemes: 40})} is not made yet: n goes on with it.`;
	const exposed = [...(keys?.values() ?? [])].filter(row => row.status === 'ready' && row.file?.isExposed);
	return exposed[0]
		? `! ${plural(exposed.length, 'key file')} can be read by others: chmod 600 ${sanitise(exposed[0].place)}`
		: '';
};

const widthWithPane = 118;

type Room = {readonly columns: number; readonly rows: number};

function Pane({columns, rows}: Room) {
	const token = useApp(selectCurrentToken);
	const {lookAt} = useVerbs();
	if (!token) return null;
	const inside = panelInside(columns);
	return (
		<Noticing of={token.id} onShown={lookAt}>
			<Panel title={drawnName(token)} columns={columns} rows={rows}>
				<TokenDetails tokenId={token.id} columns={inside} rows={rows - 2} isAside />
			</Panel>
		</Noticing>
	);
}

function Filter({columns}: {readonly columns: number}) {
	const {filter, isTyping} = useApp(state => state.listView);
	const {changeFilter} = useVerbs();
	return (
		<FieldRow label="Filter" labelWidth={6} isFocused={isTyping} columns={columns}>
			{room =>
				isTyping ? (
					<TextField value={filter} width={room} placeholder="part of a name" onChange={changeFilter} />
				) : (
					<Text wrap="truncate">{`${sanitise(filter)}  (Esc clears it)`}</Text>
				)
			}
		</FieldRow>
	);
}

function Rows({columns, rows}: Room) {
	const tokens = useApp(state => state.tokens);
	const shown = useApp(selectRows);
	const selected = useApp(selectCursorRow);
	const marks = useApp(selectMarks);
	const keys = useApp(state => state.keys);
	const tries = useApp(state => state.tries);
	const now = useNow();
	const signs = useSigns();
	if (shown.length === 0) {
		return tokens.items.length === 0 ? null : (
			<Box marginTop={1}>
				<Notice tone="info" what="No token fits this filter" press="Esc clears it." />
			</Box>
		);
	}
	return (
		<Table
			columns={tokenColumns({keys, tries}, signs, now, marks)}
			rows={shown}
			selected={selected}
			width={columns}
			height={rows}
			dim={tokens.status === 'kept'}
		/>
	);
}

function Heading() {
	const tokens = useApp(state => state.tokens);
	const count = useApp(state => selectRows(state).length);
	const {sort, isReversed} = useApp(state => state.listView);
	const now = useNow();
	const age = tokens.at === undefined ? '' : relativeTime(tokens.at, now);
	const isLoading = tokens.status === 'loading' || tokens.status === 'kept';
	const all = plural(tokens.items.length, 'token');
	const order =
		sort === 'name' && !isReversed ? '' : `   by ${sort}${isReversed ? ', the other way round' : ''}`;
	return (
		<Box justifyContent="space-between">
			<Text dimColor>
				{isKnown(tokens) ? (count === tokens.items.length ? all : `${count} of ${all}`) + order : ''}
			</Text>
			<Text dimColor>
				{isLoading ? <Spinner /> : ''}
				{isLoading ? ` reading the list${age ? `; this one is from ${age}` : ''}` : age && `read ${age}`}
			</Text>
		</Box>
	);
}

// How many there are is not known before the list was read once.
const isKnown = ({at, items}: AppState['tokens']) => at !== undefined || items.length > 0;

/** The list of all tokens of the signed-in user. */
export function Tokens() {
	const tokens = useApp(state => state.tokens);
	const {filter, isTyping} = useApp(state => state.listView);
	const isPaneShown = useApp(state => state.isPaneShown);
	const status = useApp(banner);
	const isFiltered = isTyping || filter !== '';
	return (
		<Frame
			keymap={isTyping ? tokensFilterKeymap : tokensKeymap}
			crumbs={['Tokens']}
			status={isTyping ? filterHint(filter) : status}
		>
			{({columns, rows}) => {
				const hasPane = isPaneShown && columns >= widthWithPane && tokens.items.length > 0;
				const listColumns = hasPane ? Math.floor(columns * 0.54) : columns;
				const listRows = rows - 1 - (isFiltered ? 1 : 0) - (tokens.failure ? 4 : 0);
				return (
					<Box gap={2}>
						<Box flexDirection="column" width={listColumns}>
							<Heading />
							{isFiltered ? <Filter columns={listColumns} /> : null}
							{tokens.failure ? (
								<Notice
									{...tokens.failure}
									press={
										tokens.failure.kind === 'session-ended'
											? 'i signs in again.'
											: `r tries again.${isKnown(tokens) ? ' What you see is from before.' : ''}`
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
							<Rows columns={listColumns} rows={listRows} />
						</Box>
						{hasPane ? <Pane columns={columns - listColumns - 2} rows={rows} /> : null}
					</Box>
				);
			}}
		</Frame>
	);
}
