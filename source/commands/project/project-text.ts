import type {Project} from '../../api/project.ts';
import {fieldsText} from '../fields-text.ts';

/** Writes a project for a person; `extra` lines come last. */
export const projectText = (
	{name, id, description, createdAt}: Project,
	extra: readonly (readonly [string, string])[] = [],
): string =>
	fieldsText([
		['Name', name],
		['Project id', id],
		['Description', description],
		['Created', createdAt],
		...extra,
	]);
