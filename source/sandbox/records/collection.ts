import {readdirSync, readFileSync, unlinkSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import type {AtomicFiles} from './atomic-files.ts';
import {isMissing} from './is-missing.ts';
import type {Locks} from './locks.ts';

/** Records of one kind, one file each. */
export type Collection<T> = {
	/** Reads a record; undefined when there is none of that id. */
	readonly read: (id: string) => Promise<T | undefined>;
	/** Writes a new record; false, and nothing written, when the id is taken. */
	readonly create: (id: string, record: T) => Promise<boolean>;
	/** Changes a record while nobody else can; a change to null removes it. Undefined when there is no such record. */
	readonly update: (
		id: string,
		change: (before: T) => T | null,
	) => Promise<{readonly before: T; readonly after: T | null} | undefined>;
	/** Removes a record; false when there was none. */
	readonly remove: (id: string) => Promise<boolean>;
	/** Lists the ids of all records, in the order of their characters' codes. */
	readonly ids: () => Promise<readonly string[]>;
	/** Reads all records with their ids; one that is removed meanwhile is left out. */
	readonly all: () => Promise<readonly (readonly [id: string, record: T])[]>;
};

type Needs = {readonly directory: string; readonly files: AtomicFiles; readonly locks: Locks};

const suffix = '.json';

// Ids come from requests too: nothing that could leave the folder ever becomes a path.
const isFileName = (id: string) => /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/.test(id);

// Records are small: a turn of the event loop for each costs ten times what reading it does.

/** Makes the collection kept in a folder of the sandbox's directory; a record that doesn't fit the schema throws. */
export const makeCollection = <T>(
	folder: string,
	schema: v.GenericSchema<unknown, T>,
	{directory, files, locks}: Needs,
): Collection<T> => {
	const pathOf = (id: string) => join(directory, folder, id + suffix);

	const read = async (id: string) => {
		if (!isFileName(id)) return undefined;
		try {
			return v.parse(schema, JSON.parse(readFileSync(pathOf(id), 'utf8')));
		} catch (error) {
			if (isMissing(error)) return undefined;
			throw error;
		}
	};

	const update: Collection<T>['update'] = async (id, change) => {
		if (!isFileName(id)) return undefined;
		return locks.hold(`${folder.replaceAll('/', '.')}.${id}`, async () => {
			const before = await read(id);
			if (before === undefined) return undefined;
			const after = change(before);
			if (after === null) unlinkSync(pathOf(id));
			else if (after !== before) await files.replace(pathOf(id), JSON.stringify(after));
			return {before, after};
		});
	};

	const ids = async () => {
		try {
			const names = readdirSync(join(directory, folder));
			return names.flatMap(name => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : [])).sort();
		} catch (error) {
			if (isMissing(error)) return [];
			throw error;
		}
	};

	return {
		read,
		update,
		ids,
		create: async (id, record) => files.create(pathOf(id), JSON.stringify(record)),
		remove: async id => (await update(id, () => null)) !== undefined,
		all: async () => {
			const found: (readonly [string, T])[] = [];
			for (const id of await ids()) {
				const record = await read(id);
				if (record !== undefined) found.push([id, record]);
			}
			return found;
		},
	};
};
