import {canonicalJwk} from '../../keys/canonical-jwk.ts';
import {allowsEverything} from '../../policies/allows-everything.ts';
import {selectKeysOf} from '../../store/keys-slice.ts';
import type {KnownFacts} from './known-facts.ts';
import {projectName} from './project-facts.ts';

/** Something that can be done with a token now: the id of the key binding that does it, and why one would. */
export type NextStep = {readonly binding: string; readonly why: string};

type Known = Pick<KnownFacts, 'token' | 'keys' | 'detail' | 'tries'>;

const keySteps = ({token, keys}: Known): readonly NextStep[] => {
	if (keys === undefined || token.keys.length === 0) return [];
	const isHere = selectKeysOf(token)({keys}).some(({status}) => status === 'ready');
	if (isHere) return [];
	return [
		{
			binding: 'token.rotate',
			why: 'registers a new key that is kept here: the way out when the old one is lost',
		},
	];
};

const trySteps = ({token, keys, tries}: Known): readonly NextStep[] => {
	const isHere = selectKeysOf(token)({keys}).some(({status}) => status === 'ready');
	if (!isHere || tries === undefined) return [];
	const [last] = tries;
	if (!last) return [{binding: 'token.try', why: 'tries it: that has not been done from here yet'}];
	if (last.outcome === 'works') return [{binding: 'token.export', why: 'takes it away to your program'}];
	return [{binding: 'token.try', why: 'tries it again: the last try did not come through'}];
};

const accessSteps = ({detail}: Known): readonly NextStep[] => {
	if (detail?.status !== 'ready') return [];
	if (detail.projects.length === 0) {
		return [{binding: 'token.permissions', why: 'puts it into a project: it is in none'}];
	}
	const widest = detail.projects.find(({policy}) => policy !== undefined && allowsEverything(policy));
	return widest
		? [{binding: 'token.permissions', why: `lets it do less: it may do anything in ${projectName(widest)}`}]
		: [];
};

// One key under two ids is what a finished rotation leaves.
const rotationSteps = ({token}: Known): readonly NextStep[] =>
	new Set(token.keys.map(key => canonicalJwk(key) ?? key.kid)).size > 1
		? [{binding: 'token.rotate', why: 'finishes or takes back its rotation: several keys are registered'}]
		: [];

/** Says what one would do with a token next, most pressing first; each key is named once. */
export const nextSteps = (known: Known): readonly NextStep[] => {
	if (known.token.id === '') return [];
	const steps = [...rotationSteps(known), ...keySteps(known), ...accessSteps(known), ...trySteps(known)];
	return steps.filter(({binding}, at) => steps.findIndex(step => step.binding === binding) === at);
};
