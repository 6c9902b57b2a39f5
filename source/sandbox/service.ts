import type {Clock} from '../system/clock.ts';
import type {Random} from '../system/random.ts';
import type {SigningKey} from './signing-key.ts';
import type {State} from './state.ts';
import type {Variants} from './variant-table.ts';

/** What every part of the sandbox works with. */
export type Service = {
	readonly state: State;
	readonly signingKey: SigningKey;
	readonly clock: Clock;
	readonly random: Random;
	/** What the sandbox's own addresses begin with, such as `http://localhost:2777`. */
	readonly origin: string;
	/** Whether a sign-in is accepted without asking. */
	readonly autoApprove: boolean;
	/** The answers to what is unknown of the real service. */
	readonly variants: Variants;
};
