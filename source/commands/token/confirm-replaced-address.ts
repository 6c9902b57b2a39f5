import type {Token} from '../../api/token.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {confirmTokenName} from './confirm-token-name.ts';

/** Has the person type the token's name before a key takes the place of the address at which its keys are published. */
export const confirmReplacedAddress = async (
	{id, name, jwksUri}: Token,
	{prompt, flags, voice}: Pick<Context, 'prompt' | 'flags' | 'voice'>,
): Promise<Result<void, CommandError>> => {
	const said = `The keys of ${sanitise(name)} are published at ${sanitise(jwksUri, {graphemes: 400})} (jwksUri).`;
	if (flags.has('yes')) {
		voice.note(`${said} One key takes the place of that address.`);
		return ok(undefined);
	}
	if (!prompt) {
		return fail(
			usageError(
				`${said} A key would take the place of that address.`,
				'Give --yes if that is meant. Nothing was changed.',
			),
		);
	}
	voice.say(
		`${said} The new key takes the place of that address: keys that are published there stop working.`,
	);
	return confirmTokenName({id, name}, prompt, {
		purpose: 'to replace it',
		otherwise: 'Nothing was changed.',
	});
};
