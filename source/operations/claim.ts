import {link, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import {hasCode} from '../system/file-error.ts';
import type {Processes} from '../system/processes.ts';
import type {Random} from '../system/random.ts';

const Owner = v.nullable(v.object({pid: v.number(), started: v.string(), boot: v.string()}));
type Owner = v.InferOutput<typeof Owner>;

type Deps = {readonly processes: Processes; readonly random: Pick<Random, 'uuid'>};

// Far more than pass between another process's look at the folder and its own claim.
const keptClaims = 16;

/** Who may work on an operation: at most one running process. */
export type Claims = {
	/** Takes an operation that no running process holds; false when another one holds it. */
	readonly claim: (id: string) => Promise<boolean>;
	/** Gives an operation back. */
	readonly release: (id: string) => Promise<void>;
	/** Whether a running process, this one or another, works on it. */
	readonly isHeld: (id: string) => Promise<boolean>;
	/** Removes old claims of something that is claimed again and again, but for the last few, which others may be reading. */
	readonly tidy: (id: string) => Promise<void>;
	/** Removes what is left of the claims of an operation that is over. */
	readonly forget: (id: string) => Promise<void>;
};

/**
 * Makes the claims on the operations of one folder.
 *
 * The n-th claim of an operation is a file of its own, made with `link`, which exactly one process can succeed in; the
 * highest number holds. A dead owner is so replaced without a moment in which two could own.
 */
export const makeClaims = (folder: string, {processes, random}: Deps): Claims => {
	const fileOf = (id: string, generation: number) => path.join(folder, `${id}.claim-${generation}`);

	const names = async (): Promise<readonly string[]> => {
		try {
			return await readdir(folder);
		} catch (error) {
			// A folder that was taken away meanwhile holds no claim, and does not end who only looks.
			if (hasCode(error, ['ENOENT'])) return [];
			throw error;
		}
	};

	const generations = async (id: string): Promise<readonly number[]> => {
		const prefix = `${id}.claim-`;
		return (await names())
			.flatMap(name => (name.startsWith(prefix) ? [Number(name.slice(prefix.length))] : []))
			.filter(Number.isInteger);
	};

	const ownerAt = async (id: string, generation: number): Promise<Owner> => {
		try {
			return v.parse(Owner, JSON.parse(await readFile(fileOf(id, generation), 'utf8')));
		} catch {
			// Removed meanwhile, because the operation is over: nobody holds it.
			return null;
		}
	};

	const latest = async (id: string): Promise<{readonly generation: number; readonly owner: Owner}> => {
		const generation = Math.max(0, ...(await generations(id)));
		return {generation, owner: generation === 0 ? null : await ownerAt(id, generation)};
	};

	const put = async (id: string, generation: number, owner: Owner): Promise<boolean> => {
		const temporary = path.join(folder, `.${random.uuid()}.tmp`);
		await writeFile(temporary, JSON.stringify(owner), {flag: 'wx', mode: 0o600});
		try {
			await link(temporary, fileOf(id, generation));
			return true;
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
			throw error;
		} finally {
			await rm(temporary, {force: true});
		}
	};

	const isHeld = (owner: Owner) => owner !== null && processes.isRunning(owner);

	return {
		async claim(id) {
			const {generation, owner} = await latest(id);
			return !isHeld(owner) && put(id, generation + 1, processes.self());
		},
		async release(id) {
			const {generation} = await latest(id);
			await put(id, generation + 1, null);
		},
		async isHeld(id) {
			return isHeld((await latest(id)).owner);
		},
		async tidy(id) {
			const old = [...(await generations(id))].sort((a, b) => a - b).slice(0, -keptClaims);
			for (const generation of old) await rm(fileOf(id, generation), {force: true});
		},
		async forget(id) {
			for (const generation of await generations(id)) await rm(fileOf(id, generation), {force: true});
		},
	};
};
