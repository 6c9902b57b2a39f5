/** Says why a file or folder could not be made or read; `kind` is stable, `message` is a sentence for the user. */
export type FileError = {
	readonly kind:
		| 'exists'
		| 'disk-full'
		| 'no-permission'
		| 'read-only'
		| 'no-folder'
		| 'no-file'
		| 'not-a-file'
		| 'symlink'
		| 'not-ours'
		| 'no-links'
		| 'unexpected';
	readonly message: string;
};

const codeOf = (error: unknown) =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Translates what node:fs threw for `path` into a `FileError`. */
export const fileError = (error: unknown, path: string): FileError => {
	const code = codeOf(error);
	switch (code) {
		case 'EEXIST':
			return {kind: 'exists', message: `${path} exists already and is left as it is.`};
		case 'ENOSPC':
		case 'EDQUOT':
			return {kind: 'disk-full', message: `The disk is full: ${path} could not be written.`};
		case 'EACCES':
		case 'EPERM':
			return {kind: 'no-permission', message: `You have no permission for ${path}.`};
		case 'EROFS':
			return {kind: 'read-only', message: `${path} is on a disk that can only be read.`};
		case 'ENOENT':
		case 'ENOTDIR':
			return {kind: 'no-folder', message: `${path} is not there, or the folder it should be in is not.`};
		case 'ELOOP':
			return {kind: 'symlink', message: `${path} is a symbolic link, which is not followed.`};
		default: {
			const reason = code ?? (error instanceof Error ? error.message : 'an unknown error');
			return {kind: 'unexpected', message: `${path} could not be used: ${reason}.`};
		}
	}
};

/** Translates what node:fs threw when the file that a person named was read into a `FileError`. */
export const readError = (error: unknown, path: string): FileError => {
	if (hasCode(error, ['ENOENT', 'ENOTDIR'])) return {kind: 'no-file', message: `${path} is not there.`};
	if (hasCode(error, ['EISDIR'])) return {kind: 'not-a-file', message: `${path} is a folder.`};
	return fileError(error, path);
};

/** Tells whether a thrown error carries one of these codes of Node's. */
export const hasCode = (error: unknown, codes: readonly string[]): boolean =>
	codes.includes(codeOf(error) ?? '');
