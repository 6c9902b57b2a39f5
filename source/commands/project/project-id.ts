import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, usageError} from '../command-error.ts';

/**
 * Checks the id of a project, as it was given; only what can stand in an address as it is counts as one.
 *
 * @param flag as it is spelled, such as `-i (--project-id)`
 */
export const checkProjectId = (given: string | undefined, flag: string): Result<string, CommandError> => {
	if (given === undefined) return fail(usageError(`${flag} is missing.`));
	// Without this, `..` would make another address of the request.
	if (/^[\w-]{1,128}$/u.test(given)) return ok(given);
	return fail(
		usageError(`${flag} takes the id of a project, a UUID.`, 'pat-tui project list-projects shows the ids.'),
	);
};
