import type {Iam} from '../../api/iam.ts';
import {allPages} from '../../api/pages.ts';
import type {Token} from '../../api/token.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError, requestError} from '../command-error.ts';
import type {Prompt} from '../prompt.ts';
import {isTypable} from './is-typable.ts';

/** What has to be typed: the name, or the end of the id where the name is not typable or another token has it too. */
const wordOf = async (
	{id, name}: Token,
	iam: Iam,
	signal: AbortSignal,
): Promise<Result<string, CommandError>> => {
	if (!isTypable(name)) return ok(id.slice(-6));
	const tokens = await allPages(iam.listTokens({signal}));
	if (!tokens.ok) return fail(requestError(tokens.error));
	const namesakes = tokens.value.filter(token => token.name.normalize('NFC') === name.normalize('NFC'));
	return ok(namesakes.length > 1 ? id.slice(-6) : name.normalize('NFC'));
};

/** Has the person type the token's name before it is deleted; anything else leaves it. */
export const confirmDelete = async (
	token: Token,
	{
		iam,
		prompt,
		context: {voice, signal},
	}: {readonly iam: Iam; readonly prompt: Prompt; readonly context: Context},
): Promise<Result<void, CommandError>> => {
	const projects = await allPages(iam.listProjectsOfToken(token.id, {signal}));
	if (!projects.ok) return fail(requestError(projects.error));
	const word = await wordOf(token, iam, signal);
	if (!word.ok) return word;
	const names = projects.value.map(({name, id}) => sanitise(name || id, {graphemes: 40})).join(', ');
	voice.say(
		`${sanitise(token.name)} (${token.id}) will be deleted for good. ${names ? `It stops working in: ${names}.` : 'It is in no project.'}`,
	);
	const what = word.value === token.name.normalize('NFC') ? 'its name' : 'the last 6 characters of its id';
	const typed = await prompt.line(`Type ${what} to delete it:`);
	if (!typed.ok) return typed;
	if (typed.value.normalize('NFC') === word.value) return ok(undefined);
	return fail(failedError({kind: 'not-confirmed', message: `That is not ${what}.`}, 'Nothing was deleted.'));
};
