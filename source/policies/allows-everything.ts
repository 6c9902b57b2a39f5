import type {Policy} from './policy.ts';

/** Tells whether a policy allows every action on every resource (`*` on `*`), as far as its project reaches. */
export const allowsEverything = (policy: Policy): boolean =>
	policy.statement.some(
		({effect, action, resource}) => effect === 'Allow' && action.includes('*') && resource.includes('*'),
	);
