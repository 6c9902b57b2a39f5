import type {Policy} from './policy.ts';

const sorted = (texts: readonly string[]) => [...new Set(texts)].sort();

const statements = ({statement}: Policy): readonly string[] =>
	sorted(
		statement.map(({action, resource, effect}) => JSON.stringify([sorted(action), sorted(resource), effect])),
	);

/**
 * Tells whether two policies of one principal give the same rights in the same words, whatever their order. How the
 * principal is written is left out: the service may name it otherwise than it was sent.
 */
export const isSamePolicy = (one: Policy, other: Policy): boolean =>
	JSON.stringify(statements(one)) === JSON.stringify(statements(other));
