import type {Fact} from '../../operations/contract/ask.ts';
import type {ContractReport} from '../../operations/contract/contract-report.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {View} from '../command.ts';

const longest = 1000;

const factWords = (fact: Fact): string => (typeof fact === 'string' ? fact : JSON.stringify(fact));

/** Writes each question with its answer below it, and where the report is; undefined where it could not be saved. */
export const contractText = (
	{answers, notAsked}: ContractReport,
	file: string | undefined,
	{paint}: View,
): string => {
	const answered = answers.map(
		({question, fact}) => `${question}\n  ${paint.bold(sanitise(factWords(fact), {graphemes: longest}))}\n`,
	);
	const open = notAsked.map(({question, reason}) => `${question}\n  not asked: ${reason}\n`);
	const saved = file === undefined ? [] : [`\nSaved in ${sanitise(file, {graphemes: longest})}.\n`];
	return [...answered, ...open, ...saved].join('');
};
