import * as v from 'valibot';
import {Algorithm} from '../../keys/algorithms.ts';
import type {TokenState} from '../../operations/intent.ts';
import type {TokenChange} from '../../operations/token/wanted-state.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import type {Prompt} from '../prompt.ts';
import {nameProblem} from './name-problem.ts';
import {readPublicKeyFile} from './read-public-key-file.ts';

type Asking = Pick<Context, 'flags' | 'prompt' | 'voice' | 'host'>;

const changes = ['name', 'key-id', 'public-key-file', 'algorithm'] as const;

/** Reads what the flags want changed; undefined where they say nothing and a person may be asked. */
export const changeFromFlags = async (
	context: Asking,
): Promise<Result<TokenChange | undefined, CommandError>> => {
	const {flags, prompt} = context;
	if (!changes.some(name => flags.has(name))) {
		if (prompt) return ok(undefined);
		return fail(
			usageError(
				'Nothing to change is given.',
				'Give -n (--name), -k (--key-id), -f (--public-key-file) or --algorithm.',
			),
		);
	}
	const name = flags.text('name')?.trim();
	const problem = name === undefined ? undefined : nameProblem(name);
	if (problem !== undefined) return fail(usageError(`-n (--name): ${problem}`));
	const keyId = flags.text('key-id')?.trim();
	if (keyId === '') return fail(usageError('-k (--key-id) is empty.'));
	const file = flags.text('public-key-file');
	if (file === '') return fail(usageError('-f (--public-key-file) is empty.'));
	const publicKey = file === undefined ? ok(undefined) : await readPublicKeyFile(file, context);
	if (!publicKey.ok) return publicKey;
	const algorithm = v.parse(v.optional(Algorithm), flags.text('algorithm'));
	return ok({name, keyId, publicKey: publicKey.value?.publicJwk, algorithm});
};

/** Asks until an answer is empty, which keeps what there is, or passes. */
const ask = async <T>(
	question: string,
	prompt: Prompt,
	read: (typed: string) => Promise<Result<T, string>>,
	say: (text: string) => void,
): Promise<Result<T | undefined, CommandError>> => {
	for (;;) {
		const typed = await prompt.line(question);
		if (!typed.ok) return typed;
		if (typed.value === '') return ok(undefined);
		const answer = await read(typed.value);
		if (answer.ok) return answer;
		say(answer.error);
	}
};

/** Asks a person what is to be changed; Enter keeps what there is. */
export const askChange = async (
	{name, algorithm, keys}: TokenState,
	prompt: Prompt,
	context: Asking,
): Promise<Result<TokenChange, CommandError>> => {
	const {say} = context.voice;
	const newName = await ask(
		`Name [${name}]:`,
		prompt,
		async typed => {
			const problem = nameProblem(typed);
			return problem === undefined ? ok(typed) : fail(problem);
		},
		say,
	);
	if (!newName.ok) return newName;
	const publicKey = await ask(
		'File of a new public key [keep the key]:',
		prompt,
		async typed => {
			const read = await readPublicKeyFile(typed, context);
			if (read.ok) return read;
			return fail(
				read.error.kind === 'failed'
					? `${read.error.failure.message} ${read.error.failure.remedy}`
					: read.error.message,
			);
		},
		say,
	);
	if (!publicKey.ok) return publicKey;
	const keyId = await ask(`Key id [${keys[0]?.kid ?? ''}]:`, prompt, async typed => ok(typed), say);
	if (!keyId.ok) return keyId;
	const newAlgorithm = await ask(
		`Algorithm [${algorithm}]:`,
		prompt,
		async typed => {
			const chosen = v.safeParse(Algorithm, typed.toUpperCase());
			return chosen.success
				? ok(chosen.output)
				: fail(`Please type one of: ${Algorithm.options.join(', ')}.`);
		},
		say,
	);
	if (!newAlgorithm.ok) return newAlgorithm;
	return ok({
		name: newName.value,
		keyId: keyId.value,
		publicKey: publicKey.value?.publicJwk,
		algorithm: newAlgorithm.value,
	});
};
