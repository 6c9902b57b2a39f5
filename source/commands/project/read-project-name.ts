import {projectNameProblem} from '../../api/project-name.ts';
import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, usageError} from '../command-error.ts';

/** Checks a name that was given with `-n`; blanks around it are cut off. */
export const readProjectName = (given: string): Result<string, CommandError> => {
	const problem = projectNameProblem(given);
	return problem === undefined ? ok(given.trim()) : fail(usageError(`-n (--name): ${problem}.`));
};
