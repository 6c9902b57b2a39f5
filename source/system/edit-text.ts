import {readFile, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {childVariables} from './child-variables.ts';
import {fileError} from './file-error.ts';
import {findProgram} from './find-program.ts';
import {ensureFolder} from './folder.ts';
import {type OwnFolderDeps, withOwnFolder} from './own-folder.ts';
import {runChild} from './run-child.ts';
import {withoutSignalKeys} from './without-signal-keys.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Why a text could not be edited. */
export type EditTextError = {
	readonly kind: 'no-editor' | 'not-started' | 'given-up' | 'too-large' | 'not-written';
	readonly message: string;
};

/** What editing a text needs; `folder` holds the folders of all texts that are being edited. */
export type EditTextDeps = OwnFolderDeps & {readonly folder: string; readonly variables: Variables};

const usual = ['sensible-editor', 'nano', 'vi'];
const mostBytes = 1_000_000;

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

/**
 * Has a person edit a text in their editor (`VISUAL`, `EDITOR`, else a usual one), as the file `name` (mode 0600) in a
 * fresh folder (0700) that is removed afterwards; the terminal must be free for it.
 */
export const editText = async (
	text: string,
	name: string,
	deps: EditTextDeps,
): Promise<Result<string, EditTextError>> => {
	const {folder, variables} = deps;
	const editor = findEditor(variables);
	if (!editor.ok) return editor;
	const made = await ensureFolder(folder);
	if (!made.ok) return fail({kind: 'not-written', message: made.error.message});
	const {program, args} = editor.value;
	try {
		return await withOwnFolder(folder, deps, async own => {
			const file = join(own, name);
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
		});
	} catch (error) {
		return fail({kind: 'not-written', message: fileError(error, folder).message});
	}
};
