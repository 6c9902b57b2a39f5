import {recordOf, type Token} from '../../api/token.ts';
import type {Answer} from '../command.ts';
import {tokenText} from './token-text.ts';

/** Answers with a token that was just changed. */
export const updatedAnswer = (token: Token): Answer => ({
	kind: 'value',
	value: recordOf(token),
	text: () => tokenText(token),
});
