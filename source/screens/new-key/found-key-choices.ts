import type {MenuItem} from '../../components/menu.tsx';
import type {Algorithm} from '../../keys/algorithms.ts';
import type {Brought} from '../../store/key-choice.ts';
import type {KeyVerdict} from '../../store/key-verdict.ts';
import {sanitise} from '../../text/sanitise.ts';

/** How a key that was recognised is taken; undefined stands for another one. */
export type FoundKeyChoice = {readonly algorithm: Algorithm; readonly linksKey: boolean} | undefined;

/** Lists the ways in which a key that was recognised can be taken, the best first. */
export const foundKeyChoices = (
	{isHalf, link, privateFile}: Brought,
	verdict: KeyVerdict,
): readonly MenuItem<FoundKeyChoice>[] => {
	const algorithms = verdict.isFit ? verdict.algorithms : [];
	const [first] = algorithms;
	const what = isHalf ? 'its public half' : 'it';
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
		...algorithms.map(algorithm => {
			const description = verdict.isFit ? verdict.about(algorithm) : undefined;
			return {
				value: {algorithm, linksKey: false},
				label: `Use ${what} with ${algorithm}`,
				...(description !== undefined && {description}),
			};
		}),
		...linked,
		{value: undefined, label: link ? 'Name another one' : 'Bring another one'},
	];
};
