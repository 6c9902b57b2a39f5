const mostBytes = 65_536;

/** Why a first line could not be read. */
export type FirstLineError = 'too-long' | 'not-text';

/**
 * Reads the first line of a stream without its line break, and no further; a stream without one is a line.
 *
 * @returns the line, or why there is none: over 64 KiB, or not UTF-8
 */
export const readFirstLine = async (
	stream: AsyncIterable<string | Uint8Array>,
): Promise<{readonly line: string} | {readonly problem: FirstLineError}> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.from(chunk);
		const end = bytes.indexOf(0x0a);
		const kept = end === -1 ? bytes : bytes.subarray(0, end);
		size += kept.length;
		if (size > mostBytes) return {problem: 'too-long'};
		chunks.push(kept);
		if (end !== -1) break;
	}
	try {
		const line = new TextDecoder('utf-8', {fatal: true}).decode(Buffer.concat(chunks));
		return {line: line.replace(/\r$/u, '')};
	} catch {
		// Not UTF-8: decoding it loosely would give another passphrase than was meant.
		return {problem: 'not-text'};
	}
};
