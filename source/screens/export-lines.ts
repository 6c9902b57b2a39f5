import type {PageLine} from '../components/scrolled.ts';
import {sanitise} from '../text/sanitise.ts';
import {wrap} from '../text/wrap.ts';

const tab = '    ';

/** The lines of a page with a text that is handed out, below what is to be minded; wrapped and safe to draw. */
export const exportLines = (text: string, notes: readonly string[], columns: number): readonly PageLine[] => [
	...notes.flatMap(note =>
		wrap(`! ${sanitise(note, {graphemes: 400})}`, columns).map(
			line => ({text: line, tone: 'warning'}) as const,
		),
	),
	...(notes.length > 0 ? [{text: ''}] : []),
	...text
		.trimEnd()
		.split('\n')
		.flatMap(line => wrap(sanitise(line.replaceAll('\t', tab), {graphemes: 4000}), columns))
		.map(line => ({text: line})),
];
