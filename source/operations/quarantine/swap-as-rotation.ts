import type {QuarantineIntent, RotateIntent} from '../intent.ts';

/** Gives the swap of a quarantine as the rotation that it is; undefined where the token is to be deleted. */
export const swapAsRotation = ({
	id,
	tokenId,
	name,
	before,
	swap,
}: QuarantineIntent): RotateIntent | undefined =>
	swap && {...swap, kind: 'rotate-key', mode: 'swap', id, tokenId, name, before};
