import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {childVariables} from './child-variables.ts';
import {fileError} from './file-error.ts';
import {findProgram} from './find-program.ts';
import {ensureFolder} from './folder.ts';
import type {Processes} from './processes.ts';
import type {Random} from './random.ts';
import {runChild} from './run-child.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Why a text could not be edited. */
export type EditTextError = {
	readonly kind: 'no-editor' | 'not-started' | 'given-up' | 'too-large' | 'not-written';
	readonly message: string;
};

/** What editing a text needs; `folder` holds the folders of all texts that are being edited. */
export type EditTextDeps = {
	readonly folder: string;
	readonly variables: Variables;
	readonly random: Pick<Random, 'bytes'>;
	readonly processes: Pick<Processes, 'self'>;
};

const usual = ['sensible-editor', 'nano', 'vi'];
const mostBytes = 1_000_000;
const ownName = /^(\d+)-[\da-f]{16}$/u;

const findEditor = (
	variables: Variables,
): Result<{readonly program: string; readonly args: readonly string[]}, EditTextError> => {
	const wanted = variables['VISUAL'] || variables['EDITOR'];
	if (wanted) {
		const [name = '', ...args] = wanted.trim().split(/\s+/u);
		const program = findProgram(name, variables['PATH']);
		return program
			? ok({program, args})
			: fail({kind: 'no-editor', message: `The editor of VISUAL or EDITOR is not there: ${basename(name)}.`});
	}
	const program = usual.map(name => findProgram(name, variables['PATH'])).find(found => found !== undefined);
	return program
		? ok({program, args: []})
		: fail({kind: 'no-editor', message: 'There is no editor: set EDITOR to one.'});
};

/** Runs some work while the keys that make signals (Ctrl+C, Ctrl+\, Ctrl+Z) are the child's alone. */
const withoutSignalKeys = async <T>(work: () => Promise<T>): Promise<T> => {
	// Without a listener a stop takes this program with the editor, and both go on together.
	const held = (['SIGINT', 'SIGQUIT', 'SIGTSTP', 'SIGCONT'] as const).map(signal => {
		const listeners = process.listeners(signal);
		process.removeAllListeners(signal);
		return () => {
			for (const listener of listeners) process.on(signal, listener);
		};
	});
	try {
		return await work();
	} finally {
		for (const putBack of held) putBack();
	}
};

/**
 * Has a person edit a text in their editor (`VISUAL`, `EDITOR`, else a usual one), as the file `name` (mode 0600) in a
 * fresh folder (0700) that is removed afterwards; the terminal must be free for it.
 */
export const editText = async (
	text: string,
	name: string,
	{folder, variables, random, processes}: EditTextDeps,
): Promise<Result<string, EditTextError>> => {
	const editor = findEditor(variables);
	if (!editor.ok) return editor;
	const made = await ensureFolder(folder);
	if (!made.ok) return fail({kind: 'not-written', message: made.error.message});
	const own = join(folder, `${processes.self().pid}-${Buffer.from(random.bytes(8)).toString('hex')}`);
	const file = join(own, name);
	const {program, args} = editor.value;
	try {
		await mkdir(own, {mode: 0o700});
		await writeFile(file, text, {flag: 'wx', mode: 0o600});
		const ended = await withoutSignalKeys(async () =>
			runChild(program, [...args, file], {
				variables: childVariables(variables),
				hasInput: true,
				hasTerminal: true,
			}),
		);
		if (!ended.ok) return ended;
		if (ended.value !== 0)
			return fail({kind: 'given-up', message: `The editor ended with exit code ${ended.value}.`});
		const bytes = await readFile(file);
		return bytes.length > mostBytes
			? fail({kind: 'too-large', message: `The text has more than ${mostBytes} bytes.`})
			: ok(bytes.toString('utf8'));
	} catch (error) {
		return fail({kind: 'not-written', message: fileError(error, file).message});
	} finally {
		await rm(own, {recursive: true, force: true}).catch(() => {
			// It is swept at the next start.
		});
	}
};

/** Removes texts that a killed program left behind in `folder`; gives their number. */
export const sweepEditedTexts = async (folder: string, {self, isRunning}: Processes): Promise<number> => {
	const names = await readdir(folder).catch(() => []);
	const left = names.filter(name => {
		const pid = Number(ownName.exec(name)?.[1]);
		return pid > 0 && !isRunning({pid, started: '', boot: self().boot});
	});
	await Promise.allSettled(left.map(async name => rm(join(folder, name), {recursive: true, force: true})));
	return left.length;
};
