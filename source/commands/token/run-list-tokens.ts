import {allPages} from '../../api/pages.ts';
import {recordOf, type Token} from '../../api/token.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok} from '../../result.ts';
import {plural} from '../../text/plural.ts';
import type {Run} from '../command.ts';
import {failedError, requestError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {type Column, tableText} from '../table-text.ts';

const keyIds = ({id, keys}: Token): string =>
	keys.map(({kid}) => (kid === id ? 'the token id' : (kid ?? ''))).join(' ');

const columnsWith = (isHere: (token: Token) => boolean): readonly Column<Token>[] => [
	{title: 'NAME', value: token => token.name || token.problem || '', least: 12},
	{title: 'ALG', value: token => token.algorithm, least: 5, priority: 1},
	{title: 'PRIVATE KEY', value: token => (isHere(token) ? 'stored' : 'none here'), priority: 2},
	{title: 'TOKEN ID', value: token => token.id, least: 36},
	{title: 'KEY ID', value: keyIds, priority: 3},
];

/** Lists every page of tokens: the service's records for scripts, a table for a person. */
export const runListTokens: Run = async context => {
	const session = await openSession(context);
	if (!session.ok) return session;
	const {service, keyStore} = session.value.deps;
	const tokens = await allPages(service.iam.listTokens({signal: context.signal}));
	if (!tokens.ok) return fail(requestError(tokens.error));
	const stored = context.wantsJson ? ok([]) : await keyStore.list();
	if (!stored.ok) return fail(failedError(stored.error, 'Mend the folder of the keys and try again.'));
	const here = new Set(stored.value.flatMap(row => (row.status === 'ready' ? [row.record.thumbprint] : [])));
	const isHere = ({keys}: Token) => keys.some(key => here.has(thumbprint(key) ?? ''));
	if (!context.wantsJson) context.voice.note(plural(tokens.value.length, 'token'));
	return ok({
		kind: 'value',
		value: tokens.value.map(recordOf),
		text: view => tableText(tokens.value, columnsWith(isHere), view),
	});
};
