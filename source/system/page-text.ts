import {basename} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {childVariables} from './child-variables.ts';
import {findProgram} from './find-program.ts';
import {type RunOnTextDeps, type RunOnTextError, runOnText} from './run-on-text.ts';

/** Why a text could not be shown in a pager. */
export type PageTextError = RunOnTextError | {readonly kind: 'no-pager'; readonly message: string};

/** What a pager needs. */
export type PageTextDeps = RunOnTextDeps & {
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

/** Shows a text in the person's pager (`PAGER`, else a usual one) until they leave it; the terminal must be free for it. */
export const pageText = async (
	text: string,
	name: string,
	{variables, ...deps}: PageTextDeps,
): Promise<Result<undefined, PageTextError>> => {
	const pager = findPager(variables);
	if (!pager.ok) return pager;
	return runOnText(
		{called: 'pager', ...pager.value, variables: safely(childVariables(variables))},
		{text, name},
		deps,
		async () => ok(undefined),
	);
};
