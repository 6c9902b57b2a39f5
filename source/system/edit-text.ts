import {readFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {childVariables} from './child-variables.ts';
import {findProgram} from './find-program.ts';
import {type RunOnTextDeps, type RunOnTextError, runOnText} from './run-on-text.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Why a text could not be edited. */
export type EditTextError =
	| RunOnTextError
	| {readonly kind: 'no-editor' | 'too-large'; readonly message: string};

/** What editing a text needs. */
export type EditTextDeps = RunOnTextDeps & {readonly variables: Variables};

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

/** Has a person edit a text in their editor (`VISUAL`, `EDITOR`, else a usual one); the terminal must be free for it. */
export const editText = async (
	text: string,
	name: string,
	{variables, ...deps}: EditTextDeps,
): Promise<Result<string, EditTextError>> => {
	const editor = findEditor(variables);
	if (!editor.ok) return editor;
	return runOnText(
		{called: 'editor', ...editor.value, variables: childVariables(variables)},
		{text, name},
		deps,
		async (file): Promise<Result<string, EditTextError>> => {
			const bytes = await readFile(file);
			return bytes.length > mostBytes
				? fail({kind: 'too-large', message: `The text has more than ${mostBytes} bytes.`})
				: ok(bytes.toString('utf8'));
		},
	);
};
