import type {RotateIntent} from '../intent.ts';
import type {Answer} from './check-key.ts';
import type {Overlap} from './overlap.ts';
import {overlapUses} from './overlap-uses.ts';

const served: Readonly<Record<Answer | 'not-tried', string>> = {
	accepted: 'work',
	refused: 'are refused',
	'not-tried': 'were not tried (its private key is not here, or is locked)',
};

/** Says which clients need what while both keys of a token work (contract 4.2). */
export const overlapAdvice = (
	overlap: Pick<Overlap, 'newKey' | 'oldKey' | 'withoutKeyId'>,
	intent: Pick<RotateIntent, 'tokenId' | 'before' | 'newKey'>,
): readonly string[] => {
	const uses = overlapUses(overlap, intent);
	const {tokenId, newKey} = intent;
	const ofOld = uses.find(({key, keyId}) => key === 'old' && keyId !== undefined);
	const isByTokenId = uses.some(({key, keyId}) => key === 'old' && keyId === tokenId);
	const without = (which: 'old' | 'new') =>
		served[uses.find(({key, keyId}) => key === which && keyId === undefined)?.works ?? 'not-tried'];
	const [withNew, withOld] = [without('new'), without('old')];
	return [
		`The new key goes with the key id ${newKey.kid} (KEY_ID): TypeScript, Python, PHP, Dart and .NET send it.`,
		[
			ofOld?.works === 'not-tried'
				? 'The old key was not tried, for its private key is not here or is locked'
				: `The old key works as before${ofOld?.keyId === undefined ? '' : isByTokenId ? ', with the token id as key id' : `, with the key id ${ofOld.keyId}`}`,
			isByTokenId
				? '; once you finish, the token id means the new key.'
				: '. Once you finish, the new key goes with the token id as key id, too.',
		].join(''),
		withNew === withOld
			? `Java sends no key id. Clients that send none ${withNew} with either key.`
			: `Java sends no key id. Clients that send none ${withNew} with the new key, and ${withOld} with the old one.`,
	];
};
