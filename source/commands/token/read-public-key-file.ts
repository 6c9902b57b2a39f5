import {createReadStream} from 'node:fs';
import {resolve} from 'node:path';
import type {PublicJwk} from '../../keys/public-jwk.ts';
import {largestKeyFile} from '../../keys/read-private-key.ts';
import {readPublicKey} from '../../keys/read-public-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import {fileError} from '../../system/file-error.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError} from '../command-error.ts';

/** Reads at most one byte more than a key file may have. */
const readStart = async (path: string): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	// Opened as any program would, for `-f <(command)` is a pipe behind a symbolic link.
	for await (const chunk of createReadStream(path, {end: largestKeyFile})) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
};

/** Reads the public key in a file that the person names; a private key or another form is refused, with what to do. */
export const readPublicKeyFile = async (
	file: string,
	{host: {workingDirectory}}: Pick<Context, 'host'>,
): Promise<Result<PublicJwk, CommandError>> => {
	const path = resolve(workingDirectory, file);
	try {
		const key = readPublicKey(await readStart(path));
		if (key.ok) return ok(key.value);
		const {kind, message, remedy} = key.error;
		const shown = sanitise(file, {graphemes: 200});
		return fail(failedError({kind, message: `${shown}: ${message}`}, remedy));
	} catch (error) {
		return fail(
			failedError(
				fileError(error, path),
				'Nothing was sent. Check the path given with -f (--public-key-file).',
			),
		);
	}
};
