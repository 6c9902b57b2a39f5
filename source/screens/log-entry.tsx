import {useMemo} from 'react';
import {Notice} from '../components/notice.tsx';
import {useSigns} from '../components/signs-context.tsx';
import type {ActivityEntry} from '../operations/activity.ts';
import {selectLogEntry} from '../store/log-slice.ts';
import {factLines} from './facts/fact.ts';
import {logFacts} from './facts/log-facts.ts';
import {Frame} from './frame.tsx';
import {KeptScroll} from './kept-scroll.tsx';
import {logEntryKeymap} from './log-keymap.ts';
import {useApp} from './screen-context.tsx';

type Props = {
	readonly entry: ActivityEntry;
	/** The room there is, in cells and lines. */
	readonly columns: number;
	readonly rows: number;
};

function Facts({entry, columns, rows}: Props) {
	const signs = useSigns();
	const lines = useMemo(() => factLines(logFacts(entry, signs), columns), [entry, signs, columns]);
	return <KeptScroll of={`log ${entry.id}`} lines={lines} columns={columns} rows={rows} />;
}

/** One entry of the log: all that is known of it. */
export function LogEntry({entryId}: {readonly entryId: string}) {
	const entry = useApp(selectLogEntry(entryId));
	return (
		<Frame keymap={logEntryKeymap} crumbs={['Log', entry?.name ?? 'Entry']}>
			{({columns, rows}) =>
				entry ? (
					<Facts entry={entry} columns={columns} rows={rows} />
				) : (
					<Notice
						tone="warning"
						what="This entry is not in the log any more"
						press="r reads the log again, Esc goes back."
					/>
				)
			}
		</Frame>
	);
}
