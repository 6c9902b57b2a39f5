import type {LineTone} from '../../components/scrolled.ts';
import type {Check} from '../../operations/diagnose/check.ts';
import type {Signs} from '../../terminal/signs.ts';
import {plural} from '../../text/plural.ts';
import {sanitise} from '../../text/sanitise.ts';
import {entry, type Fact, section, sentence} from './fact.ts';

const words = (text: string): string => sanitise(text, {graphemes: 1000});

const entryOf = ({title, detail, remedy, line}: Check, tone?: LineTone): readonly Fact[] => [
	entry(title, `${line === undefined ? '' : `line ${line}: `}${words(detail)}`, tone),
	...(remedy === undefined ? [] : [entry('', words(remedy))]),
];

/** Says what was found about a `.env` file: what is wrong and what helps first, in the order in which it matters. */
export const diagnosisFacts = (
	{path, checks}: {readonly path: string; readonly checks: readonly Check[]},
	signs: Pick<Signs, 'failed' | 'done'>,
): readonly Fact[] => {
	const of = (wanted: Check['status']) => checks.filter(({status}) => status === wanted);
	const wrong = of('wrong');
	const said =
		wrong.length === 0
			? sentence(`${signs.done} Nothing is wrong with ${words(path)}, as far as it was looked at.`, 'good')
			: sentence(`${signs.failed} ${plural(wrong.length, 'thing')} wrong with ${words(path)}`, 'bad');
	return [
		said,
		...section(
			'Wrong',
			wrong.flatMap(check => entryOf(check, 'bad')),
		),
		...section(
			'Not looked at',
			of('not-looked-at').flatMap(check => entryOf(check)),
		),
		...section(
			'Right',
			of('ok').flatMap(check => entryOf(check)),
		),
	];
};
