import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fail, type Result} from '../result.ts';
import {fileError} from './file-error.ts';
import {ensureFolder} from './folder.ts';
import {type OwnFolderDeps, withOwnFolder} from './own-folder.ts';
import {runChild} from './run-child.ts';
import {withoutSignalKeys} from './without-signal-keys.ts';

/** What a program on a text needs; `folder` holds the folders of all texts that other programs have open. */
export type RunOnTextDeps = OwnFolderDeps & {readonly folder: string};

/** Why a program could not be run on a text. */
export type RunOnTextError = {
	readonly kind: 'not-started' | 'given-up' | 'not-written';
	readonly message: string;
};

/** A program by its absolute path, and what it is called in a sentence. */
export type TextProgram = {
	readonly called: string;
	readonly program: string;
	readonly args: readonly string[];
	readonly variables: Record<string, string>;
};

/**
 * Runs a program with the terminal on a text, as the file `name` (mode 0600) in a fresh folder (0700) that is removed
 * afterwards, and does `afterwards` with that file where the program ended with 0; the terminal must be free for it.
 */
export const runOnText = async <T, E>(
	{called, program, args, variables}: TextProgram,
	{text, name}: {readonly text: string; readonly name: string},
	{folder, ...deps}: RunOnTextDeps,
	afterwards: (file: string) => Promise<Result<T, E>>,
): Promise<Result<T, E | RunOnTextError>> => {
	const made = await ensureFolder(folder);
	if (!made.ok) return fail({kind: 'not-written', message: made.error.message});
	try {
		return await withOwnFolder(folder, deps, async own => {
			const file = join(own, name);
			await writeFile(file, text, {flag: 'wx', mode: 0o600});
			const ended = await withoutSignalKeys(async () =>
				runChild(program, [...args, file], {variables, hasInput: true, hasTerminal: true}),
			);
			if (!ended.ok) return ended;
			if (ended.value === 0) return await afterwards(file);
			return fail({kind: 'given-up', message: `The ${called} ended with exit code ${ended.value}.`});
		});
	} catch (error) {
		return fail({kind: 'not-written', message: fileError(error, folder).message});
	}
};
