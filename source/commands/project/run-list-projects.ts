import type {Project} from '../../api/project.ts';
import {readProjectLimit} from '../../operations/project/project-limit.ts';
import {fail, ok} from '../../result.ts';
import {plural} from '../../text/plural.ts';
import type {Run} from '../command.ts';
import {requestError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {type Column, tableText} from '../table-text.ts';

const columnsWith = (activeId: string | undefined): readonly Column<Project>[] => [
	{title: 'ACTIVE', value: ({id}) => (id !== '' && id === activeId ? 'active' : '')},
	{title: 'NAME', value: ({id, name}) => name || (id ? '' : 'a record without an id'), least: 12},
	{title: 'PROJECT ID', value: ({id}) => id, least: 36, priority: 1},
	{title: 'DESCRIPTION', value: ({description}) => description, least: 12, priority: 2},
	{title: 'CREATED', value: ({createdAt}) => createdAt, priority: 3},
];

/** Lists all projects: the service's records for scripts, a table with the active one marked for a person. */
export const runListProjects: Run = async context => {
	const {signal, voice, wantsJson} = context;
	const session = await openSession(context);
	if (!session.ok) return session;
	const {portal} = session.value.deps.service;
	const list = await portal.listProjects({signal});
	if (!list.ok) return fail(requestError(list.error));
	const projects = list.value.value;
	const value = projects.map(({raw}) => raw);
	if (wantsJson) return ok({kind: 'value', value, text: () => ''});
	const active = await portal.activeProject({signal});
	const activeId = active.ok ? active.value.value.id : undefined;
	const limit = activeId === undefined ? undefined : await readProjectLimit(portal, activeId, {signal});
	voice.note(`${plural(projects.length, 'project')}${limit === undefined ? '' : `; you may have ${limit}`}`);
	if (!active.ok) voice.note(`Which one is active is not known: ${active.error.message}`);
	return ok({kind: 'value', value, text: view => tableText(projects, columnsWith(activeId), view)});
};
