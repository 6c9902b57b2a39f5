import {useMemo} from 'react';
import type {Token} from '../api/token.ts';
import {useSigns} from '../components/signs-context.tsx';
import {selectToken} from '../store/tokens-slice.ts';
import {selectTriesOf} from '../store/tries-slice.ts';
import {factLines} from './facts/fact.ts';
import {tokenFacts} from './facts/token-facts.ts';
import {KeptScroll} from './kept-scroll.tsx';
import {useApp, useNow} from './screen-context.tsx';
import {tokenKeymap} from './token-keymap.ts';
import {useKeyOf} from './use-key-of.ts';

type Props = {
	readonly tokenId: string;
	/** It stands beside the list, whose keys do not move it. */
	readonly isAside?: boolean;
	/** The room there is, in cells and lines. */
	readonly columns: number;
	readonly rows: number;
};

function Facts({token, columns, rows, isAside}: Omit<Props, 'tokenId'> & {readonly token: Token}) {
	const {id} = token;
	const keys = useApp(state => state.keys);
	const detail = useApp(state => (state.detail?.tokenId === id ? state.detail : undefined));
	const isTriesKnown = useApp(state => state.tries !== undefined);
	const tries = useApp(selectTriesOf(id));
	const now = useNow();
	const signs = useSigns();
	const keyOf = useKeyOf(tokenKeymap);
	const lines = useMemo(
		() =>
			factLines(
				tokenFacts({token, keys, detail, tries: isTriesKnown ? tries : undefined, now, signs}, keyOf),
				columns,
			),
		[token, keys, detail, tries, isTriesKnown, now, signs, keyOf, columns],
	);
	return <KeptScroll of={id} lines={lines} columns={columns} rows={rows} {...(isAside && {isAside})} />;
}

/** Draws everything that is known of one token into the room there is; `scrollKeys` move it. */
export function TokenDetails({tokenId, ...room}: Props) {
	const token = useApp(selectToken(tokenId));
	return token ? <Facts token={token} {...room} /> : null;
}
