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
		description: 'Start issuances, read their configurations and records, change the status of a credential.',
		actions: namesOf(proven.filter(each => each.service === 'cis')),
		certainty: 'proven',
	},
	iota: {
		id: 'iota',
		title: 'Ask for data with Iota',
		description: 'Ask a user to share data, fetch what they shared, read the configurations and queries.',
		actions: namesOf(proven.filter(each => each.service === 'ais')),
		certainty: 'proven',
	},
	read: {
		id: 'read',
		title: 'Read only',
		description:
			'List and read what the project holds, people and issuance records included; change nothing.',
		actions: namesOf(actions.filter(each => each.kind === 'read')),
		certainty: 'derived',
	},
	reference: {
		id: 'reference',
		title: 'Reference app',
		description:
			'What Affinidi\u2019s own sample apps ask for: issue credentials and ask for data with Iota.',
		actions: namesOf(proven),
		certainty: 'proven',
	},
	full: {
		id: 'full',
		title: 'Full access',
		description: 'Everything the project can do ( * on * ), now and in the future.',
		actions: ['*'],
		certainty: 'proven',
		warning: 'Who gets hold of this key can do anything in the project, giving rights to others included.',
	},
};
