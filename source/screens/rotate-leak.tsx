import {Menu} from '../components/menu.tsx';
import {Sentence} from '../components/sentence.tsx';
import type {RotationDraft} from '../store/rotation-draft.ts';
import {sanitise} from '../text/sanitise.ts';
import {useVerbs} from './screen-context.tsx';

type Props = {readonly rotation: RotationDraft; readonly columns: number};

const leakWays = [
	{
		value: 'quarantine-swap',
		label: 'Swap the key',
		description: 'A new key takes its place, and gets the rights back.',
	},
	{
		value: 'quarantine-delete',
		label: 'Delete the token',
		description: 'It is gone for good; both ask for the name first.',
	},
] as const;

/** Says what a token whose key leaked loses first, and asks what becomes of it. */
export function RotateLeak({rotation: {leak}, columns}: Props) {
	const {chooseRotation} = useVerbs();
	if (!leak) return null;
	const names = leak.projects.map(({name}) => sanitise(name, {graphemes: 40})).join(', ');
	return (
		<>
			<Sentence>
				{names === ''
					? 'The token is in no project.'
					: `First the token loses its rights everywhere: ${names}. What uses it stops working.`}
			</Sentence>
			{leak.noSwap === undefined ? null : <Sentence>{`Its key can not be swapped: ${leak.noSwap}`}</Sentence>}
			<Menu
				width={columns}
				items={leakWays.filter(({value}) => value === 'quarantine-delete' || leak.noSwap === undefined)}
				onSelect={does => void chooseRotation({does, mode: 'swap'})}
			/>
		</>
	);
}
