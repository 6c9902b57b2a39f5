import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';

/** A name in a folder. */
export type FolderName = {readonly name: string; readonly isFolder: boolean};

const mostNames = 1000;

const isFolderAt = async (place: string): Promise<boolean> => {
	try {
		return (await stat(place)).isDirectory();
	} catch {
		// A link that leads nowhere is no folder.
		return false;
	}
};

/** Lists the names in a folder that begin with `start`, in order, at most 1,000; none where the folder can't be read. */
export const listNames = async (folder: string, start: string): Promise<readonly FolderName[]> => {
	try {
		const entries = await readdir(folder, {withFileTypes: true});
		const wanted = entries
			// Hidden names are meant only by who types their dot.
			.filter(({name}) => name.startsWith(start) && (start !== '' || !name.startsWith('.')))
			.toSorted((one, other) => (one.name < other.name ? -1 : 1))
			.slice(0, mostNames);
		return await Promise.all(
			wanted.map(async entry => ({
				name: entry.name,
				isFolder:
					entry.isDirectory() ||
					(entry.isSymbolicLink() && (await isFolderAt(path.join(folder, entry.name)))),
			})),
		);
	} catch {
		// To who asks for names, a folder that can't be read has none.
		return [];
	}
};
