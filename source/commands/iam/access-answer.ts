import type {AccessIntent} from '../../operations/intent.ts';
import {policyWords} from '../../policies/words.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Answer} from '../command.ts';

/** Answers with a change of access that was made, as its own command does. */
export const accessAnswer = (intent: AccessIntent): Answer => {
	const {principal, project, name} = intent;
	const where = sanitise(project.name, {graphemes: 40});
	const who = sanitise(name);
	switch (intent.kind) {
		case 'add-principal':
			return {kind: 'nothing'};
		case 'remove-principal':
			return {
				kind: 'value',
				value: {'principal-id': principal.id, 'principal-type': principal.type},
				text: () => `${who} is not in the project ${where} any more.\n`,
			};
		case 'set-policy': {
			const {policy} = intent;
			return {
				kind: 'value',
				value: policy,
				text: () =>
					policyWords(policy, project.id)
						.map(words => `In the project ${where}, ${who} ${sanitise(words, {graphemes: 1000})}.\n`)
						.join(''),
			};
		}
	}
};
