import {editingFolder} from '../config/editing-folder.ts';
import {tokenPrincipal} from '../policies/ari.ts';
import type {Policy} from '../policies/policy.ts';
import {jsonText} from '../text/json-text.ts';
import {sanitise} from '../text/sanitise.ts';
import type {AppState} from './app-store.ts';
import type {Core} from './core.ts';
import {type PermissionsColumn, wantedPolicy, withPolicy} from './permissions-draft.ts';
import type {Permissions} from './permissions-slice.ts';

/** A text that was written as a policy and is none, kept so that it can be mended. */
export type PermissionsMistake = {
	readonly projectId: string;
	readonly text: string;
	/** What is wrong, and where. */
	readonly problem: string;
};

type Edits = {
	readonly edit: (change: Partial<Permissions>) => void;
	readonly change: (update: (column: PermissionsColumn) => PermissionsColumn) => void;
};

const namesOther = (policy: Policy, {tokenId, project}: PermissionsColumn) => {
	const own = [tokenPrincipal(project.id, tokenId), tokenId];
	return policy.statement.some(({principal}) => principal.some(each => !own.includes(each)));
};

/** Has a person edit the policy of the cursor's project as JSON, from where a mistake was made if there was one. */
export const editPermissionsJson = async (
	get: () => AppState,
	{edit, change}: Edits,
	core: Core,
	lend: (work: () => Promise<void>) => Promise<void>,
): Promise<void> => {
	const {permissions} = get();
	const column = permissions?.columns[permissions.column];
	if (!permissions || !column) return;
	const {mistake} = permissions;
	const {variables, random, processes} = core.effects;
	const {editText, parsePolicy} = await core.engine();
	const isMending = mistake?.projectId === column.project.id;
	const before = isMending ? mistake.text : `${jsonText(wantedPolicy(column), 2)}\n`;
	let after = before;
	let problem = '';
	await lend(async () => {
		const edited = await editText(before, 'policy.json', {
			folder: editingFolder(core.paths),
			variables,
			random,
			processes,
		});
		if (edited.ok) after = edited.value;
		else problem = edited.error.message;
	});
	// Another page, or another user, may be on the screen by now.
	if (get().permissions?.page !== 'edit' || get().permissions?.columns !== permissions.columns) return;
	if (problem !== '') {
		get().say(`${sanitise(problem)} Nothing was changed.`);
		return;
	}
	if (after === before) {
		if (!isMending) get().say('Nothing was changed.');
		return;
	}
	const parsed = parsePolicy(after);
	if (!parsed.ok) {
		edit({mistake: {projectId: column.project.id, text: after, problem: parsed.error}});
		return;
	}
	if (isMending) edit({mistake: undefined});
	change(each => withPolicy(each, parsed.value));
	get().say(
		namesOther(parsed.value, column)
			? '! A statement names another principal than this token, so it may give no rights.'
			: 'The policy is taken over; nothing is sent yet.',
	);
};
