import type {Token} from '../../api/token.ts';
import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, failedError} from '../command-error.ts';
import type {Prompt} from '../prompt.ts';
import {isTypable} from './is-typable.ts';

/** Has the person type a token's name, or the end of its id where the name can't be typed; `purpose`: `to delete it`. */
export const confirmTokenName = async (
	{id, name}: Pick<Token, 'id' | 'name'>,
	prompt: Prompt,
	{
		purpose,
		otherwise,
		isShared = false,
	}: {
		readonly purpose: string;
		/** What was not done when something else is typed. */
		readonly otherwise: string;
		/** Whether another token has the same name. */
		readonly isShared?: boolean;
	},
): Promise<Result<void, CommandError>> => {
	const isByName = isTypable(name) && !isShared;
	const word = isByName ? name.normalize('NFC') : id.slice(-6);
	const what = isByName ? 'its name' : 'the last 6 characters of its id';
	const typed = await prompt.line(`Type ${what} ${purpose}:`);
	if (!typed.ok) return typed;
	if (typed.value.normalize('NFC') === word) return ok(undefined);
	return fail(failedError({kind: 'not-confirmed', message: `That is not ${what}.`}, otherwise));
};
