import type {RotateIntent} from '../intent.ts';
import type {Answer} from './check-key.ts';
import type {Overlap} from './overlap.ts';

/** One way in which clients use one of the two keys, and what comes of it until the rotation is finished. */
export type OverlapUse = {
	readonly key: 'old' | 'new';
	/** Undefined where no `kid` is sent at all, as by the Java and Dart SDKs. */
	readonly keyId: string | undefined;
	readonly works: Answer | 'not-tried';
};

/** Lists the ways in which clients use the keys of an open overlap (contract 4.2), and which of them work until it is finished. */
export const overlapUses = (
	{newKey, oldKey, withoutKeyId}: Pick<Overlap, 'newKey' | 'oldKey' | 'withoutKeyId'>,
	{tokenId, before, newKey: {kid}}: Pick<RotateIntent, 'tokenId' | 'before' | 'newKey'>,
): readonly OverlapUse[] => [
	{key: 'new', keyId: kid, works: newKey},
	{key: 'new', keyId: tokenId, works: 'refused'},
	{key: 'new', keyId: undefined, works: withoutKeyId.newKey},
	...before.keys.map(({kid: own}) => ({key: 'old', keyId: own || undefined, works: oldKey}) as const),
	{key: 'old', keyId: undefined, works: withoutKeyId.oldKey},
];
