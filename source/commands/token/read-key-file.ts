import {createReadStream} from 'node:fs';
import {largestKeyFile} from '../../keys/read-private-key.ts';

/** Reads a file of the person's that should hold a key: at most one byte more than such a file may have. */
export const readKeyFile = async (path: string): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	// Opened as any program would, for `-f <(command)` is a pipe behind a symbolic link.
	for await (const chunk of createReadStream(path, {end: largestKeyFile})) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
};
