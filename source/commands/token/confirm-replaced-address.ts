import type {Token} from '../../api/token.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {isTypable} from './is-typable.ts';

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
	const word = isTypable(name) ? name.normalize('NFC') : id.slice(-6);
	const what = isTypable(name) ? 'its name' : 'the last 6 characters of its id';
	const typed = await prompt.line(`Type ${what} to replace it:`);
	if (!typed.ok) return typed;
	if (typed.value.normalize('NFC') === word) return ok(undefined);
	return fail(failedError({kind: 'not-confirmed', message: `That is not ${what}.`}, 'Nothing was changed.'));
};
