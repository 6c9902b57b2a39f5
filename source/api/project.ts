import * as v from 'valibot';

const text = v.fallback(v.optional(v.string(), ''), '');

const ProjectRecord = v.object({id: text, name: text, description: text, createdAt: text});

/** A project as the rest of the program sees it: always whole enough to be a row of a list. */
export type Project = {
	/** UUID; empty when the record had none, and nothing can be done with it then. */
	readonly id: string;
	readonly name: string;
	readonly description: string;
	/** ISO 8601 as the service writes it, without a zone; empty when it sent none. */
	readonly createdAt: string;
	/** The record as it came, for output that scripts read. */
	readonly raw: unknown;
};

/** Reads a record of the service into a project (contract 2.2); never fails: what is missing is empty. */
export const toProject = (raw: unknown): Project => {
	const parsed = v.safeParse(ProjectRecord, raw);
	const {id, name, description, createdAt} = parsed.success
		? parsed.output
		: {id: '', name: '', description: '', createdAt: ''};
	return {id, name, description, createdAt, raw};
};

/** The schema of a reply that is one project: it must at least have an id. */
export const ProjectReply = v.pipe(
	v.looseObject({id: v.pipe(v.string(), v.nonEmpty())}),
	v.transform(raw => toProject(raw)),
);

/** The schema of the list of projects, record by record, so that an odd one is never the end of the list. */
export const ProjectListReply = v.pipe(
	v.array(v.unknown()),
	v.transform(records => records.map(toProject)),
);
