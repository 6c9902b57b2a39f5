import {writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {childVariables} from './child-variables.ts';
import {fileError} from './file-error.ts';
import {findProgram} from './find-program.ts';
import {ensureFolder} from './folder.ts';
import {type OwnFolderDeps, withOwnFolder} from './own-folder.ts';
import {runChild} from './run-child.ts';
import {withoutSignalKeys} from './without-signal-keys.ts';

/** Why a text could not be shown in a pager. */
export type PageTextError = {
	readonly kind: 'no-pager' | 'not-started' | 'given-up' | 'not-written';
	readonly message: string;
};

/** What a pager needs; `folder` holds the folders of all texts that other programs have open. */
export type PageTextDeps = OwnFolderDeps & {
	readonly folder: string;
	readonly variables: Readonly<Record<string, string | undefined>>;
};

const usual = ['less', 'more'];

type Pager = {readonly program: string; readonly args: readonly string[]};

const findPager = ({PAGER = '', PATH}: PageTextDeps['variables']): Result<Pager, PageTextError> => {
	const [name = '', ...args] = PAGER.trim().split(/\s+/u);
	// It would write the text and end, and nobody would see it.
	if (name !== '' && basename(name) !== 'cat') {
		const program = findProgram(name, PATH);
		return program
			? ok({program, args})
			: fail({kind: 'no-pager', message: `The pager of PAGER is not there: ${basename(name)}.`});
	}
	const program = usual.map(each => findProgram(each, PATH)).find(found => found !== undefined);
	return program
		? ok({program, args: []})
		: fail({kind: 'no-pager', message: 'There is no pager: set PAGER to one.'});
};

/** Keeps `less` from starting other programs, writing files and ending before anything was read. */
const safely = (variables: Record<string, string>): Record<string, string> => {
	const {LESSOPEN: _open, LESSCLOSE: _close, LESS: _flags, ...others} = variables;
	return {...others, LESSSECURE: '1', LESSHISTFILE: '-'};
};

/**
 * Shows a text in the person's pager (`PAGER`, else a usual one) until they leave it, as the file `name` (mode 0600) in a
 * fresh folder (0700) that is removed afterwards; the terminal must be free for it.
 */
export const pageText = async (
	text: string,
	name: string,
	deps: PageTextDeps,
): Promise<Result<undefined, PageTextError>> => {
	const {folder, variables} = deps;
	const pager = findPager(variables);
	if (!pager.ok) return pager;
	const made = await ensureFolder(folder);
	if (!made.ok) return fail({kind: 'not-written', message: made.error.message});
	const {program, args} = pager.value;
	try {
		return await withOwnFolder(folder, deps, async own => {
			const file = join(own, name);
			await writeFile(file, text, {flag: 'wx', mode: 0o600});
			const ended = await withoutSignalKeys(async () =>
				runChild(program, [...args, file], {
					variables: safely(childVariables(variables)),
					hasInput: true,
					hasTerminal: true,
				}),
			);
			if (!ended.ok) return ended;
			return ended.value === 0
				? ok(undefined)
				: fail({kind: 'given-up', message: `The pager ended with exit code ${ended.value}.`});
		});
	} catch (error) {
		return fail({kind: 'not-written', message: fileError(error, folder).message});
	}
};
