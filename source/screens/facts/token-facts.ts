import {entry, type Fact, section} from './fact.ts';
import {keyFacts} from './key-facts.ts';
import type {KnownFacts} from './known-facts.ts';
import {nextSteps} from './next-steps.ts';
import {projectFacts} from './project-facts.ts';
import {sdkFacts} from './sdk-facts.ts';
import {publicKeyFacts, recordFacts} from './service-facts.ts';
import {tryFacts} from './try-facts.ts';

/**
 * Says everything that is known of a token, and what can be done with it next.
 *
 * @param keyOf spells the key of a binding; undefined for one that can't be used now, which is not offered then
 */
export const tokenFacts = (
	known: KnownFacts,
	keyOf: (binding: string) => string | undefined,
): readonly Fact[] => {
	const next = nextSteps(known).flatMap(({binding, why}) => {
		const key = keyOf(binding);
		return key === undefined ? [] : [entry(key, why)];
	});
	return [
		...recordFacts(known),
		...keyFacts(known),
		...projectFacts(known),
		...tryFacts(known),
		...section('What to do next', next),
		...sdkFacts(known),
		...publicKeyFacts(known),
	];
};
