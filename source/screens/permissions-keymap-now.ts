import type {AppState} from '../store/app-store.ts';
import {applyWord, placeChanges} from '../store/permissions-draft.ts';
import {
	permissionsEditKeymap,
	permissionsLeaveKeymap,
	permissionsReviewKeymap,
	permissionsWaitKeymap,
	permissionsWordKeymap,
} from './permissions-keymap.ts';
import {
	permissionsApplyingKeymap,
	permissionsDoneKeymap,
	permissionsStoppedKeymap,
} from './permissions-results-keymap.ts';
import type {Keymap} from './screen-context.tsx';

/** The keys of the permissions as they stand now. */
export const permissionsKeymapNow = ({permissions}: Pick<AppState, 'permissions'>): Keymap => {
	switch (permissions?.page) {
		case 'edit':
			return permissionsEditKeymap;
		case 'leave':
			return permissionsLeaveKeymap;
		case 'review':
			return applyWord(placeChanges(permissions.columns, permissions.name)) === undefined
				? permissionsReviewKeymap
				: permissionsWordKeymap;
		case 'apply':
			if (permissions.isApplying) return permissionsApplyingKeymap;
			return permissions.results.every(({status}) => status === 'done')
				? permissionsDoneKeymap
				: permissionsStoppedKeymap;
		default:
			return permissionsWaitKeymap;
	}
};
