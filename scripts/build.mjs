import {mkdir, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {basename, join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {checkChunks} from './check-chunks.mjs';
import {fullScreenMark, fullScreenOptions, programOptions} from './esbuild-options.mjs';
import {notices} from './notices.mjs';
import {projectRoot} from './project-root.mjs';
import {isStale, stamp, stampFile} from './stamp.mjs';

const dist = join(projectRoot, 'dist');
const tenMinutes = 600_000;

const replaceFile = async (path, contents, mode = 0o644) => {
	const temporary = `${path}.${process.pid}`;
	await writeFile(temporary, contents, {mode});
	await rename(temporary, path);
};

// A program started from the build before may still load its chunks, so those stay a while; a package takes none of them.
const sweep = async (current, isClean) => {
	for (const name of await readdir(dist, {recursive: true})) {
		const path = join(dist, name);
		const entry = await stat(path).catch(() => undefined);
		const isOld = entry?.isFile() && (isClean || Date.now() - entry.mtimeMs > tenMinutes);
		if (isOld && !current.has(path)) {
			await rm(path, {force: true});
		}
	}
};

/** Lets the entry load its faces from the files that came of them. */
const builtBefore = outputs => ({
	name: 'built-before',
	setup({onResolve}) {
		for (const [path, {entryPoint}] of Object.entries(outputs)) {
			if (entryPoint !== undefined) {
				const filter = new RegExp(`/${basename(entryPoint).replace('.', '\\.')}$`);
				onResolve({filter}, () => ({path: `./chunks/${basename(path)}`, external: true}));
			}
		}
	},
});

/** Bundles `cli.tsx` into `dist/`, checks what each chunk may hold, and writes the notices. */
export const buildProgram = async ({isClean = false} = {}) => {
	const before = await stamp();
	const {version} = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
	const options = {...programOptions({version}), write: false};
	const chunks = {
		...options,
		outdir: join(dist, 'chunks'),
		entryNames: '[name]-[hash]',
		chunkNames: '[name]-[hash]',
	};
	// Each of these is all that one kind of start needs, in one file: every further file costs a start a millisecond.
	const alone = await build({
		...chunks,
		splitting: false,
		entryPoints: ['source/app/open-screen.ts', 'source/commands/print-help.ts'],
	});
	const commands = await build({...chunks, entryPoints: ['source/commands/run-process.ts']});
	const {metafile} = commands;
	const sandbox = Object.entries(metafile.outputs).find(
		([, {entryPoint}]) => entryPoint === 'source/sandbox/sandbox.ts',
	);
	const screen = await build({
		...fullScreenOptions({version, sandboxChunk: basename(sandbox[0])}),
		entryPoints: ['full-screen.ts'],
		outdir: chunks.outdir,
		entryNames: chunks.entryNames,
		outExtension: {'.js': '.cjs'},
		write: false,
	});
	const entry = await build({
		...options,
		splitting: false,
		plugins: [builtBefore({...alone.metafile.outputs, ...metafile.outputs}), ...options.plugins],
		entryPoints: ['cli.tsx'],
		outdir: dist,
	});
	const parts = [alone, commands, screen, entry];
	const all = {outputs: Object.assign({}, ...parts.map(part => part.metafile.outputs))};
	const problems = checkChunks(all);
	if (problems.length > 0) {
		throw new Error(problems.join('\n'));
	}

	const cli = join(dist, 'cli.js');
	await mkdir(join(dist, 'chunks'), {recursive: true});
	// The entry comes last: until then the old one finds all its chunks.
	const [script] = screen.outputFiles;
	const early = parts.slice(0, -1).flatMap(part => part.outputFiles);
	for (const {path, contents} of early) {
		await replaceFile(path, contents);
	}

	await replaceFile(join(dist, 'notices.txt'), await notices(all));
	const [{text}] = entry.outputFiles;
	await replaceFile(
		cli,
		`#!/usr/bin/env node\n${text.replace(fullScreenMark, `./chunks/${basename(script.path)}`)}`,
		0o755,
	);
	await replaceFile(stampFile, before);
	await sweep(new Set([cli, ...early.map(file => file.path), join(dist, 'notices.txt'), stampFile]), isClean);
	return all;
};

/** Builds when `dist/` is missing or older than what it is made from. */
export const buildWhenStale = async () => {
	if (await isStale()) {
		await buildProgram();
	}
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const {outputs} = await buildProgram({isClean: process.argv.includes('--clean')});
	for (const [path, {bytes, entryPoint}] of Object.entries(outputs)) {
		const what = entryPoint === undefined ? 'shared' : entryPoint.split(sep).join('/');
		console.log(
			`${String(Math.ceil(bytes / 1024)).padStart(5)} KiB  ${relative(dist, join(projectRoot, path))}  ${what}`,
		);
	}
}
