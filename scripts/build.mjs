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

/** Bundles `cli.tsx` into `dist/`, checks what each chunk may hold, and writes the notices. */
export const buildProgram = async ({isClean = false} = {}) => {
	const before = await stamp();
	const {version} = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
	const {outputFiles, metafile} = await build({
		...programOptions({version}),
		entryPoints: ['cli.tsx'],
		outdir: dist,
		write: false,
		chunkNames: 'chunks/[name]-[hash]',
	});
	const sandbox = Object.entries(metafile.outputs).find(
		([, {entryPoint}]) => entryPoint === 'source/sandbox/sandbox.ts',
	);
	const screen = await build({
		...fullScreenOptions({version, sandboxChunk: basename(sandbox[0])}),
		entryPoints: ['full-screen.ts'],
		outdir: join(dist, 'chunks'),
		entryNames: '[name]-[hash]',
		outExtension: {'.js': '.cjs'},
		write: false,
	});
	const both = {outputs: {...metafile.outputs, ...screen.metafile.outputs}};
	const problems = [...checkChunks(metafile), ...checkChunks(screen.metafile)];
	if (problems.length > 0) {
		throw new Error(problems.join('\n'));
	}

	const cli = join(dist, 'cli.js');
	await mkdir(join(dist, 'chunks'), {recursive: true});
	// The entry comes last: until then the old one finds all its chunks.
	const [script] = screen.outputFiles;
	for (const {path, contents} of [script, ...outputFiles.filter(file => file.path !== cli)]) {
		await replaceFile(path, contents);
	}

	await replaceFile(join(dist, 'notices.txt'), await notices(both));
	const entry = outputFiles.find(file => file.path === cli);
	await replaceFile(
		cli,
		`#!/usr/bin/env node\n${entry.text.replace(fullScreenMark, `./chunks/${basename(script.path)}`)}`,
		0o755,
	);
	await replaceFile(stampFile, before);
	await sweep(
		new Set([script.path, ...outputFiles.map(file => file.path), join(dist, 'notices.txt'), stampFile]),
		isClean,
	);
	return both;
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
