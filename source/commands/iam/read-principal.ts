import type {Principal} from '../../api/principal.ts';
import {fail, ok, type Result} from '../../result.ts';
import {isUuid} from '../../text/is-uuid.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';

type Asking = Pick<Context, 'flags' | 'prompt' | 'voice'>;

const readId = async ({flags, prompt, voice}: Asking): Promise<Result<string, CommandError>> => {
	const given = flags.text('principal-id');
	if (given !== undefined) {
		if (isUuid(given)) return ok(given.toLowerCase());
		return fail(
			usageError(
				'-i (--principal-id) takes the id of a token or a user, a UUID.',
				'pat-tui token list-tokens shows the ids of tokens.',
			),
		);
	}
	if (!prompt) return fail(usageError('-i (--principal-id) is missing.'));
	for (;;) {
		const typed = await prompt.line('Id of the token or user:');
		if (!typed.ok) return typed;
		if (isUuid(typed.value)) return ok(typed.value.toLowerCase());
		voice.say('An id is a UUID, such as 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c.');
	}
};

const isType = (text: string): text is Principal['type'] => text === 'token' || text === 'user';

const readType = async ({flags, prompt, voice}: Asking): Promise<Result<Principal['type'], CommandError>> => {
	const given = flags.text('principal-type');
	if (given !== undefined && isType(given)) return ok(given);
	if (!prompt) return fail(usageError('-t (--principal-type) is missing: token or user.'));
	for (;;) {
		const typed = await prompt.line('Is it a token or a user? [token]:');
		if (!typed.ok) return typed;
		const type = typed.value === '' ? 'token' : typed.value.toLowerCase();
		if (isType(type)) return ok(type);
		voice.say('Please type token or user.');
	}
};

/** Reads which principal is meant, from the flags and, where somebody may be asked, from the answers. */
export const readPrincipal = async (context: Asking): Promise<Result<Principal, CommandError>> => {
	const id = await readId(context);
	if (!id.ok) return id;
	const type = await readType(context);
	return type.ok ? ok({id: id.value, type: type.value}) : type;
};
