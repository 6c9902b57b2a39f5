import type {StepEvent} from '../../operations/step.ts';
import type {TryOutcome} from '../../operations/token/try-outcome.ts';
import {jsonText} from '../../text/json-text.ts';
import {duration} from '../../text/relative-time.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Answer} from '../command.ts';
import {errorLines, errorReport} from '../command-error.ts';

const notRun = 'This is what the published SDKs are known to do; the SDK itself was not run.';

/** Answers with how a try went: its steps and times, what was signed (never the signature), and what to do after a failure. */
export const triedAnswer = (
	{kind, as, ms, note, assertion, failure}: TryOutcome,
	steps: readonly StepEvent[],
): Answer => {
	const error = failure && ({kind: 'failed', failure} as const);
	return {
		kind: 'value',
		isNegative: kind === 'failed',
		value: {
			outcome: kind,
			as,
			ms: Math.round(ms),
			note,
			steps: steps.map(({step, title, status, ms: took, detail}) => ({
				step,
				title,
				status,
				ms: took === undefined ? undefined : Math.round(took),
				detail,
			})),
			header: assertion?.header,
			claims: assertion?.claims,
			error: error && errorReport(error),
		},
		text: ({paint}) => {
			const way = as === undefined ? '' : ` as the ${as} SDK would do it`;
			const verdict = kind === 'works' ? paint.green(`It works${way}`) : paint.red(`It does not work${way}`);
			const source = as === undefined ? [] : [`${notRun}\n`];
			const why = error ? errorLines(error).map(line => `${sanitise(line, {graphemes: 400})}\n`) : [];
			const signed = assertion
				? [`header ${jsonText(assertion.header)}\n`, `claims ${jsonText(assertion.claims)}\n`]
				: [];
			return [
				`${verdict} (${duration(ms)}).${note === undefined ? '' : ` ${sanitise(note)}`}\n`,
				...source,
				...why,
				...signed,
			].join('');
		},
	};
};
