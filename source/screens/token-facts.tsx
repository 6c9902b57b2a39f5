import {useCallback, useMemo} from 'react';
import type {Token} from '../api/token.ts';
import {Scroll} from '../components/scroll.tsx';
import {useAscii, useSigns} from '../components/signs-context.tsx';
import {spellKey} from '../dispatch/key-spelling.ts';
import {selectScrollFirst} from '../store/scroll-slice.ts';
import {selectToken} from '../store/tokens-slice.ts';
import {selectTriesOf} from '../store/tries-slice.ts';
import {factLines} from './facts/fact.ts';
import {tokenFacts} from './facts/token-facts.ts';
import {ruledKeymap} from './ruled-keymap.ts';
import {useApp, useNow, useVerbs} from './screen-context.tsx';
import {tokenKeymap} from './token-keymap.ts';

type Props = {
	readonly tokenId: string;
	/** The room there is, in cells and lines. */
	readonly columns: number;
	readonly rows: number;
};

const useKeyOf = () => {
	const rules = useApp(state => state.keyRules);
	const ascii = useAscii();
	return useCallback(
		(id: string) => {
			const binding = ruledKeymap(tokenKeymap, rules).find(each => each.id === id);
			const key = binding?.changes && rules.isReadOnly ? undefined : binding?.keys[0];
			return key === undefined ? undefined : spellKey(key, {ascii});
		},
		[rules, ascii],
	);
};

function Facts({token, columns, rows}: Omit<Props, 'tokenId'> & {readonly token: Token}) {
	const {id} = token;
	const keys = useApp(state => state.keys);
	const detail = useApp(state => (state.detail?.tokenId === id ? state.detail : undefined));
	const isTriesKnown = useApp(state => state.tries !== undefined);
	const tries = useApp(selectTriesOf(id));
	const first = useApp(selectScrollFirst(id));
	const {noteScrollRoom} = useVerbs();
	const now = useNow();
	const signs = useSigns();
	const keyOf = useKeyOf();
	const lines = useMemo(
		() =>
			factLines(
				tokenFacts({token, keys, detail, tries: isTriesKnown ? tries : undefined, now, signs}, keyOf),
				columns,
			),
		[token, keys, detail, tries, isTriesKnown, now, signs, keyOf, columns],
	);
	const onRoom = useCallback(
		(room: {readonly lines: number; readonly rows: number}) => noteScrollRoom(id, room),
		[id, noteScrollRoom],
	);
	return <Scroll lines={lines} columns={columns} rows={rows} first={first} onRoom={onRoom} />;
}

/** Draws everything that is known of one token into the room there is; `scrollKeys` move it. */
export function TokenFacts({tokenId, columns, rows}: Props) {
	const token = useApp(selectToken(tokenId));
	return token ? <Facts token={token} columns={columns} rows={rows} /> : null;
}
