import {createReadStream} from 'node:fs';
import {largestKeyFile} from '../../keys/read-private-key.ts';

/** Reads a stream that should hold a key: at most a little more than such a file may have. */
export const readKeyStream = async (
	stream: AsyncIterable<string | Uint8Array>,
	most = largestKeyFile,
): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.from(chunk);
		chunks.push(bytes);
		size += bytes.length;
		if (size > most) break;
	}
	return Buffer.concat(chunks);
};

/** Reads a file of the person's that should hold a key: at most one byte more than such a file may have. */
export const readKeyFile = async (path: string, most = largestKeyFile): Promise<Buffer> =>
	// Opened as any program would, for `-f <(command)` is a pipe behind a symbolic link.
	readKeyStream(createReadStream(path, {end: most}), most);
