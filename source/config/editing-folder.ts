import path from 'node:path';
import type {Paths} from './paths.ts';

/** Gives the folder in which what other programs work on lies for as long: texts in an editor, and what a cloud's tool signs. */
export const editingFolder = ({activity}: Pick<Paths, 'activity'>): string =>
	path.join(path.dirname(activity), 'editing');
