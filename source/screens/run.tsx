import {Box} from 'ink';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {stepFailure} from '../store/failure.ts';
import type {RunView} from '../store/run-view.ts';
import {sanitise} from '../text/sanitise.ts';
import {wrap} from '../text/wrap.ts';
import {Frame} from './frame.tsx';
import {runKeymapNow} from './run-keymap.ts';
import {RunSteps} from './run-steps.tsx';
import {useApp} from './screen-context.tsx';

const pressAfter = ({operationId, failure}: RunView): string => {
	if (failure?.kind === 'session-ended')
		return `i signs in again and goes on${operationId === undefined ? '' : ', u takes it back'}, Esc leaves it open.`;
	if (operationId === undefined) return 'r tries again, e changes the input, Esc leaves.';
	const again = failure?.kind === 'unsure' ? 'r looks again, a sends it once more' : 'r tries again';
	return `${again}, u takes it back, Esc leaves (it is kept, and offered at the next start).`;
};

const wordsDone: Readonly<Record<RunView['kind'], string>> = {
	create: 'The token is made. Press Enter to try it.',
	'create-project': 'The project is made. Press Enter to go on.',
	resume: 'It is finished.',
	undo: 'That is that.',
	delete: 'It is deleted.',
	rotate: 'The key is rotated.',
	quarantine: 'The leaked key is shut out.',
	try: 'It was tried.',
};

const doneWords = ({kind, overlap, isKeyElsewhere}: RunView): string => {
	if (overlap) return 'Both keys work.';
	return isKeyElsewhere ? 'The token is made.' : wordsDone[kind];
};

/** Whether the steps fit above all that follows; what is to be done next counts more than how it came about. */
const hasRoomForSteps = (
	{overlap, steps, note = ''}: RunView,
	{columns, rows}: {readonly columns: number; readonly rows: number},
): boolean => {
	if (!overlap) return true;
	const lines = [note, ...overlap.advice].map(text => wrap(text, columns - 2).length);
	// The heading of the notice, and the empty lines between the three parts.
	return steps.length + lines.reduce((sum, each) => sum + each, 3) <= rows;
};

/** An operation on its way, finished, or stopped with what can be done now. */
export function Run() {
	const run = useApp(state => state.run);
	const message = useApp(state => state.message);
	const keymap = useApp(runKeymapNow);
	const of = run?.kind === 'create-project' ? 'Projects' : 'Tokens';
	return (
		<Frame keymap={keymap} crumbs={[of, run?.title ?? 'Operation']}>
			{({columns, rows}) => (
				<Box flexDirection="column" gap={1}>
					{run && hasRoomForSteps(run, {columns, rows}) ? (
						<RunSteps steps={run.steps} columns={columns} />
					) : run ? null : (
						<Sentence>{message || 'Nothing is running.'}</Sentence>
					)}
					{run?.status === 'done' ? (
						<Notice tone="success" what={doneWords(run)} means={sanitise(run.note ?? '', {graphemes: 400})} />
					) : null}
					{run?.overlap ? (
						<Box flexDirection="column">
							{run.overlap.advice.map(line => (
								<Sentence key={line}>{sanitise(line, {graphemes: 300})}</Sentence>
							))}
						</Box>
					) : null}
					{run?.status === 'stopped' && run.failure ? (
						<Notice
							{...stepFailure(sanitise(run.failedAt ?? 'It stopped'), run.failure)}
							press={pressAfter(run)}
						/>
					) : null}
				</Box>
			)}
		</Frame>
	);
}
