import {policyWords} from '../../policies/words.ts';
import {fail, ok} from '../../result.ts';
import {jsonText} from '../../text/json-text.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Run} from '../command.ts';
import {checkProjectFlag} from './meant-project.ts';
import {readInCommand} from './read-in-command.ts';
import {readPrincipal} from './read-principal.ts';

/** Shows what a principal may do in a project: the record for scripts, also in words for a person. */
export const runGetPolicies: Run = async context => {
	const checked = checkProjectFlag(context);
	if (!checked.ok) return checked;
	const principal = await readPrincipal(context);
	if (!principal.ok) return principal;
	const {signal} = context;
	const read = await readInCommand(context, async iam => iam.getPolicies(principal.value, {signal}));
	if (!read.ok) {
		const {error} = read;
		if (error.kind !== 'failed' || error.failure.kind !== 'not-found') return read;
		const remedy =
			'It is not in this project, or has no policy there. `pat-tui iam list-principals` shows who is.';
		return fail({kind: 'failed', failure: {...error.failure, remedy}});
	}
	const {value, project} = read.value;
	const {policy, raw} = value.value;
	return ok({
		kind: 'value',
		value: raw,
		text: () =>
			[
				...policyWords(policy, project.id).map(words => `It ${sanitise(words, {graphemes: 1000})}.`),
				jsonText(raw, 2),
			]
				.map(line => `${line}\n`)
				.join(''),
	});
};
