import {Steps} from '../components/steps.tsx';
import type {StepView} from '../store/run-view.ts';
import {duration} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';

const statuses = {
	planned: 'waiting',
	waiting: 'running',
	running: 'running',
	done: 'done',
	failed: 'failed',
	skipped: 'skipped',
} as const;

/** Draws the steps of a workflow as they stand. */
export function RunSteps({steps, columns}: {readonly steps: readonly StepView[]; readonly columns: number}) {
	return (
		<Steps
			columns={columns}
			steps={steps.map(({step, title, status, detail, ms}) => ({
				id: step,
				label: sanitise(title),
				status: statuses[status],
				time: ms === undefined ? undefined : duration(ms),
				detail: detail === undefined ? undefined : sanitise(detail),
			}))}
		/>
	);
}
