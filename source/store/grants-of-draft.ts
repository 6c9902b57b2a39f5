import type {Grant} from '../operations/intent.ts';
import {presetRights} from '../policies/policy-for.ts';
import type {CreateDraft} from './draft-slice.ts';

/** What the token of a draft is to be granted: a preset in one project, or nothing in none. */
export const grantsOfDraft = ({project, permissions}: CreateDraft): readonly Grant[] => {
	if (!project || permissions === 'none') return [];
	const {actions, resources} = presetRights(permissions, project.id);
	return [
		{projectId: project.id, projectName: project.name, actions: [...actions], resources: [...resources]},
	];
};
