import path from 'node:path';

/** Where relative paths begin, and what `~` stands for. */
export type PathBase = {readonly folder: string; readonly home: string | undefined};

/** Gives the absolute path that a person means: `~/` is their home, and the quotes of a dropped file are left out. */
export const typedPath = (text: string, {folder, home}: PathBase): string => {
	const bare = /^(?:'(?<single>[^']+)'|"(?<double>[^"]+)")$/u.exec(text.trim())?.groups;
	const meant = bare?.['single'] ?? bare?.['double'] ?? text.trim();
	const own = /^~(?:[/\\]|$)/u.test(meant) && home !== undefined ? path.join(home, meant.slice(1)) : meant;
	return path.resolve(folder, own);
};
