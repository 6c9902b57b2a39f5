import type {MenuItem} from '../../components/menu.tsx';
import type {Algorithm} from '../../keys/algorithms.ts';
import {fittingFirst} from '../../keys/fitting-first.ts';
import type {Brought} from '../../store/draft-slice.ts';
import {sanitise} from '../../text/sanitise.ts';

/** How a key that was recognised is taken; undefined stands for another one. */
export type FoundKeyChoice = {readonly algorithm: Algorithm; readonly linksKey: boolean} | undefined;

/** Lists the ways in which a key that was recognised can be taken, the algorithm that was chosen before first. */
export const foundKeyChoices = (
	{key, isHalf, link, privateFile}: Brought,
	chosen: Algorithm,
): readonly MenuItem<FoundKeyChoice>[] => {
	const fitting = fittingFirst(key.algorithms, chosen);
	const [first] = fitting;
	const what = isHalf ? 'its public half' : 'it';
	const misfit = fitting.includes(chosen) ? undefined : `${chosen}, which you chose, does not fit it.`;
	const linked: readonly MenuItem<FoundKeyChoice>[] =
		first === undefined || privateFile === undefined
			? []
			: [
					{
						value: {algorithm: first, linksKey: true},
						label: `Use ${what} with ${first}, and its private key from here`,
						description: `Only where that is will be noted: ${sanitise(privateFile, {graphemes: 400})}`,
					},
				];
	return [
		...fitting.map(algorithm => ({
			value: {algorithm, linksKey: false},
			label: `Use ${what} with ${algorithm}`,
			...(misfit !== undefined && {description: misfit}),
		})),
		...linked,
		{value: undefined, label: link ? 'Name another one' : 'Bring another one'},
	];
};
