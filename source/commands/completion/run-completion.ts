import {ok} from '../../result.ts';
import {makeSecret} from '../../text/secret.ts';
import type {Run} from '../command.ts';
import {completionFor} from './print-completion.ts';

/** Prints the completion script of a shell; the entry does the same without loading the other commands. */
export const runCompletion: Run = async context => {
	const script = completionFor(context);
	return script.ok ? ok({kind: 'verbatim', text: makeSecret(script.value)}) : script;
};
