import {createHash} from 'node:crypto';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {projectRoot} from './project-root.mjs';

/** Where a build leaves the fingerprint of what it was made from. */
export const stampFile = join(projectRoot, 'dist/.stamp');

const inputs = async () => {
	const folders = ['source', 'scripts'];
	const listed = await Promise.all(
		folders.map(async folder => {
			const names = await readdir(join(projectRoot, folder), {recursive: true});
			return names.map(name => join(folder, name));
		}),
	);
	return ['cli.tsx', 'commands.ts', 'full-screen.ts', 'package.json', 'package-lock.json', ...listed.flat()]
		.filter(name => /\.\w+$/.test(name))
		.sort();
};

/** A fingerprint of everything the build reads: names, sizes and times of change. */
export const stamp = async () => {
	const hash = createHash('sha256');
	for (const name of await inputs()) {
		const {mtimeMs, size} = await stat(join(projectRoot, name));
		hash.update(`${name} ${mtimeMs} ${size}\n`);
	}

	return hash.digest('hex');
};

/** Whether `dist/` is missing or made from other files than those that are here now. */
export const isStale = async () => {
	const last = await readFile(stampFile, 'utf8').catch(() => undefined);
	return last !== (await stamp());
};
