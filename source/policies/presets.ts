import {actions} from './actions.ts';

/** The name of a ready-made set of rights. */
export type PresetId = 'issue' | 'iota' | 'read' | 'reference' | 'full';

/** A ready-made set of rights: explicit actions on everything in one project (`full`: everything on everything). */
export type Preset = {
	readonly id: PresetId;
	readonly title: string;
	readonly description: string;
	readonly actions: readonly string[];
	/** `derived` when at least one action text has not been seen in Affinidi's own material. */
	readonly certainty: 'proven' | 'derived';
	/** What to say before it is chosen. */
	readonly warning?: string;
};

const proven = actions.filter(each => each.certainty === 'proven');
const namesOf = (list: typeof actions) => list.map(each => each.action);

/** Holds the presets, in the order in which they are offered. */
export const presets: Readonly<Record<PresetId, Preset>> = {
	issue: {
		id: 'issue',
		title: 'Issue credentials',
		description: 'Start and list issuances, change the status of a credential.',
		actions: namesOf(proven.filter(each => each.service === 'cis')),
		certainty: 'proven',
	},
	iota: {
		id: 'iota',
		title: 'Ask for data with Iota',
		description: 'Ask users to share data, and read what they shared.',
		actions: namesOf(proven.filter(each => each.service === 'ais')),
		certainty: 'proven',
	},
	read: {
		id: 'read',
		title: 'Read only',
		description: 'See what the project holds, people included.',
		actions: namesOf(actions.filter(each => each.kind === 'read')),
		certainty: 'derived',
	},
	reference: {
		id: 'reference',
		title: 'Reference app',
		description: 'What the sample apps of Affinidi need: issuing and Iota.',
		actions: namesOf(proven),
		certainty: 'proven',
	},
	full: {
		id: 'full',
		title: 'Full access',
		description: 'Everything the project can do ( * on * ), now and in the future.',
		actions: ['*'],
		certainty: 'proven',
		warning: 'Whoever has this key can do anything, even give rights.',
	},
};
