import type {Failure} from '../store/failure.ts';

/** Says what to press after a failure: to sign in again where the session is over, else what the screen itself offers. */
export const pressAfter = ({kind}: Pick<Failure, 'kind'>, otherwise: string): string =>
	kind === 'session-ended' ? 'i signs in again and goes on, Esc goes back.' : otherwise;
