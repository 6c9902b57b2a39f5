import type {Project} from '../../api/project.ts';
import type {Answer} from '../command.ts';
import {projectText} from './project-text.ts';

/** Answers with one project: the service's record for scripts, `extra` lines for a person. */
export const projectAnswer = (
	project: Project,
	extra: readonly (readonly [string, string])[] = [],
): Answer => ({kind: 'value', value: project.raw, text: () => projectText(project, extra)});

/** Answers with a project that is the active one from now on. */
export const activatedAnswer = (project: Project): Answer =>
	projectAnswer(project, [['Active', 'yes, for every terminal of this session']]);
