import type {Token} from '../api/token.ts';
import type {Column} from '../components/table.tsx';
import type {AppState} from '../store/app-store.ts';
import {drawnName, healthOfToken, keyOfToken} from '../store/token-rows.ts';
import type {Signs} from '../terminal/signs.ts';
import {relativeTime} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';

const triedWords = {works: 'ok', failed: 'failed', open: 'open'} as const;

/** The columns of the list of tokens, the dearest first; the others leave where there is too little room. */
export const tokenColumns = (
	known: Pick<AppState, 'keys' | 'tries'>,
	signs: Signs,
	now: number,
	marks: (token: Token) => ReadonlySet<number>,
): readonly Column<Token>[] => {
	const kinds = {ok: signs.ok, attention: signs.attention, nokey: signs.noKey};
	// Without words it is not known yet whether its key is here.
	const signOf = (token: Token) => {
		const {kind, words} = healthOfToken(token, known);
		return words === '' ? '' : kinds[kind];
	};
	const lastTry = (token: Token) => {
		const tried = known.tries?.get(token.id)?.[0];
		if (!tried) return known.tries ? 'never' : '';
		return `${triedWords[tried.outcome]} ${relativeTime(tried.at, now)}`;
	};
	return [
		{title: '', width: 1, cell: signOf},
		{
			title: 'NAME',
			flex: 3,
			minWidth: 24,
			cell: drawnName,
			marks,
		},
		{title: 'ALG', width: 6, cell: token => sanitise(token.algorithm || '?', {graphemes: 8})},
		{
			title: 'KEY ID',
			flex: 1,
			minWidth: 13,
			drop: 3,
			cell: token => sanitise(token.keys[0]?.kid || '-', {graphemes: 40}),
		},
		{title: 'PRIVATE KEY', width: 14, drop: 1, cell: token => keyOfToken(token, known).words},
		{title: 'LAST TRY HERE', width: 14, drop: 2, cell: lastTry},
		{title: 'HEALTH', width: 11, drop: 4, cell: token => healthOfToken(token, known).words},
	];
};
