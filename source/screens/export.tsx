import {Box, Text} from 'ink';
import {FieldRow} from '../components/field-row.tsx';
import {Menu} from '../components/menu.tsx';
import {Notice} from '../components/notice.tsx';
import {Spinner} from '../components/spinner.tsx';
import {TextField} from '../components/text-field.tsx';
import {selectToken} from '../store/tokens-slice.ts';
import {sanitise} from '../text/sanitise.ts';
import {exportKeymapNow} from './export-keymap.ts';
import {Frame} from './frame.tsx';
import {useApp, useVerbs} from './screen-context.tsx';

const formats = [
	{
		value: 'env',
		label: '.env for Node',
		description: 'PROJECT_ID, TOKEN_ID, PRIVATE_KEY and the addresses, as dotenv reads them.',
	},
	{
		value: 'json',
		label: 'JSON',
		description: 'The object that the official CLI hands over: tokenId, projectId, privateKey.',
	},
] as const;

/** Hands a token to an application: a form, a file, and what to know about it. */
export function Export({tokenId}: {readonly tokenId: string}) {
	const draft = useApp(state => state.exportDraft);
	const name = useApp(state => selectToken(tokenId)(state)?.name ?? tokenId);
	const {chooseFormat, editExportFile} = useVerbs();
	const keymap = useApp(exportKeymapNow);
	const step = draft?.step ?? 'format';
	return (
		<Frame keymap={keymap} crumbs={['Tokens', name, 'Take it away']}>
			{({columns}) => (
				<Box flexDirection="column" gap={1}>
					{step === 'format' ? (
						<>
							<Text>In which form does your program want it?</Text>
							<Menu width={columns} items={formats} onSelect={chooseFormat} />
						</>
					) : null}
					{draft && (step === 'file' || step === 'writing') ? (
						<>
							<Text>Which file? It is made for you alone (mode 0600) and never written over another.</Text>
							<FieldRow
								label="File"
								labelWidth={6}
								isFocused
								columns={columns}
								message={draft.problem ? {tone: 'error', text: sanitise(draft.problem)} : undefined}
							>
								{width => (
									<TextField
										value={draft.file}
										focus={step === 'file'}
										width={width}
										onChange={editExportFile}
									/>
								)}
							</FieldRow>
							{step === 'writing' ? (
								<Text>
									<Spinner /> writing
								</Text>
							) : null}
							{draft.failure ? (
								<Notice {...draft.failure} press="Enter tries again, Esc chooses another form." />
							) : null}
						</>
					) : null}
					{draft && step === 'written' ? (
						<>
							<Notice
								tone="success"
								what="Your program has what it needs"
								means={sanitise(draft.path ?? '', {graphemes: 400})}
							/>
							{draft.notes.map(note => (
								<Text key={note}>{`! ${sanitise(note, {graphemes: 300})}`}</Text>
							))}
							<Text>The key itself stays in the key store. Enter goes to your tokens.</Text>
						</>
					) : null}
				</Box>
			)}
		</Frame>
	);
}
