import {FieldRow} from '../components/field-row.tsx';
import {Sentence} from '../components/sentence.tsx';
import {TextField} from '../components/text-field.tsx';
import {charactersToGo, confirmationFor} from '../store/delete-slice.ts';
import type {RotationDraft} from '../store/rotation-draft.ts';
import {plural} from '../text/plural.ts';
import {useApp, useVerbs} from './screen-context.tsx';

type Props = {readonly rotation: RotationDraft; readonly columns: number};

const consequences = {
	begin: 'The old key is refused at once, and your application with it until it has the new key.',
	finish: 'The old key is refused from then on. Whatever still uses it stops working.',
	'roll-back': 'The new key is refused from then on, and removed from this computer if it was made here.',
	'quarantine-swap':
		'Its rights go in every project, then the leaked key; the rights come back with the new key.',
	'quarantine-delete': 'Its rights go in every project, then the token itself, for good.',
} as const;

const does = {
	begin: 'swaps the keys',
	finish: 'finishes it',
	'roll-back': 'rolls it back',
	'quarantine-swap': 'shuts the leaked key out',
	'quarantine-delete': 'deletes the token',
} as const;

/** Has the name of a token typed before a key of it stops working. */
export function RotateConfirm({rotation, columns}: Props) {
	const all = useApp(state => state.tokens.items);
	const {editRotation} = useVerbs();
	if (!rotation.token || rotation.does === 'look') return null;
	const wanted = confirmationFor(rotation.token, all);
	const toGo = charactersToGo(rotation.typed, wanted.text);
	const message =
		toGo === undefined
			? ({tone: 'error', text: 'this does not match'} as const)
			: toGo > 0
				? ({tone: 'hint', text: `${plural(toGo, 'character')} to go`} as const)
				: ({tone: 'ok', text: `Enter ${does[rotation.does]}`} as const);
	return (
		<>
			<Sentence>{consequences[rotation.does]}</Sentence>
			<FieldRow
				label={wanted.kind === 'name' ? 'Type its name' : 'Type the last 6 of its id'}
				labelWidth={wanted.kind === 'name' ? 13 : 25}
				isFocused
				columns={columns}
				message={message}
			>
				{width => (
					<TextField value={rotation.typed} focus width={width} onChange={typed => editRotation({typed})} />
				)}
			</FieldRow>
		</>
	);
}
