import {rm} from 'node:fs/promises';
import path from 'node:path';
import {writeFile} from 'atomically';
import * as v from 'valibot';
import {Algorithm} from '../keys/algorithms.ts';
import {ensureFolder} from '../system/folder.ts';
import {readOwnFile} from '../system/read-own-file.ts';
import type {CreateDraft} from './draft-slice.ts';

const KeptDraft = v.object({
	name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
	algorithm: Algorithm,
	permissions: v.picklist(['issue', 'iota', 'read', 'reference', 'full', 'none']),
	page: v.picklist(['name', 'algorithm', 'key']),
});

/** What of a draft is kept for the next start: no passphrase, and no key that was made or brought for it. */
export type KeptDraft = v.InferOutput<typeof KeptDraft>;

const fileIn = (folder: string) => path.join(folder, 'draft.json');

/** Gives what is kept of a draft; a later page than that of the key needs what is not kept, so there it goes on. */
export const keptOf = ({name, algorithm, permissions, page}: CreateDraft): KeptDraft | undefined =>
	name === ''
		? undefined
		: {name, algorithm, permissions, page: page === 'name' || page === 'algorithm' ? page : 'key'};

/** Reads the kept draft of a user; undefined when there is none that can be used. */
export const readKeptDraft = (folder: string): KeptDraft | undefined => {
	try {
		const parsed = v.safeParse(KeptDraft, JSON.parse(readOwnFile(fileIn(folder))?.toString('utf8') ?? ''));
		return parsed.success ? parsed.output : undefined;
	} catch {
		// Missing or damaged: the wizard begins with nothing.
		return undefined;
	}
};

/** Keeps a draft for the next start, or forgets the one that was kept; that it could not is no failure that anyone needs to hear of. */
export const keepDraft = async (folder: string, draft: KeptDraft | undefined): Promise<void> => {
	try {
		if (!draft) {
			await rm(fileIn(folder), {force: true});
			return;
		}
		const made = await ensureFolder(folder);
		if (made.ok) await writeFile(fileIn(folder), JSON.stringify(draft), {mode: 0o600, chown: false});
	} catch {
		// What was typed is typed again.
	}
};
