import path from 'node:path';
import {Readable} from 'node:stream';
import {writeFile} from 'atomically';
import * as v from 'valibot';
import {recordOf, type Token, toToken} from '../api/token.ts';
import {ensureFolder} from '../system/folder.ts';
import {readOwnFile} from '../system/read-own-file.ts';

const KeptList = v.object({at: v.number(), tokens: v.array(v.unknown())});

/** The last list of tokens that was read, and when (milliseconds since the epoch). */
export type KeptList = {readonly at: number; readonly tokens: readonly Token[]};

const fileIn = (folder: string) => path.join(folder, 'list.json');

/** Reads the kept list of a user; undefined when there is none that can be used. */
export const readKeptList = async (folder: string): Promise<KeptList | undefined> => {
	try {
		const parsed = v.safeParse(KeptList, JSON.parse(readOwnFile(fileIn(folder))?.toString('utf8') ?? ''));
		return parsed.success ? {at: parsed.output.at, tokens: parsed.output.tokens.map(toToken)} : undefined;
	} catch {
		// Missing or damaged: the fresh list is on its way anyway.
		return undefined;
	}
};

const pieceOf = 100;

/** The file in pieces: a long list as one text would take as much memory again as it does itself, and hold up the screen. */
function* pieces({at, tokens}: KeptList) {
	yield `{"at":${JSON.stringify(at)},"tokens":[`;
	for (let from = 0; from < tokens.length; from += pieceOf) {
		const records = tokens
			.slice(from, from + pieceOf)
			.map(token => JSON.stringify(recordOf(token)) ?? 'null');
		yield `${from === 0 ? '' : ','}${records.join(',')}`;
	}
	yield ']}';
}

/** Keeps a list for the next start; that it could not be kept is no failure that anyone needs to hear of. */
export const keepList = async (folder: string, list: KeptList): Promise<void> => {
	const made = await ensureFolder(folder);
	if (!made.ok) return;
	try {
		await writeFile(fileIn(folder), Readable.from(pieces(list)), {mode: 0o600, chown: false});
	} catch {
		// The list is only ever a quicker first picture.
	}
};
