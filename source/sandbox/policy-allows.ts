import {matchesGlob} from './matches-glob.ts';
import type {Policy} from './policy.ts';
import type {Principal} from './principal.ts';

// A policy names its principal by ARI; the documentation also shows the bare id.
const isMeant = (name: string, {principalId}: Principal) => name.split(/[:/]/u).at(-1) === principalId;

/** Tells whether a policy lets a principal do an action on a resource; an empty string in it allows nothing. */
export const policyAllows = (
	policy: Policy,
	principal: Principal,
	action: string,
	resource: string,
): boolean =>
	policy.statement.some(
		statement =>
			statement.principal.some(name => isMeant(name, principal)) &&
			statement.action.some(pattern => matchesGlob(pattern, action)) &&
			statement.resource.some(pattern => matchesGlob(pattern, resource)),
	);
