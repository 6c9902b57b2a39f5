import {type Finding, worstOf} from '../../operations/doctor/finding.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Answer} from '../command.ts';
import type {Paint} from '../paint.ts';

const words = (text: string): string => sanitise(text, {graphemes: 1000});

const emphasis = ({status}: Finding, paint: Paint): ((text: string) => string) =>
	({ok: paint.green, attention: paint.bold, failed: paint.red})[status];

/** Answers with what was found, one line each and below it what to do; negative when anything failed. */
export const doctorAnswer = (findings: readonly Finding[]): Answer => ({
	kind: 'value',
	value: {status: worstOf(findings), findings},
	isNegative: worstOf(findings) === 'failed',
	text({paint}) {
		const width = Math.max(...findings.map(({title}) => title.length));
		const indent = ' '.repeat('attention'.length + width + 4);
		return findings
			.map(finding => {
				const {status, title, detail, remedy} = finding;
				const line = `${emphasis(finding, paint)(status.padEnd('attention'.length))}  ${title.padEnd(width)}  ${words(detail)}\n`;
				return remedy === undefined ? line : `${line}${indent}${words(remedy)}\n`;
			})
			.join('');
	},
});
