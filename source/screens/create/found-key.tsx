import {Box, Text} from 'ink';
import {KeyValue} from '../../components/key-value.tsx';
import {Menu} from '../../components/menu.tsx';
import {fittingFirst} from '../../keys/fitting-first.ts';
import {keySize, keySizeWords} from '../../keys/key-size.ts';
import type {Brought} from '../../store/draft-slice.ts';
import {sanitise} from '../../text/sanitise.ts';
import {useApp, useVerbs} from '../screen-context.tsx';

type Props = {readonly brought: Brought; readonly columns: number};

const placeOf = ({file, link}: Brought): string => {
	if (link?.custody === 'kms') return sanitise(link.kms.reference, {graphemes: 400});
	return file === undefined ? 'what was pasted' : sanitise(file, {graphemes: 400});
};

/** Says what was recognised in what somebody brought, and asks whether and for which algorithm it is taken. */
export function FoundKey({brought, columns}: Props) {
	const {key, isHalf, link} = brought;
	const algorithm = useApp(state => state.draft.algorithm);
	const {takeBroughtKey, editDraft} = useVerbs();
	const isFit = key.algorithms.includes(algorithm);
	const size = keySize(key.publicJwk);
	return (
		<Box flexDirection="column" gap={1}>
			<Text>
				{isHalf
					? 'That is a private key. Only its public half would be used, and nothing else of it was kept.'
					: link
						? 'It is there, and it signs. Only where it is will be kept here.'
						: 'This was recognised. Does its thumbprint match yours?'}
			</Text>
			<KeyValue
				columns={columns}
				entries={[
					{label: 'form', value: key.form},
					{label: 'type', value: size ? keySizeWords(size) : ''},
					{label: 'thumbprint', value: key.thumbprint},
					{label: 'signs', value: key.algorithms.join(' or ')},
					{label: 'from', value: placeOf(brought)},
				]}
			/>
			<Menu
				width={columns}
				items={[
					...fittingFirst(key.algorithms, algorithm).map(each => ({
						value: each,
						label: `Use ${isHalf ? 'its public half' : 'it'} with ${each}`,
						...(isFit ? {} : {description: `${algorithm}, which you chose, does not fit it.`}),
					})),
					{value: undefined, label: link ? 'Name another one' : 'Bring another one'},
				]}
				onSelect={choice => {
					if (choice) takeBroughtKey(choice);
					else editDraft({brought: undefined, keyOrigin: 'new'});
				}}
			/>
		</Box>
	);
}
