import {copyFile, mkdir, readdir, rename} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const shared = join(tmpdir(), 'compiled-code');

const copyAll = async (from: string, to: string) => {
	const names = await readdir(from).catch(() => []);
	const there = new Set(await readdir(to).catch(() => []));
	const missing = names.filter(name => name.endsWith('.bin') && !there.has(name));
	if (missing.length > 0) await mkdir(to, {recursive: true, mode: 0o700});
	for (const name of missing) {
		const part = join(to, `${name}.${process.pid}`);
		await copyFile(join(from, name), part);
		await rename(part, join(to, name));
	}
};

/** Where the program keeps its compiled form below `PAT_TUI_HOME`. */
const codeIn = (kept: string) => join(kept, 'code');

/** Gives a new computer the compiled form of the program, once another one has had it: to compile costs as much as to start. */
export const bringCode = async (kept: string): Promise<void> => copyAll(shared, codeIn(kept));

/** Keeps what a computer has compiled for the next ones. */
export const keepCode = async (kept: string): Promise<void> => copyAll(codeIn(kept), shared);
