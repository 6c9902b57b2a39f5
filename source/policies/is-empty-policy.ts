import type {Policy} from './policy.ts';

const hasText = (texts: readonly string[]) => texts.some(text => text.trim() !== '');

/** Tells whether a policy gives no right at all, as the one that a new principal starts with (`""` on `""`). */
export const isEmptyPolicy = (policy: Policy): boolean =>
	!policy.statement.some(
		({effect, action, resource}) => effect === 'Allow' && hasText(action) && hasText(resource),
	);
