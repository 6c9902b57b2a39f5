import type {Token} from '../api/token.ts';
import type {ProjectName} from '../operations/access/standing.ts';
import type {RotateIntent} from '../operations/intent.ts';
import type {Failure} from './failure.ts';
import type {KeyChoice} from './key-choice.ts';

/** What a person is asked before a token's key is changed, in this order, as far as it is needed. */
export type RotationPage =
	| 'reading'
	| 'impossible'
	| 'begin'
	| 'open'
	| 'leak'
	| 'key'
	| 'passphrase'
	| 'unlock'
	| 'confirm';

/** A change of a token's key that is being prepared; the passphrases are kept elsewhere. */
export type RotationDraft = KeyChoice & {
	readonly tokenId: string;
	readonly page: RotationPage;
	/** What happens at the end; the last two where the key leaked. */
	readonly does: 'begin' | 'look' | 'finish' | 'roll-back' | 'quarantine-swap' | 'quarantine-delete';
	readonly mode: RotateIntent['mode'];
	/** The token as it was read for this. */
	readonly token?: Token;
	/** The rotation of this token that is open already. */
	readonly open?: {readonly operationId: string; readonly openedAt: string; readonly intent: RotateIntent};
	/** Whether the person came because the key leaked. */
	readonly isLeak: boolean;
	/** Where it leaked: the projects it loses its rights in, and why its key can't be swapped. */
	readonly leak?: {readonly projects: readonly ProjectName[]; readonly noSwap: string | undefined};
	/** Keys that are here but encrypted: they are opened, or they are not tried. */
	readonly locked: readonly LockedKey[];
	readonly isOpening: boolean;
	/** Which of the two passphrase fields has the focus. */
	readonly field: 'first' | 'second';
	/** What was typed of the name. */
	readonly typed: string;
	readonly problem?: string | undefined;
	readonly failure?: Failure;
};

/** A key of the key store that is encrypted, and where it is. */
export type LockedKey = {readonly thumbprint: string; readonly path: string};
