import * as v from 'valibot';
import {fail, ok, type Result} from '../result.ts';
import {jsonMistake} from '../text/json-mistake.ts';
import {type Policy, policyVersion} from './policy.ts';

const longestText = 2000;

const Text = v.pipe(
	v.string('is no text'),
	v.maxLength(longestText, `has more than ${longestText} characters`),
);
const Texts = v.pipe(v.array(Text, 'is no list of texts'), v.minLength(1, 'is empty'));
const isMissing = 'is missing';

const StrictStatement = v.object(
	{
		principal: v.pipe(v.array(Text, 'is no list of texts'), v.length(1, 'names not exactly one principal')),
		action: Texts,
		resource: Texts,
		effect: v.literal('Allow', 'is not Allow, the only effect there is'),
	},
	issue => (issue.received === 'undefined' ? isMissing : 'is no statement'),
);

const StrictPolicy = v.object(
	{
		version: v.literal(policyVersion, `is not ${policyVersion}, the only version there is`),
		statement: v.pipe(v.array(StrictStatement, 'is no list of statements'), v.minLength(1, 'is empty')),
		name: v.exactOptional(Text),
		description: v.exactOptional(Text),
		principalId: v.exactOptional(Text),
		projectId: v.exactOptional(Text),
	},
	issue => (issue.received === 'undefined' ? isMissing : 'is no policy'),
);

/** Where in the policy an issue is, counted from 1 as people count: `statement 2, action 1`. */
const placeOf = (issue: v.BaseIssue<unknown>): string =>
	(issue.path ?? [])
		.flatMap(({key}, index, path) => {
			if (typeof key === 'number') return [];
			const next = path[index + 1]?.key;
			return [typeof next === 'number' ? `${String(key)} ${next + 1}` : String(key)];
		})
		.join(', ');

/**
 * Reads a policy that a person wrote, by the rules of the official CLI (contract 3.1); members that no policy has are left
 * out. The error says where what is wrong.
 */
export const parsePolicy = (text: string): Result<Policy, string> => {
	const json = text.replace(/^\u{FEFF}/u, '');
	// The words of the parser itself repeat the text, which may be a file that was never meant.
	const mistake = jsonMistake(json);
	if (mistake) return fail(`It is not JSON from line ${mistake.line}, column ${mistake.column} on.`);
	const value: unknown = JSON.parse(json);
	const parsed = v.safeParse(StrictPolicy, value);
	if (parsed.success) return ok(parsed.output);
	const [issue] = parsed.issues;
	const place = placeOf(issue);
	return fail(`${place === '' ? 'It' : `In it, ${place}`} ${issue.message}.`);
};
