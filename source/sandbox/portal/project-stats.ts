import type {Project} from '../project.ts';

const hourMs = 60 * 60 * 1000;

/** Makes the reply of the portal's stats (contract 1.3): how many projects a user may have, and how many more they can make. */
export const projectStats = (project: Project, limit: number, used: number, now: number) => {
	const time = new Date(now).toISOString();
	return {
		cachedAt: time,
		updatedAt: time,
		expiresAt: new Date(now + hourMs).toISOString(),
		health: {status: 'OK', message: ''},
		projects: [
			{
				id: project.id,
				bundle: {
					bundleId: 'sandbox',
					bundleName: 'Sandbox',
					bundleDescription: 'The embedded sandbox, free of charge',
				},
				createdAt: project.createdAt,
				credits: 0,
				initialCredits: 0,
				scheduledBundleChanges: [],
				limits: [
					{
						resourceId: 'iam.resource.Projects',
						initialValue: limit,
						value: Math.max(0, limit - used),
						creditCost: 0,
					},
				],
			},
		],
	};
};
