import type {Algorithm} from '../keys/algorithms.ts';
import {fittingFirst} from '../keys/fitting-first.ts';
import type {BroughtKey} from '../keys/read-public-key.ts';
import {thumbprint} from '../keys/thumbprint.ts';
import type {CreateDraft} from './draft-slice.ts';
import type {RotationDraft} from './rotation-draft.ts';

/** Whether a key that was recognised may be taken for what it was chosen for. */
export type KeyVerdict =
	| {
			readonly isFit: true;
			/** The algorithms with which it may be taken, best first. */
			readonly algorithms: readonly Algorithm[];
			/** What is to be known before it is taken with an algorithm. */
			readonly about: (algorithm: Algorithm) => string | undefined;
	  }
	| {readonly isFit: false; readonly message: string; readonly remedy: string};

const ofNewToken = ({algorithm: chosen}: CreateDraft, key: BroughtKey): KeyVerdict => {
	const misfit = key.algorithms.includes(chosen) ? undefined : `${chosen}, which you chose, does not fit it.`;
	return {isFit: true, algorithms: fittingFirst(key.algorithms, chosen), about: () => misfit};
};

const ofRotation = ({token, algorithm, mode, isLeak}: RotationDraft, key: BroughtKey): KeyVerdict => {
	if (token?.keys.some(each => thumbprint(each) === key.thumbprint)) {
		const message = isLeak ? 'That is the key which leaked.' : 'That is the key which the token has already.';
		return {isFit: false, message, remedy: 'Nothing was changed. Give another key.'};
	}
	const registered = token?.algorithm ?? algorithm;
	const fitting = fittingFirst(key.algorithms, algorithm);
	if (mode === 'swap') {
		const about = (chosen: Algorithm) =>
			chosen === registered ? undefined : `The token signs with ${chosen} from then on, not ${registered}.`;
		return {isFit: true, algorithms: fitting, about};
	}
	const kept = fitting.filter(each => each === registered);
	if (kept.length > 0) {
		const begins = 'This begins it: both keys work until you finish.';
		return {isFit: true, algorithms: kept, about: () => begins};
	}
	return {
		isFit: false,
		message: `It signs with ${key.algorithms.join(' or ')}, and this token with ${registered}: the two can not stand side by side.`,
		remedy: 'Give another key, or go back and swap at once.',
	};
};

/** Says whether a key that was recognised may be taken for a new token, or in place of the key that a token has. */
export const keyVerdict = (choice: CreateDraft | RotationDraft, key: BroughtKey): KeyVerdict =>
	'tokenId' in choice ? ofRotation(choice, key) : ofNewToken(choice, key);
