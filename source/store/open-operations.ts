import type {OperationRecord} from '../operations/operations.ts';
import {plural} from '../text/plural.ts';
import {sanitise} from '../text/sanitise.ts';

/** Whether a rotation waits for its finish, both keys working; told by the steps in its journal, for the list loads no workflow. */
const isWaiting = ({intent, progress: {steps}}: Pick<OperationRecord, 'intent' | 'progress'>): boolean =>
	intent.kind === 'rotate-key' &&
	intent.mode === 'overlap' &&
	steps['publish-both'] === 'done' &&
	['replace-keys', 'put-back', 'displace-new'].every(step => steps[step] === undefined);

/** Says which operations are open and what leads to them; empty where there are none. */
export const openOperationsWords = (
	records: readonly Pick<OperationRecord, 'intent' | 'progress'>[],
): string => {
	const waiting = records.filter(isWaiting);
	const stopped = records.length - waiting.length;
	const [first, ...others] = waiting;
	if (!first) {
		return stopped === 0
			? ''
			: `! ${plural(stopped, 'operation')} stopped in the middle: press o to finish or take back.`;
	}
	if (stopped > 0) {
		return `! ${plural(stopped, 'operation')} stopped in the middle, ${plural(waiting.length, 'rotation')} open: press o.`;
	}
	return others.length > 0
		? `! ${plural(waiting.length, 'rotation')} open, both keys working: press o to finish or roll back.`
		: `! Both keys of ${sanitise(first.intent.name || '(no name)', {graphemes: 24})} work: press o to finish or roll back.`;
};
