import {matchesGlob} from './matches-glob.ts';
import type {Policy} from './policy.ts';
import type {Principal} from './principal.ts';
import type {Variants} from './variant-table.ts';

// A policy names its principal by ARI; the documentation also shows the bare id.
const isMeant = (name: string, {principalId}: Principal) => name.split(/[:/]/u).at(-1) === principalId;

const matchesAction = (pattern: string, action: string, globs: Variants['action-globs']) =>
	globs === 'matched' ? matchesGlob(pattern, action) : pattern === '*' || pattern === action;

/** Tells whether a policy lets a principal do an action on a resource; an empty string in it allows nothing. */
export const policyAllows = (
	policy: Policy,
	principal: Principal,
	action: string,
	resource: string,
	globs: Variants['action-globs'] = 'matched',
): boolean =>
	policy.statement.some(
		statement =>
			statement.principal.some(name => isMeant(name, principal)) &&
			statement.action.some(pattern => matchesAction(pattern, action, globs)) &&
			statement.resource.some(pattern => matchesGlob(pattern, resource)),
	);
