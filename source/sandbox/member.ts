import * as v from 'valibot';
import {Policy} from './policy.ts';
import {Principal} from './principal.ts';

/** A principal's part in a project, as kept. */
export const Member = v.object({principal: Principal, policy: Policy});
export type Member = v.InferOutput<typeof Member>;

/** Names a member's record inside its project's folder. */
export const memberKey = ({principalType, principalId}: Principal): string =>
	`${principalType}.${principalId}`;
