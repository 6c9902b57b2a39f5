import type {Check} from '../../operations/diagnose/check.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Answer} from '../command.ts';

const marks = {ok: 'ok', wrong: 'wrong', 'not-looked-at': '-'} as const;

const words = (text: string) => sanitise(text, {graphemes: 1000});

/** Answers with what was found about a `.env` file, in order, and below what is wrong what helps; negative when anything is. */
export const diagnosedAnswer = (checks: readonly Check[]): Answer => {
	const isNegative = checks.some(({status}) => status === 'wrong');
	return {
		kind: 'value',
		value: {outcome: isNegative ? 'wrong' : 'ok', checks},
		isNegative,
		text({paint}) {
			const width = Math.max(...checks.map(({title}) => title.length));
			const indent = ' '.repeat('wrong'.length + width + 4);
			const emphasis = {ok: paint.green, wrong: paint.red, 'not-looked-at': (text: string) => text} as const;
			return checks
				.map(({status, title, detail, remedy, line}) => {
					const mark = emphasis[status](marks[status].padEnd('wrong'.length));
					const where = line === undefined ? '' : `line ${line}: `;
					const what = status === 'not-looked-at' ? `not looked at: ${detail}` : detail;
					const first = `${mark}  ${title.padEnd(width)}  ${where}${words(what)}\n`;
					return remedy === undefined ? first : `${first}${indent}${words(remedy)}\n`;
				})
				.join('');
		},
	};
};
