import {projectResource} from './ari.ts';
import type {Policy} from './policy.ts';
import {type PresetId, presets} from './presets.ts';
import {type Rights, statementPolicy} from './statement-policy.ts';

/** Says which actions on which resources a preset means in a project. */
export const presetRights = (preset: PresetId, projectId: string): Rights => ({
	actions: presets[preset].actions,
	// The official CLI writes full access as `*` on `*`, so a token made here looks the same there.
	resources: [preset === 'full' ? '*' : projectResource(projectId)],
});

/** Makes the policy that gives a token the rights of a preset in a project. */
export const policyFor = (preset: PresetId, projectId: string, tokenId: string): Policy =>
	statementPolicy({...presetRights(preset, projectId), projectId, tokenId});
