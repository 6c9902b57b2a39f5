import {
	permissionsEditKeymap,
	permissionsLeaveKeymap,
	permissionsReviewKeymap,
	permissionsWaitKeymap,
	permissionsWordKeymap,
} from '../../../source/screens/permissions-keymap.ts';
import {
	permissionsApplyingKeymap,
	permissionsDoneKeymap,
	permissionsStoppedKeymap,
} from '../../../source/screens/permissions-results-keymap.ts';
import {renameKeymap} from '../../../source/screens/rename-keymap.ts';
import {permissionRows} from '../../../source/store/permissions-slice.ts';
import {type AStore, answering, holding, refusing} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const name = 'ci-deploy-prod';
const projectsOfToken = /^\/iam\/v1\/tokens\/[^/]+\/projects$/;
const onePath = /^\/iam\/v1\/tokens\/[^/]+$/;
const listPath = /^\/api\/projects$/;

/** Five projects more than there are: the token is in none of them. */
export const manyProjects = answering('GET', listPath, async (_request, next) => {
	const own: readonly object[] = await (await next()).json();
	const names = ['Acme Staging', 'Sandbox', 'Demo', 'Old app', 'x'.repeat(90)];
	return Response.json([...own, ...names.map((each, at) => ({id: `p-${at}`, name: each, description: ''}))]);
});

const aToken = async (app: AStore, route: 'permissions' | 'rename') => {
	await app.signIn();
	const {id} = await app.makeToken(name);
	app.state().restart({name: 'tokens'});
	app.state().go({name: route, tokenId: id});
	return id;
};

const editing = async (app: AStore) => {
	const id = await aToken(app, 'permissions');
	app.interceptWith(manyProjects);
	await app.state().beginPermissions(id);
	return id;
};

/** Puts the cursor on a cell and presses Space. */
export const choose = ({state}: AStore, column: number, row: (typeof permissionRows)[number], times = 1) => {
	const far = Number.NEGATIVE_INFINITY;
	state().movePermissions({rows: far, columns: far});
	state().movePermissions({rows: permissionRows.indexOf(row), columns: column});
	for (let time = 0; time < times; time += 1) state().cyclePermission();
};

const applied = async (app: AStore, intercept?: Parameters<AStore['interceptWith']>[0]) => {
	await editing(app);
	choose(app, 0, 'vpa', 2);
	app.state().reviewPermissions();
	if (intercept) app.interceptWith(intercept);
	await app.state().applyPermissions();
};

/** The states of the permissions editor and of the form for a token's name. */
export const permissionsScenarios: readonly Scenario[] = [
	{
		name: 'permissions, being read',
		keymap: permissionsWaitKeymap,
		focus: 'none',
		async reach(app) {
			const id = await aToken(app, 'permissions');
			app.interceptWith(holding('GET', projectsOfToken));
			void app.state().beginPermissions(id);
		},
	},
	{
		name: 'permissions, not read',
		keymap: permissionsWaitKeymap,
		focus: 'none',
		async reach(app) {
			const id = await aToken(app, 'permissions');
			app.interceptWith(refusing('GET', projectsOfToken, 400));
			await app.state().beginPermissions(id);
		},
	},
	{
		name: 'permissions, to choose',
		keymap: permissionsEditKeymap,
		focus: 'none',
		async reach(app) {
			await editing(app);
		},
	},
	{
		name: 'permissions, changed in two projects',
		keymap: permissionsEditKeymap,
		focus: 'none',
		async reach(app) {
			await editing(app);
			choose(app, 4, 'everything');
			choose(app, 0, 'cwe', 2);
		},
	},
	{
		name: 'permissions, no policy written',
		keymap: permissionsEditKeymap,
		focus: 'none',
		async reach(app) {
			await editing(app);
			const {permissions} = app.state();
			const projectId = permissions?.columns[0]?.project.id ?? '';
			const mistake = {projectId, text: '{', problem: 'It is not JSON from line 1, column 2 on.'};
			if (permissions) app.store.setState({permissions: {...permissions, mistake}});
		},
	},
	{
		name: 'permissions, about to be left',
		keymap: permissionsLeaveKeymap,
		focus: 'none',
		async reach(app) {
			await editing(app);
			choose(app, 1, 'member');
			app.state().backFromPermissions();
		},
	},
	{
		name: 'permissions, review',
		keymap: permissionsReviewKeymap,
		focus: 'none',
		async reach(app) {
			await editing(app);
			choose(app, 3, 'cis');
			choose(app, 0, 'vpa', 2);
			app.state().reviewPermissions();
		},
	},
	{
		name: 'permissions, review with a word',
		keymap: permissionsWordKeymap,
		focus: 'text',
		async reach(app) {
			await editing(app);
			choose(app, 4, 'everything');
			app.state().reviewPermissions();
		},
	},
	{
		name: 'permissions, being applied',
		keymap: permissionsApplyingKeymap,
		focus: 'none',
		async reach(app) {
			let isHeld = false;
			const hold = answering('PUT', /policies/, async () => {
				isHeld = true;
				return new Promise(() => {});
			});
			void applied(app, hold);
			await app.until(() => isHeld);
		},
	},
	{
		name: 'permissions, applied',
		keymap: permissionsDoneKeymap,
		focus: 'none',
		reach: async app => applied(app),
	},
	{
		name: 'permissions, not applied',
		keymap: permissionsStoppedKeymap,
		focus: 'none',
		reach: async app => applied(app, refusing('PUT', /policies/, 400)),
	},
	{
		name: 'rename, being read',
		keymap: renameKeymap,
		focus: 'text',
		async reach(app) {
			const id = await aToken(app, 'rename');
			app.interceptWith(holding('GET', onePath));
			void app.state().beginRenameToken(id);
		},
	},
	{
		name: 'rename, to type',
		keymap: renameKeymap,
		focus: 'text',
		async reach(app) {
			await app.state().beginRenameToken(await aToken(app, 'rename'));
		},
	},
	{
		name: 'rename, refused',
		keymap: renameKeymap,
		focus: 'text',
		async reach(app) {
			await app.state().beginRenameToken(await aToken(app, 'rename'));
			app.interceptWith(refusing('PATCH', onePath, 400));
			app.state().editRename('another-name');
			await app.state().submitRename();
		},
	},
];
