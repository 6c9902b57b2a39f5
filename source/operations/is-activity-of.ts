import type {ActivityEntry, ActivityScope} from './activity.ts';

/** Tells whether an effect is one user's in one environment, which may share its origin with another. */
export const isActivityOf =
	({environment, user}: ActivityScope) =>
	(entry: Pick<ActivityEntry, 'user' | 'environment' | 'origin'>): boolean =>
		entry.user === user && entry.environment === environment.folder && entry.origin === environment.portalUrl;
