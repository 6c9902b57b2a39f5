import {Box} from 'ink';
import {KeyValue} from '../../components/key-value.tsx';
import {Menu} from '../../components/menu.tsx';
import {Notice} from '../../components/notice.tsx';
import {Sentence} from '../../components/sentence.tsx';
import {keySize, keySizeWords} from '../../keys/key-size.ts';
import type {Brought} from '../../store/key-choice.ts';
import {selectKeyChoice} from '../../store/key-choice-slice.ts';
import {keyVerdict} from '../../store/key-verdict.ts';
import {sanitise} from '../../text/sanitise.ts';
import {useApp, useVerbs} from '../screen-context.tsx';
import {foundKeyChoices} from './found-key-choices.ts';

type Props = {readonly brought: Brought; readonly columns: number; readonly rows: number};

// What stands above the menu: a sentence, and what is known of the key.
const factRows = 8;

const placeOf = ({file, link}: Brought): string => {
	if (link?.custody === 'kms') return sanitise(link.kms.reference, {graphemes: 400});
	return file === undefined ? 'what was pasted' : sanitise(file, {graphemes: 400});
};

/** Says what was recognised in what somebody brought, and asks whether and for which algorithm it is taken. */
export function FoundKey({brought, columns, rows}: Props) {
	const {key, isHalf, link} = brought;
	const verdict = keyVerdict(useApp(selectKeyChoice), key);
	const {takeBroughtKey, editKeyChoice} = useVerbs();
	const size = keySize(key.publicJwk);
	return (
		<Box flexDirection="column" gap={rows > 15 ? 1 : 0}>
			<Sentence>
				{isHalf
					? 'That is a private key. Only its public half would be used, and nothing else of it was kept.'
					: link
						? 'It is there, and it signs. Only where it is will be kept here.'
						: 'This was recognised. Is it the key that you mean?'}
			</Sentence>
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
			{verdict.isFit ? null : <Notice tone="warning" what={verdict.message} means={verdict.remedy} />}
			<Menu
				width={columns}
				items={foundKeyChoices(brought, verdict)}
				limit={Math.max(2, Math.floor((rows - factRows) / 2))}
				onSelect={choice => {
					if (choice) takeBroughtKey(choice.algorithm, choice);
					else editKeyChoice({brought: undefined, linksKey: false, keyOrigin: 'new'});
				}}
			/>
		</Box>
	);
}
