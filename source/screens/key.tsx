import {useCallback, useMemo} from 'react';
import {Notice} from '../components/notice.tsx';
import {Scroll} from '../components/scroll.tsx';
import {useAscii, useSigns} from '../components/signs-context.tsx';
import {spellKey} from '../dispatch/key-spelling.ts';
import {selectKey, selectKeyUse} from '../store/key-list-slice.ts';
import type {KnownKeyRow} from '../store/keys-slice.ts';
import {selectScrollFirst} from '../store/scroll-slice.ts';
import {factLines} from './facts/fact.ts';
import {keyPageFacts} from './facts/key-page-facts.ts';
import {Frame} from './frame.tsx';
import {keyKeymap} from './keys-keymap.ts';
import {ruledKeymap} from './ruled-keymap.ts';
import {useApp, useNow, useVerbs} from './screen-context.tsx';

type Props = {
	readonly row: KnownKeyRow;
	/** The room there is, in cells and lines. */
	readonly columns: number;
	readonly rows: number;
};

const useKeyOf = () => {
	const rules = useApp(state => state.keyRules);
	const ascii = useAscii();
	return useCallback(
		(id: string) => {
			const binding = ruledKeymap(keyKeymap, rules).find(each => each.id === id);
			const key = binding?.changes && rules.isReadOnly ? undefined : binding?.keys[0];
			return key === undefined ? undefined : spellKey(key, {ascii});
		},
		[rules, ascii],
	);
};

function Facts({row, columns, rows}: Props) {
	const {thumbprint} = row.record;
	const of = `key ${thumbprint}`;
	const first = useApp(selectScrollFirst(of));
	const use = useApp(selectKeyUse);
	const {noteScrollRoom} = useVerbs();
	const now = useNow();
	const signs = useSigns();
	const keyOf = useKeyOf();
	const users = use?.usersOf(row.record);
	const lines = useMemo(
		() => factLines(keyPageFacts({row, users, now, signs}, keyOf), columns),
		[row, users, now, signs, keyOf, columns],
	);
	const onRoom = useCallback(
		(room: {readonly lines: number; readonly rows: number}) => noteScrollRoom(of, room),
		[of, noteScrollRoom],
	);
	return <Scroll lines={lines} columns={columns} rows={rows} first={first} onRoom={onRoom} />;
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
