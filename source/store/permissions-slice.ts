import type {PlaceChange} from '../operations/access/change-place.ts';
import {areas} from '../policies/areas.ts';
import {apiFailure, type Failure} from './failure.ts';
import {
	applyWord,
	columnsOf,
	cycleLevel,
	isChangedColumn,
	type PermissionsColumn,
	placeChanges,
	toggleMember,
	wantedLevel,
} from './permissions-draft.ts';
import type {PermissionsMistake} from './permissions-json.ts';
import {editPermissionsJson} from './permissions-json.ts';
import {makePermissionsRun} from './permissions-run.ts';
import type {Slice} from './slice.ts';

/** What became of the change of one project. */
export type PlaceResult = {
	/** What is still to be done, from where it stands by now. */
	readonly change: PlaceChange;
	/** How it stood at first: what taking it back leads to. */
	readonly was: PlaceChange['from'];
	readonly status: 'waiting' | 'running' | 'done' | 'conflict' | 'failed';
	/** The step that runs, or a word on how it went. */
	readonly detail?: string;
	readonly failure?: Failure;
	/** The operation that stays open when it failed. */
	readonly operationId?: string;
};

/** What a token may do where, being looked at and changed; nothing is sent before it is applied. */
export type Permissions = {
	readonly tokenId: string;
	readonly name: string;
	readonly page: 'reading' | 'failed' | 'edit' | 'leave' | 'review' | 'apply';
	readonly columns: readonly PermissionsColumn[];
	/** Whether the service listed a project of it that could not be read. */
	readonly isIncomplete: boolean;
	readonly row: number;
	readonly column: number;
	/** The columns as they were before each change, oldest first. */
	readonly history: readonly (readonly PermissionsColumn[])[];
	/** A policy that was written as JSON and is none. */
	readonly mistake?: PermissionsMistake | undefined;
	/** What was typed of the word on the review page. */
	readonly typed: string;
	readonly results: readonly PlaceResult[];
	readonly isApplying: boolean;
	/** Whether what is on the results page is what takes a change back. */
	readonly isBack: boolean;
	/** Milliseconds since the epoch until which `u` takes back what was applied. */
	readonly backUntil?: number | undefined;
	readonly failure?: Failure | undefined;
};

export type PermissionsState = {
	readonly permissions: Permissions | undefined;
	/** Reads a token's projects and what it may do there. */
	readonly beginPermissions: (tokenId: string) => Promise<void>;
	readonly movePermissions: (by: {readonly rows?: number; readonly columns?: number}) => void;
	/** Chooses the next level of the cell that the cursor is on. */
	readonly cyclePermission: () => void;
	readonly undoPermission: () => void;
	/** Has the policy of the cursor's project edited as JSON; `lend` gives the terminal to the editor meanwhile. */
	readonly editPolicyJson: (lend: (work: () => Promise<void>) => Promise<void>) => Promise<void>;
	readonly dropPolicyMistake: () => void;
	/** Goes on to the review of the changes. */
	readonly reviewPermissions: () => void;
	readonly typePermissionsWord: (typed: string) => void;
	/** Applies the changes, when what had to be typed was typed. */
	readonly applyPermissions: () => Promise<void>;
	/** Tries again what was not done. */
	readonly retryPermissions: () => Promise<void>;
	/** Takes back what was applied, where nobody has changed it since. */
	readonly takeBackPermissions: () => Promise<void>;
	/** Goes one page back, or stops waiting; false where the screen is to be left. */
	readonly backFromPermissions: () => boolean;
	/** Leaves the screen and all that was chosen. */
	readonly leavePermissions: () => void;
};

/** The rows of the editor: membership, the areas, and the statements that no area says anything about. */
export const permissionRows = ['member', ...areas.map(({area}) => area), 'own'] as const;

/** The project that the cursor is on. */
export const selectPermissionsColumn = ({
	permissions,
}: Pick<PermissionsState, 'permissions'>): PermissionsColumn | undefined =>
	permissions?.columns[permissions.column];

const within = (at: number, count: number) => Math.max(0, Math.min(at, count - 1));

const blank = {
	columns: [],
	isIncomplete: false,
	row: 0,
	column: 0,
	history: [],
	typed: '',
	results: [],
	isApplying: false,
	isBack: false,
} as const;

/** Makes the part of the state that is about what a token may do where. */
export const permissionsSlice: Slice<PermissionsState> = (set, get, core) => {
	const edit = (change: Partial<Permissions>) =>
		set(({permissions}) => (permissions ? {permissions: {...permissions, ...change}} : {}));

	/** Puts another column in the place of the cursor's, so that it can be undone. */
	const change = (update: (column: PermissionsColumn) => PermissionsColumn) => {
		const {permissions} = get();
		const current = selectPermissionsColumn({permissions});
		if (!permissions || !current) return;
		const {columns, history, column: at} = permissions;
		edit({
			columns: columns.map((each, index) => (index === at ? update(each) : each)),
			history: [...history, columns],
		});
	};

	const run = makePermissionsRun(get, edit, core);

	return {
		permissions: undefined,
		async beginPermissions(tokenId) {
			const {tokens, permissions: before, say} = get();
			if (before?.isApplying) {
				say('One moment: what was chosen is still being applied.');
				return;
			}
			const name = tokens.items.find(({id}) => id === tokenId)?.name || tokenId;
			// Looked at again, the cursor stays where it was.
			const isAgain = before?.tokenId === tokenId;
			const cursor = isAgain ? selectPermissionsColumn(get())?.project.id : undefined;
			const row = isAgain ? before.row : 0;
			const reading: Permissions = {...blank, row, tokenId, name, page: 'reading'};
			set({permissions: reading});
			const [{service}, {allPages}] = await Promise.all([core.bench(), core.engine()]);
			const [listed, all] = await Promise.all([
				allPages(service.iam.listProjectsOfToken(tokenId)),
				service.portal.listProjects(),
			]);
			// Another token, another reading or another user may be on the screen by now.
			if (get().permissions !== reading) return;
			if (!listed.ok || !all.ok) {
				const error = listed.ok ? (all.ok ? undefined : all.error) : listed.error;
				if (error) edit({page: 'failed', failure: apiFailure('Its projects could not be read', error)});
				return;
			}
			const columns = columnsOf(tokenId, listed.value, all.value.value);
			edit({
				page: 'edit',
				columns,
				column: Math.max(
					0,
					columns.findIndex(({project}) => project.id === cursor),
				),
				isIncomplete: listed.value.some(({id}) => id === ''),
			});
		},
		movePermissions({rows = 0, columns: by = 0}) {
			const {permissions} = get();
			if (!permissions) return;
			edit({
				row: within(permissions.row + rows, permissionRows.length),
				column: within(permissions.column + by, permissions.columns.length),
			});
		},
		cyclePermission() {
			const {permissions, say} = get();
			const column = selectPermissionsColumn({permissions});
			const row = permissionRows[permissions?.row ?? 0];
			if (!column || !row || row === 'own') return;
			if (row === 'member') {
				change(toggleMember);
				return;
			}
			if (row !== 'everything' && column.isMember && wantedLevel(column, 'everything') !== 'none') {
				say('Everything is granted here: choose less in the row Everything first.');
				return;
			}
			say(column.isMember ? '' : 'It will be added to this project as well.');
			change(each => cycleLevel(each, row));
		},
		undoPermission() {
			const columns = get().permissions?.history.at(-1);
			if (columns) edit({columns, history: get().permissions?.history.slice(0, -1) ?? []});
		},
		editPolicyJson: async lend => editPermissionsJson(get, {edit, change}, core, lend),
		dropPolicyMistake() {
			edit({mistake: undefined});
		},
		reviewPermissions() {
			if (!get().permissions?.columns.some(isChangedColumn)) return;
			edit({page: 'review', typed: ''});
			get().say('');
		},
		typePermissionsWord(typed) {
			edit({typed});
		},
		async applyPermissions() {
			const {permissions} = get();
			if (permissions?.page !== 'review') return;
			const changes = placeChanges(permissions.columns, permissions.name);
			const word = applyWord(changes);
			if (word !== undefined && permissions.typed !== word) return;
			await run.apply(changes.map(each => ({change: each, was: each.from, status: 'waiting'})));
		},
		async retryPermissions() {
			const {results = [], isBack = false} = get().permissions ?? {};
			await run.apply(results, {isBack});
		},
		async takeBackPermissions() {
			await run.takeBack();
		},
		backFromPermissions() {
			const {permissions} = get();
			if (!permissions) return false;
			switch (permissions.page) {
				case 'edit': {
					if (!permissions.columns.some(isChangedColumn)) return false;
					edit({page: 'leave'});
					return true;
				}
				case 'leave':
				case 'review':
					edit({page: 'edit'});
					return true;
				case 'apply':
					if (!permissions.isApplying) return false;
					run.cancel();
					return true;
				default:
					return false;
			}
		},
		leavePermissions() {
			const {back, restart} = get();
			set({permissions: undefined});
			if (!back()) restart({name: 'tokens'});
		},
	};
};
