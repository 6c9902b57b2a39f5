import * as v from 'valibot';
import {type Principal, principalAri} from './principal.ts';
import type {Variants} from './variant-table.ts';

const Word = v.pipe(v.string(), v.maxLength(2000, 'at most 2000 characters'));
const Words = v.pipe(v.array(Word), v.minLength(1, 'at least one entry'));

/** What a principal may do in a project (contract 3.1). */
export const Policy = v.object({
	version: v.literal('2022-12-15'),
	statement: v.pipe(
		v.array(
			v.object({
				principal: v.pipe(v.array(Word), v.length(1, 'exactly one principal')),
				action: Words,
				resource: Words,
				effect: v.literal('Allow'),
			}),
		),
		v.minLength(1, 'at least one statement'),
	),
	name: v.optional(v.string()),
	description: v.optional(v.string()),
	principalId: v.optional(v.string()),
	projectId: v.optional(v.string()),
});
export type Policy = v.InferOutput<typeof Policy>;

/** Makes a policy of one statement. */
export const policyOf = (projectId: string, principal: Principal, word: '' | '*'): Policy => ({
	version: '2022-12-15',
	statement: [
		{principal: [principalAri(projectId, principal)], action: [word], resource: [word], effect: 'Allow'},
	],
});

const grantsNothing = ({statement}: Policy) =>
	statement.every(({action, resource}) => [...action, ...resource].every(word => word === ''));

/** Shows a policy to a client; one that grants nothing as the variant has it, which may be not at all. */
export const shownPolicy = (
	policy: Policy,
	variants: Pick<Variants, 'default-policy'>,
): Policy | undefined => {
	if (!grantsNothing(policy)) return policy;
	switch (variants['default-policy']) {
		case 'empty-string':
			return policy;
		case 'empty-list':
			return {...policy, statement: []};
		case 'absent':
			return undefined;
	}
};
