import type {Keymap} from './screen-context.tsx';

/** The key that leaves a page of the permissions. */
export const leavePermissionsKey: Keymap[number] = {
	id: 'permissions.leave',
	keys: ['escape', 'q'],
	label: 'Leave',
	group: 'Permissions',
	footer: 'always',
	run({state}) {
		const {backFromPermissions, leavePermissions} = state();
		if (!backFromPermissions()) leavePermissions();
	},
};
