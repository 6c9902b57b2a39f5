import type {Overlap} from './overlap.ts';

const served = {
	accepted: 'work',
	refused: 'do not work',
	'not-tried': 'were not tried: the private key is not here or is locked',
} as const;

/** Says which clients need what while both keys of a token work (contract 4.2). */
export const overlapAdvice = (
	{withoutKeyId}: Pick<Overlap, 'withoutKeyId'>,
	{keyId, tokenId}: {readonly keyId: string; readonly tokenId: string},
): readonly string[] => [
	`Until you finish, the new key goes with the key id ${keyId}: TypeScript, Python, PHP, Dart and .NET need it (KEY_ID).`,
	`Java sends no key id. Clients that send none ${served[withoutKeyId.newKey]} with the new key; with the old one they ${served[withoutKeyId.oldKey]}.`,
	`With the key id ${tokenId} only the old key works until then; afterwards the new one does.`,
];
