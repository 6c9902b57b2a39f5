import {Box, Text} from 'ink';
import {Menu} from '../components/menu.tsx';
import {Notice} from '../components/notice.tsx';
import {Spinner} from '../components/spinner.tsx';
import {sdkTitles} from '../exports/sdk-flags.ts';
import {exportWarnings} from '../operations/token/export-warnings.ts';
import type {ExportDraft} from '../store/export-slice.ts';
import {selectKeyOf} from '../store/keys-slice.ts';
import {selectToken} from '../store/tokens-slice.ts';
import {sanitise} from '../text/sanitise.ts';
import {wrap} from '../text/wrap.ts';
import {ExportDone} from './export-done.tsx';
import {ExportField} from './export-field.tsx';
import {exportKeymapNow} from './export-keymap.ts';
import {exportTargets, exportWays} from './export-menu.ts';
import {ExportShown} from './export-shown.tsx';
import {Frame} from './frame.tsx';
import {useApp, useVerbs} from './screen-context.tsx';

type Size = {readonly columns: number; readonly rows: number};

/** Lines that the menu leaves to its question, and to what failed. */
const besideMenu = {question: 2, failure: 8} as const;

function Formats({draft, columns, rows}: Size & {readonly draft: ExportDraft | undefined}) {
	const {chooseForm, chooseSdk} = useVerbs();
	return (
		<>
			<Text>In which form does your program want it?</Text>
			<Menu
				width={columns}
				limit={Math.max(3, rows - besideMenu[draft?.failure ? 'failure' : 'question'])}
				items={exportTargets}
				focus={draft?.isWorking !== true}
				onSelect={target => ('sdk' in target ? chooseSdk(target.sdk) : void chooseForm(target.form))}
			/>
		</>
	);
}

function Ways({draft, columns}: {readonly draft: ExportDraft; readonly columns: number}) {
	const {chooseForm} = useVerbs();
	const token = useApp(selectToken(draft.tokenId));
	const keys = useApp(state => state.keys);
	const {sdk = 'typescript'} = draft;
	const row = token && selectKeyOf(token)({keys});
	const warnings = token ? exportWarnings(token, row?.status === 'ready' ? row : undefined, sdk) : [];
	return (
		<>
			<Text>{`What does your ${sdkTitles[sdk].title} program need?`}</Text>
			<Menu
				width={columns}
				items={exportWays(sdk)}
				focus={!draft.isWorking}
				onSelect={choice => void chooseForm(choice)}
			/>
			{warnings.map(warning => (
				<Text key={warning}>{wrap(`! ${sanitise(warning, {graphemes: 400})}`, columns).join('\n')}</Text>
			))}
		</>
	);
}

function Step({draft, columns, rows}: Size & {readonly draft: ExportDraft | undefined}) {
	const {editExportFile, editRepository} = useVerbs();
	switch (draft?.step) {
		case 'way':
			return <Ways draft={draft} columns={columns} />;
		case 'file':
			return (
				<ExportField
					draft={draft}
					question="Which file? It is for you alone (mode 0600), and never over another unasked."
					label="File"
					value={draft.file}
					onChange={editExportFile}
					columns={columns}
				/>
			);
		case 'repository':
			return (
				<ExportField
					draft={draft}
					question="Which repository (OWNER/NAME)? Enter sets PROJECT_ID, TOKEN_ID, PRIVATE_KEY and what else your program needs as secrets of its Actions, over those of the same names. gh does it, and is given them on its standard input."
					label="Repository"
					value={draft.repository}
					onChange={editRepository}
					columns={columns}
				/>
			);
		case 'shown':
			return <ExportShown text={draft.text ?? ''} notes={draft.notes} columns={columns} rows={rows} />;
		case 'written':
		case 'set':
			return <ExportDone draft={draft} />;
		default:
			return <Formats draft={draft} columns={columns} rows={rows} />;
	}
}

/** Hands a token to an application: a form, where it goes, and what to know about it. */
export function Export({tokenId}: {readonly tokenId: string}) {
	const draft = useApp(state => state.exportDraft);
	const name = useApp(state => selectToken(tokenId)(state)?.name ?? tokenId);
	const keymap = useApp(exportKeymapNow);
	const isMenu = draft?.step === 'format' || draft?.step === 'way';
	return (
		<Frame keymap={keymap} crumbs={['Tokens', name, 'Take it away']}>
			{size => (
				<Box flexDirection="column" gap={1}>
					<Step draft={draft} {...size} />
					{isMenu && draft.isWorking ? (
						<Text>
							<Spinner /> one moment
						</Text>
					) : null}
					{isMenu && draft.failure ? (
						<Notice {...draft.failure} press="Choose another form, or Esc goes back." />
					) : null}
				</Box>
			)}
		</Frame>
	);
}
