import type {Environment} from '../config/environments.ts';
import {isLoopback} from '../system/is-loopback.ts';

/**
 * Tells whether the sessions of an environment, or without one what belongs to none, may go into the system's keyring.
 *
 * @param variables those of the process's environment
 */
export const mayUseKeyring = (
	environment: Environment | undefined,
	variables: Readonly<Record<string, string | undefined>>,
): boolean =>
	// Whatever is served by this machine holds nothing of worth, and is signed in to by tests and scripts all day.
	!environment?.embedded &&
	!(environment && isLoopback(new URL(environment.portalUrl).hostname)) &&
	// A home of its own is complete and can be carried off, and shares no entry with the one of the same user.
	!variables['PAT_TUI_HOME'];
