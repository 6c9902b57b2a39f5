import {recordOf, type Token} from '../../api/token.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fieldsText} from '../fields-text.ts';

/** Writes a token for a person; `extra` lines come last. */
export const tokenText = (token: Token, extra: readonly (readonly [string, string])[] = []): string =>
	fieldsText([
		['Name', token.name],
		['Token id', token.id],
		['Algorithm', token.algorithm],
		...token.keys.map(key => ['Key id', key.kid ?? ''] as const),
		...token.keys.map(key => ['Thumbprint', thumbprint(key) ?? ''] as const),
		['ARI', token.ari],
		['Owner', token.ownerAri],
		['Scopes', token.scopes.join(' ')],
		['Attention', token.problem ?? ''],
		...extra,
	]);

/** Gives the record of a token as the service sent it, with more fields beside. */
export const withRecord = (
	token: Token,
	more: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
	const record = recordOf(token);
	return {...(typeof record === 'object' ? record : {}), ...more};
};
