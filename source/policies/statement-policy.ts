import {tokenPrincipal} from './ari.ts';
import {type Policy, policyVersion} from './policy.ts';

/** What a token may do in a project, as the one statement that pat-tui writes. */
export type Rights = {readonly actions: readonly string[]; readonly resources: readonly string[]};

/** Makes the policy that gives a token exactly these rights in a project. */
export const statementPolicy = ({
	projectId,
	tokenId,
	actions,
	resources,
}: Rights & {readonly projectId: string; readonly tokenId: string}): Policy => ({
	version: policyVersion,
	statement: [
		{
			principal: [tokenPrincipal(projectId, tokenId)],
			action: actions,
			resource: resources,
			effect: 'Allow',
		},
	],
});

const sameTexts = (some: readonly string[], others: readonly string[]) =>
	JSON.stringify([...new Set(some)].sort()) === JSON.stringify([...new Set(others)].sort());

/** Tells whether a policy, as it was read back, is one statement with exactly these rights. */
export const grantsExactly = (policy: Policy | undefined, {actions, resources}: Rights): boolean => {
	const [statement, ...others] = policy?.statement ?? [];
	if (actions.length === 0) return true;
	if (!statement || others.length > 0) return false;
	return (
		statement.effect === 'Allow' &&
		sameTexts(statement.action, actions) &&
		sameTexts(statement.resource, resources)
	);
};
