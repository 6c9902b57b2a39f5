import type {Portal} from '../../api/portal.ts';
import type {Project} from '../../api/project.ts';
import type {Clock} from '../../system/clock.ts';
import {sanitise} from '../../text/sanitise.ts';
import {findCreated} from '../find-created.ts';
import type {CreateProjectIntent} from '../intent.ts';
import type {Found} from '../journalled-step.ts';
import {failedRequest, type Report, waitsOf} from '../step.ts';

/** Finds a project that came after the intent, under its name, and is no other operation's. */
const candidates = (
	projects: readonly Project[],
	{name, before}: CreateProjectIntent,
	taken: readonly string[],
): readonly Project[] => {
	const known = new Set([...before, ...taken]);
	return projects.filter(project => project.name === name && project.id !== '' && !known.has(project.id));
};

/**
 * Looks for the project of a create whose reply was lost. It carries no mark, so that it is known by its name and by not
 * having been there before; where several are like that, nobody can tell, and that is a failure.
 *
 * @param taken the ids of projects that other operations of this computer made
 */
export const findCreatedProject = async (
	intent: CreateProjectIntent,
	{
		portal,
		taken,
		...looking
	}: {
		readonly portal: Portal;
		readonly clock: Pick<Clock, 'sleep'>;
		readonly signal?: AbortSignal | undefined;
		readonly report: Report;
		readonly taken: readonly string[];
	},
): Promise<Found<Project>> =>
	findCreated('project', looking, async () => {
		const {signal, report} = looking;
		const list = await portal.listProjects({signal, ...waitsOf(report)});
		if (!list.ok) return failedRequest(list.error);
		const [found, ...others] = candidates(list.value.value, intent, taken);
		if (!found) return 'not-there';
		if (others.length === 0) return {value: found, detail: 'found on the service'};
		return {
			kind: 'several-found',
			message: `${others.length + 1} new projects are called ${intent.name}: ${[found, ...others].map(({id}) => sanitise(id)).join(', ')}.`,
			remedy: 'Which one is yours can not be told. Use the one that you want, and undo this operation.',
		};
	});
