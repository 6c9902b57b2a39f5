import type {Token} from '../../api/token.ts';
import type {CreateIntent} from '../../operations/intent.ts';
import type {Answer} from '../command.ts';
import {keyPlace} from './key-place.ts';
import {tokenText, withRecord} from './token-text.ts';

/** Answers with a token that was just made: the record, and where its key is. */
export const createdAnswer = (token: Token, intent: CreateIntent): Answer => {
	const {keyId, thumbprint, keyFile, grants} = intent;
	return {
		kind: 'value',
		value: withRecord(token, {
			keyId: keyId ?? token.id,
			thumbprint,
			...keyPlace(intent),
			projectIds: grants.map(({projectId}) => projectId),
		}),
		text: () =>
			tokenText(token, [
				['Private key', keyFile ?? 'yours, not kept here'],
				...grants.map(({projectName}) => ['Project', projectName] as const),
				...(keyFile === undefined ? [] : [['Next', `pat-tui token try -i ${token.id}`] as const]),
			]),
	};
};
