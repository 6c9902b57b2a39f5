import {Box, Text} from 'ink';
import {Notice} from '../components/notice.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {Spinner} from '../components/spinner.tsx';
import {type Column, Table} from '../components/table.tsx';
import type {ActivityEntry} from '../operations/activity.ts';
import {requestText} from '../operations/activity-words.ts';
import {selectLogRow} from '../store/log-slice.ts';
import type {Signs} from '../terminal/signs.ts';
import {plural} from '../text/plural.ts';
import {duration} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {logKeymap} from './log-keymap.ts';
import {sentWhen, signedOutcome} from './log-words.ts';
import {useApp, useNow} from './screen-context.tsx';

const noticeLines = 7;

const columnsFor = (signs: Signs, now: number): readonly Column<ActivityEntry>[] => [
	{title: 'WHEN', width: 16, cell: entry => sentWhen(entry, now)},
	{title: 'WHAT', width: 16, cell: ({name}) => sanitise(name)},
	{title: 'ON', minWidth: 14, flex: 1, drop: 3, cell: ({subject}) => sanitise(subject ?? '')},
	{title: 'OUTCOME', width: 15, cell: entry => signedOutcome(entry, signs)},
	{
		title: 'TOOK',
		width: 9,
		align: 'right',
		drop: 2,
		cell: ({ms}) => (ms === undefined ? '' : duration(ms)),
	},
	{title: 'REQUEST', minWidth: 20, flex: 2, drop: 1, cell: entry => sanitise(requestText(entry))},
	{title: 'TRACE ID', minWidth: 12, flex: 1, drop: 4, cell: ({traceId}) => sanitise(traceId ?? '')},
];

/** What was sent from this computer for whoever is signed in, newest first. */
export function Log() {
	const {status, entries, unread} = useApp(state => state.log);
	const file = useApp(state => state.logFile);
	const selected = useApp(selectLogRow);
	const signs = useSigns();
	const now = useNow();
	const isReading = status !== 'read';
	const hasEntries = entries.length > 0;
	return (
		<Frame
			keymap={logKeymap}
			crumbs={['Log']}
			status={`It holds no secrets: ${sanitise(file, {graphemes: 400})}`}
		>
			{({columns, rows}) => (
				<Box flexDirection="column">
					<Box justifyContent="space-between">
						<Text dimColor>
							{hasEntries ? `${plural(entries.length, 'request')} sent from this computer` : ''}
						</Text>
						{isReading ? (
							<Text dimColor>
								<Spinner /> reading the log
							</Text>
						) : null}
					</Box>
					{unread === undefined ? null : (
						<Notice
							what={hasEntries ? 'A part of the log could not be read' : 'The log could not be read'}
							said={sanitise(unread, {graphemes: 400})}
							means="What stands there is not shown. Your work goes on without it."
							press="r reads it again, once that is mended."
						/>
					)}
					{!isReading && !hasEntries && unread === undefined ? (
						<Box marginTop={1}>
							<Notice
								tone="info"
								what="Nothing was sent from this computer yet"
								means="What you change on the service from here, and each try of a token, is listed here with how it ended. What is only read is not."
							/>
						</Box>
					) : null}
					{hasEntries ? (
						<Table
							columns={columnsFor(signs, now)}
							rows={entries}
							selected={selected}
							width={columns}
							height={Math.max(3, rows - (unread === undefined ? 2 : noticeLines))}
						/>
					) : null}
				</Box>
			)}
		</Frame>
	);
}
