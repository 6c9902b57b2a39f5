import {jsonText} from '../text/json-text.ts';
import {areas} from './areas.ts';
import {areaStatements, ownStatements, type Place} from './levels.ts';
import {type Policy, policyVersion, type Statement} from './policy.ts';
import {policyWords} from './words.ts';

/** One line of a difference: what is granted from now on, or no more. */
export type DiffLine = {readonly sign: '+' | '-'; readonly text: string};

/** What two policies differ by, in words and as the JSON of whole statements. */
export type PolicyDiff = {readonly words: readonly DiffLine[]; readonly json: readonly DiffLine[]};

const linesOf = (before: readonly string[], after: readonly string[]): readonly DiffLine[] => [
	...before.filter(text => !after.includes(text)).map(text => ({sign: '-', text}) as const),
	...after.filter(text => !before.includes(text)).map(text => ({sign: '+', text}) as const),
];

/** Says in one sentence each what statements allow; of none it is no sentence. */
export const statementWords = (statements: readonly Statement[], projectId: string): readonly string[] =>
	statements.length === 0
		? []
		: policyWords({version: policyVersion, statement: [...statements]}, projectId).filter(
				words => !words.startsWith('is a member without'),
			);

const isFilled = ({action, resource}: Statement) => [...action, ...resource].some(text => text.trim() !== '');

const listText = (texts: readonly string[]) => `[${texts.map(text => jsonText(text)).join(', ')}]`;

/** Writes a statement as one line of JSON, with blanks at which it can be broken. */
export const statementJson = ({principal, action, resource, effect}: Statement): string =>
	`{"principal": ${listText(principal)}, "action": ${listText(action)}, "resource": ${listText(resource)}, "effect": ${jsonText(effect)}}`;

const jsonOf = ({statement}: Policy) => statement.filter(isFilled).map(statementJson);

/** Compares two policies of a token in a project; a text of the service in the words is to be sanitised by who draws them. */
export const policyDiff = (before: Policy, after: Policy, place: Place): PolicyDiff => {
	const wordsOf = (policy: Policy) => [
		...areas.flatMap(({area}) => statementWords(areaStatements(policy, area, place), place.projectId)),
		...statementWords(ownStatements(policy, place), place.projectId),
	];
	return {words: linesOf(wordsOf(before), wordsOf(after)), json: linesOf(jsonOf(before), jsonOf(after))};
};
