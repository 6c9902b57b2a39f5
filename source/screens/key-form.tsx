import {Box, Text} from 'ink';
import {FieldRow} from '../components/field-row.tsx';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {Spinner} from '../components/spinner.tsx';
import {TextField} from '../components/text-field.tsx';
import {charactersToGo} from '../store/delete-slice.ts';
import {type KeyForm, type KeyFormKind, selectKeyConfirmation} from '../store/key-form-slice.ts';
import {selectKey} from '../store/key-list-slice.ts';
import {plural} from '../text/plural.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {keyFormKeymapNow} from './key-form-keymap.ts';
import {NewPassphrase} from './new-passphrase.tsx';
import {PassphraseRow} from './passphrase-row.tsx';
import {pressAfter} from './press-after.ts';
import {useApp, useVerbs} from './screen-context.tsx';

type PageProps = {readonly form: KeyForm; readonly name: string; readonly columns: number};

const openWords: Partial<Readonly<Record<KeyFormKind, string>>> = {
	passphrase: 'First the passphrase that it has now.',
	renew: 'Its passphrase stays. The key is encrypted anew with it, with all the rounds that are due.',
	remember:
		"The system's keyring remembers it from then on: whoever can use that, as you or in your place, can use the key.",
};

function Open({form, columns}: PageProps) {
	return (
		<>
			<Sentence>{openWords[form.kind]}</Sentence>
			<PassphraseRow
				field="open-passphrase"
				label="Passphrase"
				columns={columns}
				listens={!form.isBusy}
				problem={form.problem}
			/>
		</>
	);
}

function Note({form: {typed, problem}, columns}: PageProps) {
	const {editKeyForm} = useVerbs();
	return (
		<>
			<Sentence>What the key is for, and whose it is. The note stays on this computer.</Sentence>
			<FieldRow
				label="Note"
				labelWidth={6}
				isFocused
				columns={columns}
				message={problem === undefined ? undefined : {tone: 'error', text: sanitise(problem)}}
			>
				{width => <TextField value={typed} width={width} onChange={text => editKeyForm({typed: text})} />}
			</FieldRow>
		</>
	);
}

function Confirm({form: {thumbprint, typed, problem}, columns}: PageProps) {
	const row = useApp(selectKey(thumbprint));
	const {text, kind} = selectKeyConfirmation(thumbprint)({keyRows: useApp(state => state.keyRows)});
	const {editKeyForm} = useVerbs();
	const toGo = charactersToGo(typed, text);
	const message =
		toGo === undefined
			? ({tone: 'error', text: 'this does not match'} as const)
			: toGo > 0
				? ({tone: 'hint', text: `${plural(toGo, 'character')} to go`} as const)
				: ({tone: 'ok', text: 'Enter removes it'} as const);
	return (
		<>
			<Sentence>
				{row?.record.custody === 'stored'
					? 'No token of yours in this environment uses it; others were not looked at. It can not be brought back once it is removed.'
					: 'Only what is known of it here is removed; the key itself stays where it is.'}
			</Sentence>
			<FieldRow
				label={kind === 'name' ? 'Type its name' : `Type ${text}`}
				labelWidth={14}
				isFocused
				columns={columns}
				message={problem === undefined ? message : {tone: 'error', text: sanitise(problem)}}
			>
				{width => (
					<TextField value={typed} focus width={width} onChange={words => editKeyForm({typed: words})} />
				)}
			</FieldRow>
		</>
	);
}

function Refused({form: {users, failure}}: PageProps) {
	if (failure)
		return <Notice {...failure} press={pressAfter(failure, 'Esc goes back; the key is still here.')} />;
	const who = users.map(({name, id}) => `${sanitise(name || '(no name)')} (${sanitise(id)})`).join(', ');
	return (
		<Notice
			tone="warning"
			what={`${plural(users.length, 'token')} would lose this key`}
			said={who}
			means="Rotate the token's key, or delete the token, first."
			press="Esc goes back; the key is still here."
		/>
	);
}

function Page(props: PageProps) {
	switch (props.form.page) {
		case 'open':
			return <Open {...props} />;
		case 'new':
			return (
				<NewPassphrase
					what="The new passphrase opens the key from then on. Programs that use the file need it too. Nobody can recover it."
					without="who reads the file can then act as its tokens."
					name={props.name}
					field={props.form.field}
					listens={!props.form.isBusy}
					problem={props.form.problem}
					columns={props.columns}
				/>
			);
		case 'note':
			return <Note {...props} />;
		case 'confirm':
			return <Confirm {...props} />;
		case 'refused':
			return <Refused {...props} />;
		case 'reading':
			return (
				<Text>
					<Spinner /> looking which tokens use it
				</Text>
			);
	}
}

const titles: Readonly<Record<KeyFormKind, string>> = {
	passphrase: 'Passphrase',
	renew: 'Encrypt anew',
	remember: 'Remember passphrase',
	note: 'Note',
	delete: 'Delete',
};

/** Asks for what a change of a key needs: its passphrases, a note, or its name before it is removed. */
export function KeyFormPage() {
	const form = useApp(state => state.keyForm);
	const keymap = useApp(keyFormKeymapNow);
	const name = useApp(state => form && selectKey(form.thumbprint)(state)?.record.name);
	return (
		<Frame keymap={keymap} crumbs={['Keys', name ?? 'Key', form ? titles[form.kind] : 'Change']}>
			{({columns}) =>
				form ? (
					<Box flexDirection="column" gap={1}>
						<Page form={form} name={name ?? ''} columns={columns} />
						{form.isBusy ? (
							<Text>
								<Spinner /> working on it
							</Text>
						) : null}
					</Box>
				) : (
					<Sentence>There is nothing to change. Esc goes back.</Sentence>
				)
			}
		</Frame>
	);
}
