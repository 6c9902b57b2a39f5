import {Box, Text} from 'ink';
import {KeyValue} from '../../components/key-value.tsx';
import {Menu} from '../../components/menu.tsx';
import {sdksFor} from '../../exports/sdks.ts';
import {presets} from '../../policies/presets.ts';
import {sanitise} from '../../text/sanitise.ts';
import {useApp, useSecretDraft, useVerbs} from '../screen-context.tsx';

/** Shows everything once more before the first thing is sent. */
export function ReviewPage({columns}: {readonly columns: number}) {
	const {name, algorithm, keyStatus, permissions, project} = useApp(state => state.draft);
	const [passphrase] = useSecretDraft('passphrase');
	const {nextPage, previousPage} = useVerbs();
	const names = sdksFor(algorithm).map(sdk => sdk.name);
	const where =
		permissions === 'none'
			? 'in no project yet'
			: `${presets[permissions].title}, in ${sanitise(project?.name ?? '')}`;
	const entries = [
		{label: 'name', value: sanitise(name.trim())},
		{label: 'key', value: `new ${algorithm} pair${keyStatus === 'making' ? ', being made' : ''}`},
		{
			label: 'works with',
			value:
				names.length > 0 ? names.join(', ') : 'signing code of your own (the official SDKs sign RS256 only)',
		},
		{
			label: 'kept',
			value: passphrase ? 'key store, encrypted, mode 0600' : 'key store, NOT encrypted, mode 0600',
		},
		{label: 'may do', value: where},
	];
	return (
		<Box flexDirection="column" gap={1}>
			<KeyValue entries={entries} columns={columns} />
			<Text>The key is saved first, then the token is registered, then it gets its rights.</Text>
			<Menu
				width={columns}
				items={[
					{value: 'make', label: 'Make the token'},
					{value: 'back', label: 'Change something'},
				]}
				onSelect={choice => {
					if (choice === 'make') nextPage();
					else previousPage();
				}}
			/>
		</Box>
	);
}
