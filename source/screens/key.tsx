import {useMemo} from 'react';
import {Notice} from '../components/notice.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {selectKey, selectKeyUse} from '../store/key-list-slice.ts';
import type {KnownKeyRow} from '../store/keys-slice.ts';
import {factLines} from './facts/fact.ts';
import {keyPageFacts} from './facts/key-page-facts.ts';
import {Frame} from './frame.tsx';
import {KeptScroll} from './kept-scroll.tsx';
import {keyKeymap} from './keys-keymap.ts';
import {useApp, useNow} from './screen-context.tsx';
import {useKeyOf} from './use-key-of.ts';

type Props = {
	readonly row: KnownKeyRow;
	/** The room there is, in cells and lines. */
	readonly columns: number;
	readonly rows: number;
};

function Facts({row, columns, rows}: Props) {
	const use = useApp(selectKeyUse);
	const now = useNow();
	const signs = useSigns();
	const keyOf = useKeyOf(keyKeymap);
	const users = use?.usersOf(row.record);
	const lines = useMemo(
		() => factLines(keyPageFacts({row, users, now, signs}, keyOf), columns),
		[row, users, now, signs, keyOf, columns],
	);
	return <KeptScroll of={`key ${row.record.thumbprint}`} lines={lines} columns={columns} rows={rows} />;
}

/** One key: all that is known of it but its private half, and what can be done with it. */
export function KeyPage({thumbprint}: {readonly thumbprint: string}) {
	const row = useApp(selectKey(thumbprint));
	return (
		<Frame keymap={keyKeymap} crumbs={['Keys', row?.record.name ?? 'Key']}>
			{({columns, rows}) =>
				row ? (
					<Facts row={row} columns={columns} rows={rows} />
				) : (
					<Notice
						tone="warning"
						what="This key is not here any more"
						press="r reads the keys again, Esc goes back."
					/>
				)
			}
		</Frame>
	);
}
