import {Box, Text} from 'ink';
import {Dialog} from '../components/dialog.tsx';
import {FieldRow} from '../components/field-row.tsx';
import {Notice} from '../components/notice.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {Spinner} from '../components/spinner.tsx';
import {TextField} from '../components/text-field.tsx';
import type {AppState} from '../store/app-store.ts';
import {charactersToGo, confirmationFor} from '../store/delete-slice.ts';
import {selectKeyOf} from '../store/keys-slice.ts';
import {selectToken} from '../store/tokens-slice.ts';
import {truncate} from '../text/fit-to.ts';
import {plural} from '../text/plural.ts';
import {sanitise} from '../text/sanitise.ts';
import {deleteKeymapNow} from './delete-keymap.ts';
import {Frame} from './frame.tsx';
import {useApp, useVerbs} from './screen-context.tsx';
import {projectLine} from './token.tsx';

const shownProjects = 3;

function Affected({detail, width}: {readonly detail: AppState['detail']; readonly width: number}) {
	const {ellipsis} = useSigns();
	if (detail?.failure)
		return <Text>! Its projects could not be read, so what this breaks is not known.</Text>;
	if (detail?.status !== 'ready') {
		return (
			<Text>
				<Spinner /> reading which projects are affected
			</Text>
		);
	}
	const rest = detail.projects.length - shownProjects;
	return (
		<Box flexDirection="column">
			<Text>
				{detail.projects.length === 0
					? 'It is in no project. No program can sign in with it from then on.'
					: `No program can sign in with it from then on. ${plural(detail.projects.length, 'project')} affected:`}
			</Text>
			{detail.projects.slice(0, shownProjects).map(project => (
				<Text key={project.id}>{truncate(`  ${projectLine(project)}`, width, ellipsis)}</Text>
			))}
			{rest > 0 ? <Text>{`  and ${rest} more`}</Text> : null}
		</Box>
	);
}

/** Asks for a token's name before it is deleted, and says what will stop working. */
export function Delete({tokenId}: {readonly tokenId: string}) {
	const token = useApp(selectToken(tokenId));
	const all = useApp(state => state.tokens.items);
	const draft = useApp(state => state.deleteDraft);
	const detail = useApp(state => (state.detail?.tokenId === tokenId ? state.detail : undefined));
	const hasKey = useApp(state => selectKeyOf(token)(state) !== undefined);
	const keymap = useApp(deleteKeymapNow);
	const {editDelete} = useVerbs();
	const signs = useSigns();
	const isNaming = draft?.field !== 'key';
	const name = token?.name ?? tokenId;
	const wanted = token ? confirmationFor(token, all) : undefined;
	const toGo = wanted && draft ? charactersToGo(draft.typed, wanted.text) : undefined;
	const message =
		toGo === undefined
			? ({tone: 'error', text: 'this does not match'} as const)
			: toGo > 0
				? ({tone: 'hint', text: `${plural(toGo, 'character')} to go`} as const)
				: ({tone: 'ok', text: 'Enter deletes it'} as const);
	return (
		<Frame keymap={keymap} crumbs={['Tokens', name, 'Delete']} status="This can not be undone.">
			{({columns, rows}) => (
				<Dialog title="Delete token" columns={columns} rows={rows}>
					{width =>
						token && wanted && draft ? (
							<Box flexDirection="column" gap={rows > 16 ? 1 : 0}>
								<Box flexDirection="column">
									<Text bold>
										{truncate(
											`${sanitise(token.name || '(no name)')}   ${sanitise(token.algorithm)}`,
											width,
											signs.ellipsis,
										)}
									</Text>
									<Text dimColor>{`id ${sanitise(token.id)}`}</Text>
								</Box>
								<Affected detail={detail} width={width} />
								{hasKey ? (
									<Text bold={!isNaming}>
										{`${isNaming ? ' ' : signs.cursor} Its private key here:  (${draft.removesKey ? ' ' : signs.ok}) keep   (${draft.removesKey ? signs.ok : ' '}) remove after success`}
									</Text>
								) : (
									<Text dimColor>Its private key is not on this computer.</Text>
								)}
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
							</Box>
						) : (
							<Notice tone="warning" what="This token is not in the list any more" press="Esc goes back." />
						)
					}
				</Dialog>
			)}
		</Frame>
	);
}
