import {presets} from '../../policies/presets.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {type GrantWish, grantWish, wishForPreset} from './grant-wish.ts';
import {checkKeyFlags, type KeyWish, readKeyWish} from './key-wish.ts';
import {nameProblem} from './name-problem.ts';

/** A token as it was asked for, by flags and answers. */
export type CreateWish = {
	readonly name: string;
	readonly key: KeyWish;
	readonly keyId: string | undefined;
	readonly grants: GrantWish | undefined;
};

type Asking = Pick<Context, 'flags' | 'prompt' | 'voice' | 'host' | 'signal'>;

const readName = async ({flags, prompt, voice}: Asking): Promise<Result<string, CommandError>> => {
	const given = flags.text('name');
	if (given !== undefined) {
		const problem = nameProblem(given.trim());
		return problem === undefined ? ok(given.trim()) : fail(usageError(`-n (--name): ${problem}`));
	}
	if (!prompt) return fail(usageError('-n (--name) is missing.'));
	for (;;) {
		const typed = await prompt.line('Name of the token:');
		if (!typed.ok) return typed;
		const problem = nameProblem(typed.value);
		if (problem === undefined) return typed;
		voice.say(problem);
	}
};

const readGrants = async ({
	flags,
	prompt,
	voice,
}: Asking): Promise<Result<GrantWish | undefined, CommandError>> => {
	const given = grantWish(flags);
	if (!given.ok || given.value || !prompt || flags.has('name')) return given;
	for (const {id, description} of Object.values(presets)) voice.say(`  ${id.padEnd(9)}  ${description}`);
	voice.say('  none       In no project yet.');
	for (;;) {
		const typed = await prompt.line('What may it do in the active project? [none]:');
		if (!typed.ok) return typed;
		if (typed.value === '' || typed.value === 'none') return ok(undefined);
		const wish = wishForPreset(typed.value);
		if (wish) return ok(wish);
		voice.say(`Please type one of: ${Object.keys(presets).join(', ')}, none.`);
	}
};

/** Reads what token is wanted, from the flags and, where somebody may be asked, from the answers. */
export const readCreateWish = async (context: Asking): Promise<Result<CreateWish, CommandError>> => {
	const {flags} = context;
	// Flags that can't be obeyed are said before anyone types an answer.
	const flagged = grantWish(flags);
	if (!flagged.ok) return flagged;
	const keyId = flags.text('key-id')?.trim();
	if (keyId === '') return fail(usageError('-k (--key-id) is empty.'));
	const keyFlags = checkKeyFlags(context);
	if (!keyFlags.ok) return keyFlags;
	const name = await readName(context);
	if (!name.ok) return name;
	const key = await readKeyWish(context);
	if (!key.ok) return key;
	const grants = await readGrants(context);
	if (!grants.ok) return grants;
	return ok({name: name.value, key: key.value, keyId, grants: grants.value});
};
