import {mkdir, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {basename, join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build, transform} from 'esbuild';
import {checkChunks} from './check-chunks.mjs';
import {
	aloneOptions,
	chunkOptions,
	entryOptions,
	functionOptions,
	scriptOptions,
	wordsOptions,
} from './esbuild-options.mjs';
import {notices} from './notices.mjs';
import {projectRoot} from './project-root.mjs';
import {isStale, stamp, stampFile} from './stamp.mjs';

const dist = join(projectRoot, 'dist');
const tenMinutes = 600_000;

/** What only some runs need: never part of a face's script. */
const partsApart = [
	'source/config/write-setting.ts',
	'source/sandbox/reset-sandbox.ts',
	'source/sandbox/sandbox.ts',
	'source/sandbox/serve-sandbox.ts',
	'source/store/engine.ts',
	'source/system/keyring-module.ts',
	'source/system/open-url.ts',
	'source/terminal/spoken-screen.ts',
];

/** The same, but small: a file each, rather than one that shares many. */
const partsAlone = [
	'source/commands/write-flags-error.ts',
	'source/system/listen-on-loopback.ts',
	'source/system/open-browser.ts',
];

/** What the entry does without a face. */
const words = ['source/commands/completion/print-completion.ts', 'source/commands/print-help.ts'];

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

/** The file names that came of entry points. */
const filesOf = ({outputs}) =>
	new Map(
		Object.entries(outputs).flatMap(([path, {entryPoint}]) =>
			entryPoint === undefined ? [] : [[join(projectRoot, entryPoint), basename(path)]],
		),
	);

const inChunks = {outdir: join(dist, 'chunks'), entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]'};

/** Has a bundle load what stands apart in another way than by `import()`. */
const loading = (text, apart, load) => {
	const names = [...apart.values()].join('|').replaceAll('.', '\\.');
	return text.replaceAll(new RegExp(`\\bimport\\((".[^"]*/(?:${names})")\\)`, 'g'), load);
};

const scriptNames = outputs => new Map(Object.keys(outputs).map(path => [path, basename(path)]));

/** Builds a face: scripts that are kept compiled. Such a script can no longer `import()`, so it is handed the way. */
const buildFace = async (entryPoint, {splits, apart, version}) => {
	const options = scriptOptions({version, apart, splits});
	const face = await build({...options, ...inChunks, entryPoints: [entryPoint]});
	const elsewhere = new Map([...apart, ...scriptNames(face.metafile.outputs)]);
	const outputFiles = await Promise.all(
		face.outputFiles.map(async ({path, text}) => {
			const {code} = await transform(text, functionOptions);
			return {path, contents: loading(code, elsewhere, 'loadModule($1)')};
		}),
	);
	const {outputs} = face.metafile;
	const main = Object.keys(outputs).find(path => outputs[path].entryPoint === entryPoint);
	return {metafile: face.metafile, outputFiles, name: basename(main)};
};

/** Bundles `cli.tsx` into `dist/`, checks what each chunk may hold, and writes the notices. */
export const buildProgram = async ({isClean = false} = {}) => {
	const before = await stamp();
	const {version} = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
	const parts = await build({...chunkOptions({version}), ...inChunks, entryPoints: partsApart});
	const alone = await build({...aloneOptions({version}), ...inChunks, entryPoints: partsAlone});
	const apart = new Map([...filesOf(parts.metafile), ...filesOf(alone.metafile)]);
	const [commands, fullScreen] = await Promise.all([
		buildFace('commands.ts', {splits: false, apart, version}),
		buildFace('full-screen.ts', {splits: true, apart, version}),
	]);
	const spoken = await build({...wordsOptions({version}), ...inChunks, entryPoints: words});
	const saying = filesOf(spoken.metafile);
	const entry = await build({
		...entryOptions({
			version,
			apart: saying,
			scripts: {commands: commands.name, fullScreen: fullScreen.name},
		}),
		entryPoints: ['cli.tsx'],
		outdir: dist,
		outExtension: {'.js': '.cjs'},
	});
	const early = [parts, alone, commands, fullScreen, spoken];
	const all = {
		outputs: Object.assign({}, ...[...early, entry].map(part => part.metafile.outputs)),
	};
	const problems = checkChunks(all);
	if (problems.length > 0) {
		throw new Error(problems.join('\n'));
	}

	const files = early.flatMap(part => part.outputFiles);
	await mkdir(join(dist, 'chunks'), {recursive: true});
	// The entry comes last: until then the old one finds all its chunks.
	for (const {path, contents} of files) {
		await replaceFile(path, contents);
	}

	const cli = join(dist, 'cli.cjs');
	await replaceFile(join(dist, 'notices.txt'), await notices(all));
	// Required: Node would load its loader of modules first.
	const text = loading(entry.outputFiles[0].text, saying, 'Promise.resolve(require($1))');
	await replaceFile(cli, `#!/usr/bin/env node\n${text}`, 0o755);
	await replaceFile(stampFile, before);
	await sweep(new Set([cli, ...files.map(file => file.path), join(dist, 'notices.txt'), stampFile]), isClean);
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
