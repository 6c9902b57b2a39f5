import * as v from 'valibot';
import {Policy} from '../policies/policy.ts';

/** Who can have a part in a project: a token or a user, by bare UUID (contract 2.1). */
export const Principal = v.object({id: v.string(), type: v.picklist(['token', 'user'])});
export type Principal = v.InferOutput<typeof Principal>;

/** A principal as a project lists it. */
export type ListedPrincipal = {
	/** The bare id; empty when the record had none. */
	readonly id: string;
	/** What its prefix said (`token/…`, `user/…`); undefined where the service lists bare ids. */
	readonly type: Principal['type'] | undefined;
	/** What it may do, where the service says it in the list. */
	readonly policy: Policy | undefined;
	/** The record as it came, for output that scripts read. */
	readonly raw: unknown;
};

/** A policy, and the record as it came. */
export type KeptPolicy = {readonly policy: Policy; readonly raw: unknown};

const PrincipalRecord = v.object({principalId: v.string(), statement: v.optional(v.unknown())});

const toListed = (raw: unknown): ListedPrincipal => {
	const parsed = v.safeParse(PrincipalRecord, raw);
	// An odd record is a row without an id, never the end of the list.
	if (!parsed.success) return {id: '', type: undefined, policy: undefined, raw};
	const {principalId, statement} = parsed.output;
	const [, type, id = principalId] = /^(token|user)\/(.+)$/u.exec(principalId) ?? [];
	const policy = v.safeParse(Policy, raw);
	return {
		id,
		type: type === 'token' || type === 'user' ? type : undefined,
		policy: statement !== undefined && policy.success ? policy.output : undefined,
		raw,
	};
};

/** The schema of one page of a project's principals, record by record. */
export const PrincipalPage = v.pipe(
	v.object({records: v.array(v.unknown()), lastEvaluatedKey: v.optional(v.nullable(v.string()))}),
	v.transform(({records, lastEvaluatedKey}) => ({
		records: records.map(toListed),
		next: lastEvaluatedKey || undefined,
	})),
);

/** The schema of a reply that is one policy. */
export const PolicyReply = v.pipe(
	v.looseObject({}),
	v.rawTransform(({dataset, addIssue, NEVER}): KeptPolicy => {
		const parsed = v.safeParse(Policy, dataset.value);
		if (parsed.success) return {policy: parsed.output, raw: dataset.value};
		addIssue({message: 'not a policy'});
		return NEVER;
	}),
);

/** Tells whether a listed principal is the one that is meant; a bare id may be either type's. */
export const isPrincipal = ({id, type}: ListedPrincipal, wanted: Principal): boolean =>
	id === wanted.id && (type === undefined || type === wanted.type);
