import * as v from 'valibot';
import {Algorithm, algorithms} from '../../keys/algorithms.ts';
import {presets} from '../../policies/presets.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {type GrantWish, grantWish, wishForPreset} from './grant-wish.ts';

/** A token as it was asked for, by flags and answers. */
export type CreateWish = {
	readonly name: string;
	readonly algorithm: Algorithm;
	readonly keyId: string | undefined;
	readonly grants: GrantWish | undefined;
};

const fewestCharacters = 8;
const mostCharacters = 2000;

const nameProblem = (name: string): string | undefined => {
	const length = [...name].length;
	if (length < fewestCharacters)
		return `A name has at least ${fewestCharacters} characters, blanks around it not counted.`;
	return length > mostCharacters ? `A name has at most ${mostCharacters} characters.` : undefined;
};

type Asking = Pick<Context, 'flags' | 'prompt' | 'voice'>;

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

const readAlgorithm = async ({flags, prompt, voice}: Asking): Promise<Result<Algorithm, CommandError>> => {
	const given = flags.text('algorithm');
	// Only who is asked for everything is asked for what has a default.
	if (given !== undefined || !prompt || flags.has('name')) return ok(v.parse(Algorithm, given ?? 'RS256'));
	for (const {name, title, advice} of Object.values(algorithms)) voice.say(`  ${name}  ${title}. ${advice}`);
	for (;;) {
		const typed = await prompt.line('Algorithm [RS256]:');
		if (!typed.ok) return typed;
		const chosen = v.safeParse(Algorithm, typed.value === '' ? 'RS256' : typed.value.toUpperCase());
		if (chosen.success) return ok(chosen.output);
		voice.say(`Please type one of: ${Object.keys(algorithms).join(', ')}.`);
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

const checkKeySource = async ({flags, prompt}: Asking): Promise<Result<void, CommandError>> => {
	if (flags.has('auto-generate-key')) return ok(undefined);
	const hint = 'Give -g (--auto-generate-key) to make the key pair on this computer.';
	if (!prompt) return fail(usageError('No key is named.', hint));
	const typed = await prompt.line('Make its key pair on this computer? [Y/n]:');
	if (!typed.ok) return typed;
	return /^(?:y(?:es)?)?$/iu.test(typed.value)
		? ok(undefined)
		: fail(usageError('There is no token without a key.', hint));
};

/** Reads what token is wanted, from the flags and, where somebody may be asked, from the answers. */
export const readCreateWish = async (context: Asking): Promise<Result<CreateWish, CommandError>> => {
	const {flags} = context;
	// Flags that can't be obeyed are said before anyone types an answer.
	const flagged = grantWish(flags);
	if (!flagged.ok) return flagged;
	const keyId = flags.text('key-id')?.trim();
	if (keyId === '') return fail(usageError('-k (--key-id) is empty.'));
	const name = await readName(context);
	if (!name.ok) return name;
	const algorithm = await readAlgorithm(context);
	if (!algorithm.ok) return algorithm;
	const source = await checkKeySource(context);
	if (!source.ok) return source;
	const grants = await readGrants(context);
	if (!grants.ok) return grants;
	return ok({name: name.value, algorithm: algorithm.value, keyId, grants: grants.value});
};
