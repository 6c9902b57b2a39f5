import type {StepFailure} from './step.ts';

/** How an undo ended; `too-late`: what was done can't be taken back, or somebody else changed it since. */
export type UndoOutcome =
	| {readonly kind: 'undone'; readonly note: string}
	| {readonly kind: 'too-late'; readonly note: string}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId: string};
