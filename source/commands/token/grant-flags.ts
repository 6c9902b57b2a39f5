import type {PresetId} from '../../policies/presets.ts';
import type {Flag} from '../flag.ts';

// Written out: the presets would load every known action, for which help has no use.
const presetNames = ['issue', 'iota', 'read', 'reference', 'full'] as const satisfies readonly PresetId[];

/** The flags that say in which projects a token is, and what it may do there. */
export const grantFlags: readonly Flag[] = [
	{
		name: 'with-permissions',
		short: 'w',
		summary: 'Add it to the active project and let it do anything there; not with the next four',
	},
	{
		name: 'project',
		value: 'ID|NAME',
		isRepeatable: true,
		summary: 'Add it to this project; the active one unless given',
	},
	{
		name: 'preset',
		value: 'NAME',
		choices: presetNames,
		summary: `What it may do in the projects: ${presetNames.join(', ')}; not with the next two`,
	},
	{
		name: 'action',
		value: 'ACTION',
		isRepeatable: true,
		summary: 'An action that it may do, such as cis:startIssuance',
	},
	{
		name: 'resource',
		value: 'ARI',
		isRepeatable: true,
		summary: 'What the actions may be done on; everything in the project unless given',
	},
];
