/** Tells whether a file operation failed because nothing is there (ENOENT). */
export const isMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'ENOENT';
