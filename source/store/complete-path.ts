import type {listNames} from '../system/list-names.ts';
import {commonStart} from '../text/common-start.ts';
import {sanitise} from '../text/sanitise.ts';
import {type PathBase, typedPath} from './typed-path.ts';

/** What becomes of a path that is being typed: the text with all that is certain, and the names that it could go on with. */
export type Completion = {readonly text: string; readonly names: readonly string[]};

// A name that would not be drawn as it is can't be read before it is taken.
const isDrawable = (name: string) => sanitise(name, {graphemes: 255}) === name.normalize('NFC');

/** Completes a path as a shell does: up to where the names in its folder part; a folder ends in a slash. */
export const completePath = async (
	text: string,
	base: PathBase,
	list: typeof listNames,
): Promise<Completion> => {
	const [, before = '', start = ''] = /^(.*[/\\])?([^/\\]*)$/su.exec(text) ?? [];
	const names = (await list(typedPath(before === '' ? '.' : before, base), start))
		.filter(({name}) => isDrawable(name))
		.map(({name, isFolder}) => (isFolder ? `${name}/` : name));
	if (names.length === 0) return {text, names};
	return {text: before + commonStart(names), names: names.length === 1 ? [] : names};
};
