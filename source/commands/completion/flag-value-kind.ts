import type {Flag} from '../flag.ts';

/** What may stand as a flag's value: nothing at all, one of its choices, a file, a folder, or a text that nobody can guess. */
export const flagValueKind = ({value, choices}: Flag): 'none' | 'choices' | 'file' | 'folder' | 'text' => {
	if (value === undefined) return 'none';
	if (choices) return 'choices';
	if (value === 'FILE') return 'file';
	return value === 'DIR' ? 'folder' : 'text';
};
