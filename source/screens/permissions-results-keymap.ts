import {browseKeymap} from './global-keymap.ts';
import {leavePermissionsKey} from './leave-permissions-key.ts';
import type {Keymap} from './screen-context.tsx';

const group = 'Permissions';

/** The keys while the changes are applied. */
export const permissionsApplyingKeymap: Keymap = [
	{
		id: 'permissions.stop',
		keys: ['escape'],
		label: 'Stop waiting',
		group,
		footer: 'always',
		run({state}) {
			state().backFromPermissions();
		},
	},
	...browseKeymap,
];

const takeBack: Keymap[number] = {
	id: 'permissions.take-back',
	keys: ['u'],
	label: 'Take it back',
	group,
	footer: true,
	changes: true,
	blockedBy: ({state}) =>
		state().permissions?.backUntil === undefined
			? 'It can not be taken back any more: change it again instead.'
			: undefined,
	run({state}) {
		void state().takeBackPermissions();
	},
};

const look: Keymap[number] = {
	id: 'permissions.look',
	keys: ['r', 'R', 'f5', 'ctrl+r'],
	label: 'Look at it again',
	group,
	footer: true,
	run({state}) {
		const {permissions, beginPermissions} = state();
		if (permissions) void beginPermissions(permissions.tokenId);
	},
};

/** The keys once all changes are made. */
export const permissionsDoneKeymap: Keymap = [
	takeBack,
	look,
	{...leavePermissionsKey, keys: ['enter', 'escape'], label: 'Done'},
	...browseKeymap,
];

/** The keys where not all changes could be made: Enter looks at what there is now, because it is not what was chosen. */
export const permissionsStoppedKeymap: Keymap = [
	{
		id: 'permissions.retry',
		keys: ['r'],
		label: 'Try the rest again',
		group,
		footer: true,
		changes: true,
		blockedBy: ({state}) =>
			state().permissions?.results.some(({status}) => status === 'failed' || status === 'waiting')
				? undefined
				: 'There is nothing left to do.',
		run({state}) {
			void state().retryPermissions();
		},
	},
	takeBack,
	{...look, keys: ['enter']},
	{...leavePermissionsKey, keys: ['escape'], label: 'Done'},
	...browseKeymap,
];
