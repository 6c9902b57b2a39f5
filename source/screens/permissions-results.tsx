import {Box, Text} from 'ink';
import {Notice} from '../components/notice.tsx';
import {type Step, Steps} from '../components/steps.tsx';
import type {Permissions, PlaceResult} from '../store/permissions-slice.ts';
import {plural} from '../text/plural.ts';
import {sanitise} from '../text/sanitise.ts';
import {Countdown} from './countdown.tsx';
import {pressAfter} from './press-after.ts';

type Props = {readonly permissions: Permissions; readonly columns: number; readonly rows: number};

const words: Readonly<Record<PlaceResult['status'], string>> = {
	waiting: 'not done',
	running: '',
	done: 'done, and read back',
	conflict: 'left as it is: somebody else changed it',
	failed: 'not done',
};

const stepOf = ({change, status, detail}: PlaceResult, isApplying: boolean): Step => ({
	id: change.project.id,
	label: sanitise(change.project.name),
	status: status === 'conflict' ? 'failed' : status,
	detail: sanitise(detail ?? (isApplying && status === 'waiting' ? '' : words[status])),
});

const summary = ({results, isApplying, isBack}: Permissions): string => {
	if (isApplying)
		return isBack
			? 'Taking it back, one project after the other.'
			: 'Applying it, one project after the other.';
	const done = results.filter(({status}) => status === 'done').length;
	if (done < results.length) return `${done} of ${plural(results.length, 'project')} done.`;
	return isBack ? 'It is as it was before.' : 'It is as you chose.';
};

const pressFor = ({kind}: NonNullable<PlaceResult['failure']>) =>
	kind === 'conflict'
		? 'Enter shows what it is now.'
		: pressAfter({kind}, 'r tries the rest again, Enter shows what it is now.');

/** Shows what becomes of each project's change, and what to do about those that failed. */
export function PermissionsResults({permissions, columns, rows}: Props) {
	const {results, isApplying, backUntil} = permissions;
	const failed = results.find(({failure}) => failure !== undefined)?.failure;
	const room = Math.max(1, rows - (failed ? 12 : 5));
	// Where there are more projects than room, those that want something done stand first.
	const shown =
		isApplying || results.length <= room
			? results
			: [
					...results.filter(({status}) => status !== 'done'),
					...results.filter(({status}) => status === 'done'),
				];
	const active = results.findIndex(({status}) => status === 'running');
	const from = Math.max(0, Math.min(active < 0 ? 0 : active - room + 1, results.length - room));
	return (
		<Box flexDirection="column" gap={1}>
			<Text bold>{summary(permissions)}</Text>
			<Steps steps={shown.slice(from, from + room).map(each => stepOf(each, isApplying))} columns={columns} />
			{failed && !isApplying ? <Notice {...failed} press={pressFor(failed)} /> : null}
			{backUntil === undefined || isApplying ? null : (
				<Text>
					u takes back what was done, for <Countdown until={backUntil} />
				</Text>
			)}
		</Box>
	);
}
