import path from 'node:path';
import type {Paths} from './paths.ts';

/** Gives the folder in which texts lie while a person edits them in an editor of their own. */
export const editingFolder = ({activity}: Pick<Paths, 'activity'>): string =>
	path.join(path.dirname(activity), 'editing');
