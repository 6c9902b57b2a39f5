import {Box, Text} from 'ink';
import {KeyValue} from '../../components/key-value.tsx';
import {Menu} from '../../components/menu.tsx';
import {Sentence} from '../../components/sentence.tsx';
import {useSigns} from '../../components/signs-context.tsx';
import {environmentNames} from '../../config/environments.ts';
import {sdksFor} from '../../exports/sdks.ts';
import {keySize, keySizeWords} from '../../keys/key-size.ts';
import {presets} from '../../policies/presets.ts';
import {createCommand, pastedKeyFile} from '../../store/create-command.ts';
import {createRequests} from '../../store/create-requests.ts';
import {type CreateDraft, type ReviewView, reviewViews} from '../../store/draft-slice.ts';
import {linkOfChoice} from '../../store/link-of-choice.ts';
import {truncate} from '../../text/fit-to.ts';
import {sanitise} from '../../text/sanitise.ts';
import {wrap} from '../../text/wrap.ts';
import {useApp, useSecretDraft, useVerbs} from '../screen-context.tsx';

type Props = {readonly columns: number};

const keyEntries = (
	draft: CreateDraft,
	hasPassphrase: boolean,
): readonly {readonly label: string; readonly value: string}[] => {
	const {algorithm, keyOrigin, keyStatus, brought} = draft;
	if (keyOrigin === 'new') {
		const kept = hasPassphrase ? 'encrypted' : 'NOT encrypted';
		return [
			{label: 'key', value: `new ${algorithm} pair${keyStatus === 'making' ? ', being made' : ''}`},
			{label: 'kept', value: `key store, ${kept}, mode 0600`},
		];
	}
	const size = brought && keySize(brought.key.publicJwk);
	const link = linkOfChoice(draft);
	const place = link?.custody === 'kms' ? link.kms.reference : link && `in your file: ${link.path}`;
	return [
		{label: 'key', value: `yours, for ${algorithm}${size ? ` (${keySizeWords(size)})` : ''}`},
		{label: 'thumbprint', value: brought?.key.thumbprint ?? ''},
		{
			label: 'kept',
			value: place === undefined ? 'its private key stays with you' : sanitise(place, {graphemes: 400}),
		},
	];
};

function Summary({columns}: Props) {
	const draft = useApp(state => state.draft);
	const {name, algorithm, permissions, project} = draft;
	const [passphrase] = useSecretDraft('passphrase');
	const names = sdksFor(algorithm).map(sdk => sdk.name);
	const where =
		permissions === 'none'
			? 'in no project yet'
			: `${presets[permissions].title}, in ${sanitise(project?.name ?? '')}`;
	const entries = [
		{label: 'name', value: sanitise(name.trim())},
		...keyEntries(draft, passphrase !== ''),
		{
			label: 'works with',
			value:
				names.length > 0 ? names.join(', ') : 'signing code of your own (the official SDKs sign RS256 only)',
		},
		{label: 'may do', value: where},
	];
	return (
		<Box flexDirection="column" gap={1}>
			<KeyValue entries={entries} columns={columns} />
			<Sentence>
				{draft.keyOrigin === 'new'
					? 'The key is saved first, then the token is registered, then it gets its rights.'
					: 'The token is registered with your public key, then it gets its rights.'}
			</Sentence>
		</Box>
	);
}

const commandNote = (
	{keyOrigin, brought, linksKey}: CreateDraft,
	hasPassphrase: boolean,
): string | undefined => {
	if (keyOrigin === 'new')
		return hasPassphrase ? 'It reads the passphrase from its standard input.' : undefined;
	if (brought?.link) return undefined;
	if (brought?.file === undefined)
		return `The key that you pasted has to be in a file first: ${pastedKeyFile} here.`;
	const asks = brought.isHalf ? 'It asks whether it may use the public half of that key.' : '';
	const links = linksKey ? '`pat-tui key import FILE --link` then notes where the private key is.' : '';
	return `${asks} ${links}`.trim() || undefined;
};

function Command({columns, rows}: Props & {readonly rows: number}) {
	const draft = useApp(state => state.draft);
	const environment = useApp(state => state.environment?.name);
	const [passphrase] = useSecretDraft('passphrase');
	const command = createCommand(draft, {
		// An override of the addresses has no name that the flag takes.
		environment: environmentNames.find(known => known === environment),
		hasPassphrase: passphrase !== '',
	});
	const isNew = draft.keyOrigin === 'new';
	const note = commandNote(draft, passphrase !== '');
	const lines = wrap(sanitise(command, {graphemes: 4000}), columns);
	const room = Math.max(1, rows - menuRows - 4);
	return (
		<Box flexDirection="column" gap={1}>
			<Sentence>
				{isNew ? 'The same in a shell; it makes a key of its own:' : 'The same in a shell:'}
			</Sentence>
			<Text>{lines.slice(0, room).join('\n')}</Text>
			{lines.length > room ? <Sentence>It is longer than this window.</Sentence> : null}
			{note === undefined ? null : <Sentence dimColor>{note}</Sentence>}
		</Box>
	);
}

function Requests({columns}: Props) {
	const draft = useApp(state => state.draft);
	const {ellipsis} = useSigns();
	const lines = createRequests(draft).map(
		({why, method, path}, index) => `${index + 1} ${why}: ${method} ${path}`,
	);
	return (
		<Box flexDirection="column">
			<Sentence>This will be sent, in this order:</Sentence>
			{lines.map(line => (
				<Text key={line} wrap="truncate">
					{truncate(line, columns, ellipsis)}
				</Text>
			))}
		</Box>
	);
}

const showing: Readonly<Record<ReviewView, string>> = {
	summary: 'Show what was filled in',
	command: 'Show it as a command',
	requests: 'Show what will be sent',
};
const menuRows = 3;

/** Shows everything once more before the first thing is sent: in words, as a command, or as requests. */
export function ReviewPage({columns, rows}: Props & {readonly rows: number}) {
	const reviewed = useApp(state => state.draft.reviewed);
	const {nextPage, previousPage, editDraft} = useVerbs();
	const other = reviewViews[(reviewViews.indexOf(reviewed) + 1) % reviewViews.length] ?? 'summary';
	return (
		<Box flexDirection="column" gap={1}>
			{reviewed === 'summary' ? <Summary columns={columns} /> : null}
			{reviewed === 'command' ? <Command columns={columns} rows={rows} /> : null}
			{reviewed === 'requests' ? <Requests columns={columns} /> : null}
			<Menu
				width={columns}
				items={[
					{value: 'make', label: 'Make the token'},
					{value: 'back', label: 'Change something'},
					{value: 'other', label: showing[other]},
				]}
				onSelect={choice => {
					if (choice === 'make') nextPage();
					else if (choice === 'back') previousPage();
					else editDraft({reviewed: other});
				}}
			/>
		</Box>
	);
}
