import type {Iam} from '../../api/iam.ts';
import {allPages} from '../../api/pages.ts';
import type {Token} from '../../api/token.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context} from '../command.ts';
import {type CommandError, requestError} from '../command-error.ts';
import type {Prompt} from '../prompt.ts';
import {confirmTokenName} from './confirm-token-name.ts';
import {isTypable} from './is-typable.ts';

const isShared = async (
	{name}: Token,
	iam: Iam,
	signal: AbortSignal,
): Promise<Result<boolean, CommandError>> => {
	const tokens = await allPages(iam.listTokens({signal}));
	if (!tokens.ok) return fail(requestError(tokens.error));
	const namesakes = tokens.value.filter(token => token.name.normalize('NFC') === name.normalize('NFC'));
	return ok(namesakes.length > 1);
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
	const shared = isTypable(token.name) ? await isShared(token, iam, signal) : ok(false);
	if (!shared.ok) return shared;
	const names = projects.value.map(({name, id}) => sanitise(name || id, {graphemes: 40})).join(', ');
	voice.say(
		`${sanitise(token.name)} (${token.id}) will be deleted for good. ${names ? `It stops working in: ${names}.` : 'It is in no project.'}`,
	);
	return confirmTokenName(token, prompt, {
		purpose: 'to delete it',
		otherwise: 'Nothing was deleted.',
		isShared: shared.value,
	});
};
