import {Box, Text} from 'ink';
import type {Token} from '../api/token.ts';
import {Dialog} from '../components/dialog.tsx';
import {FieldRow} from '../components/field-row.tsx';
import {Notice} from '../components/notice.tsx';
import {Scroll} from '../components/scroll.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {TextField} from '../components/text-field.tsx';
import {charactersToGo, confirmationFor, type DeleteDraft, selectMayDelete} from '../store/delete-slice.ts';
import {selectKeyOf} from '../store/keys-slice.ts';
import {selectToken} from '../store/tokens-slice.ts';
import {truncate} from '../text/fit-to.ts';
import {plural} from '../text/plural.ts';
import {sanitise} from '../text/sanitise.ts';
import {deleteKeymapNow} from './delete-keymap.ts';
import {deleteLines} from './delete-lines.ts';
import {Frame} from './frame.tsx';
import {useApp, useNow, useVerbs} from './screen-context.tsx';

type Part = {readonly draft: DeleteDraft; readonly token: Token; readonly width: number};

// Title and name, key, field with its message, buttons, and in a wide window the frame.
const linesOfRest = 9;

function KeyChoice({draft, token, width}: Part) {
	const signs = useSigns();
	const hasKey = useApp(state => selectKeyOf(token)(state) !== undefined);
	if (!hasKey) return <Text dimColor>No private key of it is on this computer.</Text>;
	const isHere = draft.field === 'key';
	const {removesKey} = draft;
	const words = `${isHere ? signs.cursor : ' '} Its private key here: (${removesKey ? ' ' : signs.ok}) keep  (${removesKey ? signs.ok : ' '}) remove after success`;
	return <Text bold={isHere}>{truncate(words, width, signs.ellipsis)}</Text>;
}

function Name({draft, token, width}: Part) {
	const all = useApp(state => state.tokens.items);
	const {editDelete} = useVerbs();
	const isNaming = draft.field === 'name';
	const wanted = confirmationFor(token, all);
	const toGo = charactersToGo(draft.typed, wanted.text);
	const message =
		toGo === undefined
			? ({tone: 'error', text: 'this does not match'} as const)
			: toGo > 0
				? ({tone: 'hint', text: `${plural(toGo, 'character')} to go`} as const)
				: ({tone: 'ok', text: 'Enter deletes it'} as const);
	return (
		<FieldRow
			label={wanted.kind === 'name' ? 'Type its name' : 'Type the last 6 of its id'}
			labelWidth={wanted.kind === 'name' ? 13 : 25}
			isFocused={isNaming}
			columns={width}
			message={message}
		>
			{room => (
				<TextField
					value={draft.typed}
					focus={isNaming}
					width={room}
					onChange={typed => editDelete({typed})}
				/>
			)}
		</FieldRow>
	);
}

function Buttons({field}: Pick<DeleteDraft, 'field'>) {
	const {cursor} = useSigns();
	const mayDelete = useApp(selectMayDelete);
	const sign = (name: DeleteDraft['field']) => (field === name ? cursor : ' ');
	return (
		<Text>
			{`${sign('cancel')} `}
			<Text inverse={field === 'cancel'}>[ Cancel ]</Text>
			{`   ${sign('delete')} `}
			<Text inverse={field === 'delete'} dimColor={!mayDelete}>
				{mayDelete ? '[ Delete ]' : '( Delete )'}
			</Text>
			<Text dimColor>{mayDelete ? '' : '  opens when it matches'}</Text>
		</Text>
	);
}

function Question({draft, token, width, rows}: Part & {readonly rows: number}) {
	const {ellipsis} = useSigns();
	const detail = useApp(state => (state.detail?.tokenId === token.id ? state.detail : undefined));
	const tries = useApp(state => (state.tries === undefined ? undefined : state.tries.get(token.id)));
	const now = useNow();
	const isTall = rows > 17;
	const lines = deleteLines(
		{detail, tries, now, ellipsis},
		{columns: width, rows: rows - linesOfRest - (isTall ? 4 : 0)},
	);
	const part = {draft, token, width};
	return (
		<Box flexDirection="column" gap={isTall ? 1 : 0}>
			<Box flexDirection="column">
				<Text bold>
					{truncate(`${sanitise(token.name || '(no name)')}   ${sanitise(token.algorithm)}`, width, ellipsis)}
				</Text>
				<Text dimColor>{truncate(`id ${sanitise(token.id)}`, width, ellipsis)}</Text>
			</Box>
			<Scroll lines={lines} columns={width} rows={lines.length} first={0} />
			<KeyChoice {...part} />
			<Name {...part} />
			<Buttons field={draft.field} />
		</Box>
	);
}

/** Asks for a token's name before it is deleted, and says what will stop working. */
export function Delete({tokenId}: {readonly tokenId: string}) {
	const token = useApp(selectToken(tokenId));
	const draft = useApp(state => state.deleteDraft);
	const keymap = useApp(deleteKeymapNow);
	const name = token?.name ?? tokenId;
	return (
		<Frame keymap={keymap} crumbs={['Tokens', name, 'Delete']} status="This can not be undone.">
			{({columns, rows}) => (
				<Dialog title="Delete token" columns={columns} rows={rows}>
					{width =>
						token && draft ? (
							<Question draft={draft} token={token} width={width} rows={rows} />
						) : (
							<Notice tone="warning" what="This token is not in the list any more" press="Esc goes back." />
						)
					}
				</Dialog>
			)}
		</Frame>
	);
}
