import * as v from 'valibot';

const Limit = v.object({resourceId: v.string(), initialValue: v.number()});

const oddLimit = {resourceId: '', initialValue: 0};

const ProjectStats = v.object({
	id: v.fallback(v.string(), ''),
	limits: v.fallback(v.array(v.fallback(Limit, oddLimit)), []),
});

/** What the stats of a project (contract 1.3) say about limits; whatever else they hold, or lack, does no harm. */
export const StatsReply = v.pipe(
	v.object({projects: v.fallback(v.array(v.fallback(ProjectStats, {id: '', limits: []})), [])}),
	v.transform(({projects}) => projects),
);
export type Stats = v.InferOutput<typeof StatsReply>;

/**
 * Finds how many projects a user may have, in the stats of the project that was asked for: the reply may hold others,
 * too, and in any order. Undefined where it does not say.
 */
export const projectLimitOf = (stats: Stats, projectId: string): number | undefined =>
	stats
		.find(({id}) => id === projectId)
		?.limits.find(({resourceId}) => resourceId === 'iam.resource.Projects')?.initialValue;
