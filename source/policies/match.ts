import {findAction} from './actions.ts';
import type {Policy} from './policy.ts';

/** Tells whether a resource pattern covers a text; `*` stands for any characters, colons included, and an empty pattern for nothing. */
export const matchesGlob = (pattern: string, text: string): boolean => {
	if (pattern === '') return false;
	const [head = '', ...parts] = pattern.split('*');
	const tail = parts.pop();
	if (tail === undefined) return pattern === text;
	if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false;
	const end = text.length - tail.length;
	let at = head.length;
	for (const part of parts) {
		// The leftmost fit leaves the most for the rest, so no way ever has to be tried twice.
		const found = text.indexOf(part, at);
		if (found === -1 || found + part.length > end) return false;
		at = found + part.length;
	}
	return true;
};

/** Tells whether a policy's action text certainly means an action (`cis:startIssuance`): itself, its older spelling, or `*`. */
export const matchesAction = (text: string, action: string): boolean =>
	// Whether the service honours globs such as `cis:*` is unknown, so they count for nothing certain.
	text === '*' || text === action || findAction(text)?.action === action;

/** Tells whether a policy certainly allows an action on everything that a resource text stands for. */
export const allows = (policy: Policy, action: string, resource: string): boolean =>
	policy.statement.some(
		statement =>
			statement.effect === 'Allow' &&
			statement.action.some(text => matchesAction(text, action)) &&
			statement.resource.some(pattern => matchesGlob(pattern, resource)),
	);
