import type {PlannedStep, StepEvent, StepFailure} from '../operations/step.ts';

/** A step of a running workflow as it is drawn. */
export type StepView = PlannedStep & {
	readonly status: 'planned' | StepEvent['status'];
	readonly detail?: string | undefined;
	readonly ms?: number | undefined;
};

/** A workflow on the screen. */
export type RunView = {
	readonly kind: 'create' | 'create-project' | 'delete' | 'rotate' | 'quarantine' | 'resume' | 'undo' | 'try';
	readonly title: string;
	readonly steps: readonly StepView[];
	readonly status: 'running' | 'done' | 'stopped';
	readonly failure?: StepFailure;
	/** The step that failed, in words. */
	readonly failedAt?: string;
	/** The operation that stays open when it stopped. */
	readonly operationId?: string;
	readonly tokenId?: string;
	/** Whether the private key of the token that was made is not on this computer. */
	readonly isKeyElsewhere?: boolean;
	/** The project that was made. */
	readonly projectId?: string;
	/** A rotation whose two keys work now. */
	readonly overlap?: {
		readonly operationId: string;
		readonly tokenId: string;
		/** Whether the private key of the new one is not on this computer. */
		readonly isKeyElsewhere: boolean;
		readonly advice: readonly string[];
	};
	/** A last word on how it ended. */
	readonly note?: string;
};

/** The view of a workflow before its first event. */
export const plannedRun = (kind: RunView['kind'], title: string, plan: readonly PlannedStep[]): RunView => ({
	kind,
	title,
	steps: plan.map(step => ({...step, status: 'planned'})),
	status: 'running',
});

/** Folds one event into the view; a step that was not planned is added at the end. */
export const withEvent = (run: RunView, {failure, ...event}: StepEvent): RunView => {
	const isKnown = run.steps.some(({step}) => step === event.step);
	const steps = isKnown
		? run.steps.map(step => (step.step === event.step ? {...step, ...event} : step))
		: [...run.steps, event];
	return {...run, steps, ...(failure && {failure, failedAt: event.title})};
};
