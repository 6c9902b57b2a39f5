import {Box, Text} from 'ink';
import {Menu} from '../../components/menu.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {keySize, keySizeWords} from '../../keys/key-size.ts';
import type {KeyChoice} from '../../store/key-choice.ts';
import {selectKeyChoice} from '../../store/key-choice-slice.ts';
import {useApp, useVerbs} from '../screen-context.tsx';
import {BringKey} from './bring-key.tsx';
import {CloudKey} from './cloud-key.tsx';
import {FoundKey} from './found-key.tsx';
import {KeyRecipe} from './key-recipe.tsx';

type Props = {readonly columns: number; readonly rows: number};

const places = ['new', 'bring', 'recipe', 'cloud'] as const;

/** Where the cursor stands: on the choice that one came back from, or else on the one that was made. */
const startAt = ({leftKeyView, keyOrigin, brought}: KeyChoice): number => {
	const chosen = brought?.link ? 'cloud' : keyOrigin === 'brought' || brought ? 'bring' : 'new';
	return places.indexOf(leftKeyView ?? chosen);
};

function KeySources({columns}: Props) {
	const choice = useApp(selectKeyChoice);
	const {algorithm, keyOrigin, keyStatus, brought} = choice;
	const {editKeyChoice, takeNewKey, beginBringing, beginCloudKey} = useVerbs();
	const size = brought && keySize(brought.key.publicJwk);
	const items = [
		{
			label: `Make a new ${algorithm} key pair on this computer`,
			description: 'Kept in the key store, where only you can read it (mode 0600).',
			choose: takeNewKey,
		},
		{
			label: 'Bring a public key of yours',
			description:
				size && !brought?.link
					? `You brought one: ${keySizeWords(size)}.`
					: 'From a file, or pasted. Its private key stays where it is.',
			choose: () => beginBringing(),
		},
		{
			label: 'Make it yourself with OpenSSL or ssh-keygen',
			description: 'Shows the commands, then takes the public key that they make.',
			choose: () => editKeyChoice({keyView: 'recipe'}),
		},
		{
			label: 'A key in AWS, Google Cloud or Azure',
			description:
				size && brought?.link
					? `You named one: ${keySizeWords(size)}.`
					: "It stays there, and the cloud's own tool signs. Only its place is noted.",
			choose: () => beginCloudKey(),
		},
	];
	return (
		<Box flexDirection="column" gap={1}>
			<Text>Where does the key pair come from?</Text>
			<Menu
				width={columns}
				items={items.map((item, value) => ({...item, value}))}
				initialIndex={startAt(choice)}
				onSelect={at => items[at]?.choose()}
			/>
			{keyOrigin === 'new' ? (
				<Text dimColor>
					{keyStatus === 'making' ? <Spinner /> : ''}
					{keyStatus === 'making' ? ' A new one is being made while you go on.' : ''}
					{keyStatus === 'ready' ? 'A new one is ready. Nothing of it has left this program.' : ''}
					{keyStatus === 'failed' ? 'It could not be made. Go back and choose the algorithm again.' : ''}
				</Text>
			) : null}
		</Box>
	);
}

/** Asks where a key comes from: a pair is made on this computer, or a public key of the person's is taken. */
export function NewKey(props: Props) {
	const {keyView, brought} = useApp(selectKeyChoice);
	if (keyView === 'sources') return <KeySources {...props} />;
	if (keyView === 'recipe') return <KeyRecipe {...props} />;
	if (keyView === 'cloud')
		return brought?.link ? <FoundKey brought={brought} {...props} /> : <CloudKey {...props} />;
	return brought && !brought.link ? <FoundKey brought={brought} {...props} /> : <BringKey {...props} />;
}
