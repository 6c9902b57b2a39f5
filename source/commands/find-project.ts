import type {Project} from '../api/project.ts';
import {fail, ok, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';
import {type CommandError, failedError} from './command-error.ts';

/** Finds the project that is meant by an id or a name. */
export const findProject = (projects: readonly Project[], wanted: string): Result<Project, CommandError> => {
	const byId = projects.find(({id}) => id !== '' && id === wanted);
	if (byId) return ok(byId);
	const [first, second] = projects.filter(({id, name}) => id !== '' && name === wanted);
	if (!first) {
		const names = projects.map(({name}) => sanitise(name, {graphemes: 40})).join(', ');
		const message = `There is no project ${sanitise(wanted)}.`;
		return fail(
			failedError({kind: 'unknown-project', message}, `Nothing was changed. Your projects: ${names}.`),
		);
	}
	if (!second) return ok(first);
	const message = `Several projects are called ${sanitise(wanted)}.`;
	const remedy = `Nothing was changed. Give its id, such as ${sanitise(first.id)}.`;
	return fail(failedError({kind: 'ambiguous-project', message}, remedy));
};
