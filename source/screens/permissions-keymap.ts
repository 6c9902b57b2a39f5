import type {AppState} from '../store/app-store.ts';
import {applyWord, isChangedColumn, placeChanges} from '../store/permissions-draft.ts';
import {selectPermissionsColumn} from '../store/permissions-slice.ts';
import {backKey, browseKeymap, formKeymap} from './global-keymap.ts';
import {leavePermissionsKey} from './leave-permissions-key.ts';
import {pagedPolicy} from './paged-texts.ts';
import {pagerKey} from './pager-key.ts';
import {
	permissionsApplyingKeymap,
	permissionsDoneKeymap,
	permissionsStoppedKeymap,
} from './permissions-results-keymap.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';
import {scrollKeys} from './scroll-keys.ts';

const group = 'Permissions';
const farthest = Number.POSITIVE_INFINITY;

const moves = (
	id: string,
	keys: readonly string[],
	label: string,
	by: {readonly rows?: number; readonly columns?: number},
	footer = false,
): Keymap[number] => ({
	id: `permissions.${id}`,
	keys,
	label,
	group: 'Move',
	footer,
	run: ({state}) => state().movePermissions(by),
});

const again: Keymap[number] = {
	id: 'permissions.again',
	keys: ['r', 'R', 'f5', 'ctrl+r'],
	label: 'Read again',
	group,
	footer: true,
	blockedBy({state}) {
		const {permissions} = state();
		if (permissions?.page === 'reading') return 'It is being read; Esc leaves.';
		return permissions?.columns.some(isChangedColumn) ? 'Apply or undo your changes first.' : undefined;
	},
	run({state}) {
		const {permissions, beginPermissions} = state();
		if (permissions) void beginPermissions(permissions.tokenId);
	},
};

// While something waits to be applied q leaves the screen, which asks: it must not end the program with it.
const browseWithoutQuit = browseKeymap.filter(({id}) => id !== 'browse.quit');

const hasNoProject = ({state}: ScreenContext) =>
	selectPermissionsColumn(state()) ? undefined : 'There is no project to choose in.';

const hasNoChange = ({state}: ScreenContext) =>
	state().permissions?.columns.some(isChangedColumn) ? undefined : 'Nothing was changed yet.';

/** The keys while the token's projects are read, and when they could not be. */
export const permissionsWaitKeymap: Keymap = [again, backKey(), ...browseKeymap];

/** The keys of the table of areas and projects. */
export const permissionsEditKeymap: Keymap = [
	{
		id: 'permissions.cycle',
		keys: ['space'],
		label: 'Next level',
		group,
		footer: true,
		changes: true,
		blockedBy: hasNoProject,
		run: ({state}) => state().cyclePermission(),
	},
	{
		id: 'permissions.review',
		keys: ['ctrl+s'],
		label: 'Review and apply',
		group,
		footer: true,
		changes: true,
		blockedBy: hasNoChange,
		run: ({state}) => state().reviewPermissions(),
	},
	moves('right', ['right', 'l'], 'Next project', {columns: 1}, true),
	{
		id: 'permissions.json',
		keys: ['E'],
		label: 'JSON',
		group,
		footer: true,
		changes: true,
		blockedBy: hasNoProject,
		run({state, lend}) {
			void state().editPolicyJson(lend);
		},
	},
	{
		id: 'permissions.undo',
		keys: ['u'],
		label: 'Undo',
		group,
		footer: true,
		blockedBy({state}) {
			const {permissions} = state();
			return permissions?.mistake || permissions?.history.length ? undefined : 'There is nothing to undo.';
		},
		run({state}) {
			const {permissions, dropPolicyMistake, undoPermission} = state();
			if (permissions?.mistake) dropPolicyMistake();
			else undoPermission();
		},
	},
	pagerKey(pagedPolicy),
	again,
	moves('up', ['up', 'k'], 'One area up', {rows: -1}),
	moves('down', ['down', 'j'], 'One area down', {rows: 1}),
	moves('left', ['left', 'h'], 'Project before', {columns: -1}),
	moves('top', ['g', 'home'], 'First area', {rows: -farthest}),
	moves('bottom', ['G', 'end'], 'Last area', {rows: farthest}),
	leavePermissionsKey,
	...browseWithoutQuit,
];

/** The keys of the question whether what was chosen is dropped. */
export const permissionsLeaveKeymap: Keymap = [
	{
		id: 'permissions.drop',
		keys: ['enter'],
		label: 'Leave, drops them',
		group,
		footer: true,
		run: ({state}) => state().leavePermissions(),
	},
	{...leavePermissionsKey, keys: ['escape'], label: 'Back, keeps them'},
	...browseWithoutQuit,
];

const apply: Keymap[number] = {
	id: 'permissions.apply',
	keys: ['enter', 'ctrl+s'],
	label: 'Apply',
	group,
	footer: true,
	changes: true,
	run({state}) {
		void state().applyPermissions();
	},
};

const toTable: Keymap[number] = {...leavePermissionsKey, keys: ['escape'], label: 'Back, sends nothing'};

/** The keys of the review where nothing has to be typed. */
export const permissionsReviewKeymap: Keymap = [apply, toTable, ...scrollKeys, ...browseWithoutQuit];

const besideText = new Set(['up', 'down', 'pageup', 'pagedown']);

/** The keys of the review where a word has to be typed. */
export const permissionsWordKeymap: Keymap = [
	{
		...apply,
		blockedBy({state}) {
			const {permissions} = state();
			return permissions?.typed ===
				applyWord(placeChanges(permissions?.columns ?? [], permissions?.name ?? ''))
				? undefined
				: 'What has to be typed does not match yet.';
		},
	},
	toTable,
	...scrollKeys.flatMap(binding => {
		const keys = binding.keys.filter(key => besideText.has(key));
		return keys.length > 0 ? [{...binding, keys}] : [];
	}),
	...formKeymap,
];

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
