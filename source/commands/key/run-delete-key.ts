import {stillRemembered} from '../../keys/still-remembered.ts';
import {fail, ok, type Result} from '../../result.ts';
import {plural} from '../../text/plural.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {confirmTokenName} from '../token/confirm-token-name.ts';
import {findKey, type KnownKey, openKeyStore} from './find-key.ts';
import {lossWords, removedWords} from './removed-words.ts';
import {tokensOfKey} from './tokens-of-key.ts';

const otherwise = 'The key is still here.';

const confirm = async (
	key: KnownKey,
	{flags, prompt, voice}: Context,
): Promise<Result<void, CommandError>> => {
	const {record} = key;
	const given = flags.text('confirm');
	if (given !== undefined) {
		if (given.normalize('NFC') === record.name.normalize('NFC')) return ok(undefined);
		return fail(failedError({kind: 'not-confirmed', message: '--confirm: that is not its name.'}, otherwise));
	}
	if (!prompt) {
		return fail(usageError('--confirm is missing.', 'It takes the name of the key, as `key show` gives it.'));
	}
	voice.say(lossWords(key));
	return confirmTokenName({id: record.thumbprint, name: record.name}, prompt, {
		purpose: 'to remove it',
		otherwise,
	});
};

const assertUnused = async (
	{record}: KnownKey,
	context: Context,
): Promise<Result<string | undefined, CommandError>> => {
	if (context.flags.has('unchecked')) return ok(undefined);
	const use = await tokensOfKey(record, context);
	if (!use.ok) return use;
	const {tokens, environment} = use.value;
	if (tokens.length === 0) return ok(environment);
	const who = tokens.map(({id, name}) => `${sanitise(name)} (${id})`).join(', ');
	const message = `${plural(tokens.length, 'token')} of ${environment} would lose the key: ${who}.`;
	return fail(
		failedError({kind: 'in-use', message}, `${otherwise} Rotate the token's key or delete the token first.`),
	);
};

/** Removes a key once its name was typed, and never while a token of the signed-in user has it. */
export const runDeleteKey: Run = async context => {
	const {voice} = context;
	const {keyStore} = openKeyStore(context);
	const found = await findKey(context, keyStore);
	if (!found.ok) return found;
	const checked = await assertUnused(found.value, context);
	if (!checked.ok) return checked;
	const confirmed = await confirm(found.value, context);
	if (!confirmed.ok) return confirmed;
	const {record, place} = found.value;
	const removed = await keyStore.remove(record.thumbprint);
	if (!removed.ok) return fail(failedError(removed.error, otherwise));
	if (removed.value.remembered) voice.warn(stillRemembered(removed.value));
	voice.note(
		checked.value === undefined
			? 'Whether a token uses it was not looked at.'
			: `No token of ${checked.value} uses it; other environments and users were not looked at.`,
	);
	return ok({
		kind: 'value',
		value: {
			thumbprint: record.thumbprint,
			name: record.name,
			custody: record.custody,
			...(record.custody === 'kms' ? {kms: record.kms} : {privateKeyFile: place}),
			removed: true,
		},
		text: () => `${removedWords(found.value)}\n`,
	});
};
