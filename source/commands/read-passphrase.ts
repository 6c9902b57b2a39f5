import {createReadStream} from 'node:fs';
import {resolve} from 'node:path';
import {passphraseProblem} from '../keys/passphrase-problem.ts';
import {fail, ok, type Result} from '../result.ts';
import {readError} from '../system/file-error.ts';
import {makeSecret, reveal, type Secret} from '../text/secret.ts';
import type {Context} from './command.ts';
import {type CommandError, failedError, usageError} from './command-error.ts';
import {readFirstLine} from './first-line.ts';
import type {Prompt} from './prompt.ts';

type Source = Pick<Context, 'flags' | 'host'>;

const inFile = async (flag: string, file: string, {host}: Source) => {
	const path = resolve(host.workingDirectory, file);
	try {
		// Opened as any program would, for `--passphrase-file <(command)` is a pipe behind a symbolic link.
		return ok(await readFirstLine(createReadStream(path)));
	} catch (error) {
		return fail(
			failedError(readError(error, path), `Nothing was sent. Check the path given with --${flag}.`),
		);
	}
};

const passphraseIn = (read: Awaited<ReturnType<typeof readFirstLine>>): Result<Secret, CommandError> => {
	if (!('problem' in read)) return ok(makeSecret(read.line));
	const why = read.problem === 'too-long' ? 'is far too long' : 'is not UTF-8 text';
	return fail(usageError(`The passphrase ${why}.`));
};

/** Reads a passphrase from the first line of the file that a flag names. */
export const passphraseInFile = async (
	flag: string,
	file: string,
	source: Source,
): Promise<Result<Secret, CommandError>> => {
	const read = await inFile(flag, file, source);
	return read.ok ? passphraseIn(read.value) : read;
};

/** Reads the passphrase from where the flags say; undefined when they say nothing. */
export const givenPassphrase = async (source: Source): Promise<Result<Secret | undefined, CommandError>> => {
	const {flags, host} = source;
	const file = flags.text('passphrase-file');
	const fromStdin = flags.has('passphrase-stdin');
	if (file !== undefined && fromStdin) {
		return fail(usageError('--passphrase-file and --passphrase-stdin exclude each other.'));
	}
	if (file === undefined && !fromStdin) return ok(undefined);
	return file === undefined
		? passphraseIn(await readFirstLine(host.stdin.stream()))
		: passphraseInFile('passphrase-file', file, source);
};

const differ = 'The two differ. Once more, please.';

/** Refuses a passphrase that can't protect a key. */
export const usablePassphrase = (passphrase: Secret): Result<Secret, CommandError> => {
	const problem = passphraseProblem(passphrase);
	return problem === undefined ? ok(passphrase) : fail(usageError(problem));
};

/** Asks for a passphrase that must be there, twice; `purpose`: `for the bundle`. */
export const askPassphrase = async (
	purpose: string,
	prompt: Prompt,
	say: (text: string) => void,
): Promise<Result<Secret, CommandError>> => {
	for (;;) {
		const first = await prompt.secret(`Passphrase ${purpose} (nobody can recover it):`);
		if (!first.ok) return first;
		const problem = passphraseProblem(first.value);
		const second = problem === undefined ? await prompt.secret('The same again:') : first;
		if (!second.ok || (problem === undefined && reveal(second.value) === reveal(first.value))) return second;
		say(problem ?? differ);
	}
};

/** Asks for a new passphrase, twice; undefined when the person wants none and types so. */
export const askNewPassphrase = async (
	prompt: Prompt,
	say: (text: string) => void,
): Promise<Result<Secret | undefined, CommandError>> => {
	for (;;) {
		const first = await prompt.secret('Passphrase for the private key (nobody can recover it):');
		if (!first.ok) return first;
		if (reveal(first.value) === '') {
			const plain = await prompt.line(
				'Type "plain" to keep the key without a passphrase, or Enter to go back:',
			);
			if (!plain.ok) return plain;
			if (plain.value === 'plain') return ok(undefined);
			continue;
		}
		const problem = passphraseProblem(first.value);
		if (problem !== undefined) {
			say(problem);
			continue;
		}
		const second = await prompt.secret('The same again:');
		if (!second.ok) return second;
		if (reveal(second.value) === reveal(first.value)) return ok(first.value);
		say(differ);
	}
};
