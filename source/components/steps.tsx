import {Box, Text} from 'ink';
import {cells} from '../text/cells.ts';
import {fitTo, truncate} from '../text/fit-to.ts';
import {useIsSpoken, usePaint, useSigns} from './signs-context.tsx';
import {Spinner} from './spinner.tsx';

/** One step of an operation as it is drawn; `time` is already spelt (`0.6 s`), `detail` stands behind it. */
export type Step = {
	readonly id: string;
	readonly label: string;
	readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
	readonly time?: string | undefined;
	readonly detail?: string | undefined;
};

type Props = {readonly steps: readonly Step[]; readonly columns: number};

const colours = {done: 'green', failed: 'red', waiting: undefined, skipped: undefined} as const;

function Sign({status}: {readonly status: Step['status']}) {
	const signs = useSigns();
	const paint = usePaint();
	if (status === 'running') {
		return <Spinner />;
	}
	const sign = {done: signs.done, failed: signs.failed, waiting: signs.waiting, skipped: '-'}[status];
	return <Text {...paint(colours[status])}>{sign}</Text>;
}

/** Draws the steps of an operation, each with its sign, number, label, time and a word on how it went. */
export function Steps({steps, columns}: Props) {
	const {ellipsis} = useSigns();
	const isSpoken = useIsSpoken();
	if (isSpoken) {
		return (
			<Box flexDirection="column">
				{steps.map(({id, label, status, time, detail}, index) => (
					<Box key={id}>
						<Sign status={status} />
						<Text>{[`${index + 1} ${label}`, time, detail].filter(Boolean).join(', ')}</Text>
					</Box>
				))}
			</Box>
		);
	}
	const longest = Math.max(0, ...steps.map(step => cells(step.label)));
	const labelRoom = Math.max(8, Math.min(longest, Math.floor(columns * 0.55)));
	const timeRoom = Math.max(0, ...steps.map(step => cells(step.time ?? '')));
	const detailRoom = Math.max(0, columns - 2 - 3 - labelRoom - (timeRoom + 2) - 2);
	return (
		<Box flexDirection="column" width={columns}>
			{steps.map(({id, label, status, time = '', detail = ''}, index) => (
				<Box key={id} height={1}>
					<Sign status={status} />
					<Text
						dimColor={status === 'waiting' || status === 'skipped'}
						bold={status === 'running'}
						wrap="truncate"
					>
						{` ${String(index + 1).padStart(2)} ${fitTo(label, labelRoom, {ellipsis})}`}
					</Text>
					<Text dimColor wrap="truncate">
						{`  ${fitTo(time, timeRoom, {align: 'right'})}  `}
					</Text>
					<Text wrap="truncate">{truncate(detail, detailRoom, ellipsis)}</Text>
				</Box>
			))}
		</Box>
	);
}
