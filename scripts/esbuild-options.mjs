import {readFile} from 'node:fs/promises';
import {builtinModules} from 'node:module';
import {join} from 'node:path';
import {projectRoot} from './project-root.mjs';

const shim = name => join(projectRoot, 'scripts/shims', name);

/** Drops Ink's two development-only top-level awaits: they would make every importer asynchronous. */
const inkWithoutTopLevelAwait = {
	name: 'ink-without-top-level-await',
	setup(build) {
		build.onLoad({filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/}, async ({path}) => {
			const source = await readFile(path, 'utf8');
			const blocks = source.match(/^if \(process\.env\['DEV'\] === 'true'\) \{\n[\s\S]*?^\}\n/gm) ?? [];
			if (blocks.length !== 2 || blocks.some(block => !block.includes('await '))) {
				throw new Error(`${path} no longer holds the two development-only blocks that are dropped here`);
			}

			return {contents: blocks.reduce((text, block) => text.replace(block, ''), source), loader: 'js'};
		});
	},
};

const inkShims = {'output.js': 'ink-output.mjs', 'sanitize-ansi.js': 'ink-sanitize-ansi.mjs'};

/** Puts what knows plain text in the place of two of Ink's own modules, which take every text apart in each frame. */
const inkWithPlainText = {
	name: 'ink-with-plain-text',
	setup(build) {
		build.onResolve({filter: /^\.\/(?:output|sanitize-ansi)\.js$/}, ({path, importer}) =>
			/[\\/]ink[\\/]build[\\/](?:renderer|squash-text-nodes)\.js$/.test(importer)
				? {path: shim(inkShims[path.slice(2)])}
				: undefined,
		);
	},
};

/** Hands `yoga-layout`'s own wasm to the shim as bytes, so that it can be instantiated synchronously. */
const synchronousYoga = {
	name: 'synchronous-yoga',
	setup(build) {
		const wrapper = join(projectRoot, 'node_modules/yoga-layout/dist/binaries/yoga-wasm-base64-esm.js');
		const inlined = /"data:application\/octet-stream;base64,([A-Za-z\d+/=]{1000,})"/;
		build.onResolve({filter: /^yoga-layout$/}, () => ({path: shim('yoga-layout.mjs')}));
		build.onResolve({filter: /^yoga-wasm$/}, () => ({path: wrapper, namespace: 'yoga-wasm'}));
		build.onLoad({filter: /.*/, namespace: 'yoga-wasm'}, async () => {
			const [, base64] = (await readFile(wrapper, 'utf8')).match(inlined) ?? [];
			if (base64 === undefined) {
				throw new Error(`${wrapper} no longer holds its wasm as base64`);
			}

			return {contents: Buffer.from(base64, 'base64'), loader: 'binary'};
		});
		build.onLoad({filter: /[\\/]yoga-wasm-base64-esm\.js$/, namespace: 'file'}, async ({path}) => ({
			// The bytes travel once, through the shim.
			contents: (await readFile(path, 'utf8')).replace(inlined, '"data:application/octet-stream;base64,"'),
			loader: 'js',
		}));
	},
};

/** Leaves of ofetch's entry for the web what makes nothing when it is loaded: `createFetch` and the error. */
const ofetchWithoutGlobals = {
	name: 'ofetch-without-globals',
	setup(build) {
		build.onLoad({filter: /[\\/]ofetch[\\/]dist[\\/]index\.mjs$/}, async ({path}) => {
			const lines =
				(await readFile(path, 'utf8')).match(/^(import|export) \{.+\} from '\.\/shared\/.+$/gm) ?? [];
			if (lines.length !== 2 || !lines[0].includes(' createFetch ')) {
				throw new Error(`${path} no longer begins with the two lines that are kept here`);
			}

			return {contents: [...lines, 'export {createFetch};'].join('\n'), loader: 'js'};
		});
	},
};

/** Has the children of `open` started in our way: it can not be told to leave our variables out, or where a program may be found. */
const openWithOurChildren = {
	name: 'open-with-our-children',
	setup(build) {
		const entry = join(projectRoot, 'node_modules/open/index.js');
		build.onResolve({filter: /^open$/}, () => ({path: entry}));
		build.onLoad({filter: /[\\/]node_modules[\\/]open[\\/]index\.js$/}, async () => {
			const source = await readFile(entry, 'utf8');
			const line = "import childProcess from 'node:child_process';";
			if (source.split(line).length !== 2 || source.split('childProcess.').length !== 2) {
				throw new Error(`${entry} no longer starts its children in the one place that is changed here`);
			}

			const ours = JSON.stringify(join(projectRoot, 'source/system/children-of-open.ts'));
			return {
				contents: source.replace(line, `import {childrenOfOpen as childProcess} from ${ours};`),
				loader: 'js',
			};
		});
	},
};

/** Takes `process` from where it already is: importing it as a module reads each of its hundred properties, lazy ones too. */
const processAtHand = {
	name: 'process-at-hand',
	setup(build) {
		build.onResolve({filter: /^(?:node:)?process$/}, ({kind}) =>
			kind === 'import-statement' ? {path: 'process', namespace: 'process-at-hand'} : undefined,
		);
		build.onLoad({filter: /.*/, namespace: 'process-at-hand'}, () => ({
			contents: 'const {process} = globalThis; export default process; export const {env, cwd} = process;',
		}));
	},
};

/** Turns `require('assert')` inside CommonJS packages into an import, so that no chunk needs a `require` of its own. */
const importedBuiltins = {
	name: 'imported-builtins',
	setup(build) {
		const names = new Set(builtinModules);
		build.onResolve({filter: /.*/}, ({path, kind, namespace}) => {
			const name = path.replace(/^node:/, '');
			if (kind !== 'require-call' || !names.has(name)) {
				return undefined;
			}

			return {
				path: name,
				namespace: namespace === 'required-builtin' ? 'imported-builtin' : 'required-builtin',
			};
		});
		build.onLoad({filter: /.*/, namespace: 'required-builtin'}, ({path}) => ({
			contents: `module.exports = require('node:${path}').default;`,
		}));
		build.onLoad({filter: /.*/, namespace: 'imported-builtin'}, ({path}) => ({
			contents: `export {default} from 'node:${path}';`,
		}));
	},
};

/** Turns `require('assert')` inside CommonJS packages into our own few lines. */
const lightAssert = {
	name: 'light-assert',
	setup({onResolve}) {
		onResolve({filter: /^(?:node:)?assert$/}, () => ({path: shim('assert.mjs')}));
	},
};

const common = ({version}) => ({
	absWorkingDir: projectRoot,
	bundle: true,
	platform: 'node',
	target: 'node20',
	minify: true,
	legalComments: 'none',
	// Native, so it can't be bundled: found beside the program, or not at all.
	external: ['@napi-rs/keyring'],
	jsx: 'automatic',
	metafile: true,
	logLevel: 'warning',
	write: false,
	// A top-level await anywhere in the bundle would hold back the first frame: it is an error here.
	supported: {'top-level-await': false},
	inject: [shim('lazy-segmenter.mjs')],
	define: {
		'process.env.NODE_ENV': '"production"',
		'Intl.Segmenter': 'LazySegmenter',
		PAT_TUI_VERSION: JSON.stringify(version),
	},
	alias: {
		// The node entry carries node-fetch along, 127 KB for what the platform has; the other one loads the platform's at once.
		ofetch: shim('ofetch.mjs'),
		// The real one compiles the emoji expression at start: 27 ms.
		'string-width': shim('string-width.mjs'),
		// Settings are validated with valibot: conf works without ajv while no schema option is given.
		'ajv/dist/2020.js': shim('ajv.mjs'),
		'ajv-formats': shim('ajv.mjs'),
		semver: shim('semver.mjs'),
		'terminal-size': shim('terminal-size.mjs'),
		'when-exit': shim('when-exit.mjs'),
	},
});

/**
 * What the parts are bundled with that only some runs need, each a chunk that is loaded when it is asked for.
 *
 * @returns {import('esbuild').BuildOptions}
 */
export const chunkOptions = program => ({
	...common(program),
	format: 'esm',
	splitting: true,
	plugins: [processAtHand, importedBuiltins, ofetchWithoutGlobals, openWithOurChildren],
});

/**
 * What small parts are bundled with that only some runs need: each whole in one file.
 *
 * @returns {import('esbuild').BuildOptions}
 */
export const aloneOptions = program => ({...chunkOptions(program), splitting: false});

/** Leaves modules that were built before to the files that came of them, in `folder` as seen from the bundle. */
const chunksApart = (apart, folder) => ({
	name: 'chunks-apart',
	setup({onResolve, resolve}) {
		onResolve({filter: /^\./}, async ({path, kind, resolveDir, pluginData}) => {
			if (kind !== 'dynamic-import' || pluginData === 'chunks-apart') {
				return undefined;
			}

			const found = await resolve(path, {kind, resolveDir, pluginData: 'chunks-apart'});
			const chunk = apart.get(found.path);
			return chunk === undefined ? undefined : {path: `${folder}/${chunk}`, external: true};
		});
	},
});

/**
 * What the entry is bundled with: CommonJS, which Node starts 5 ms sooner than a module.
 *
 * @param scripts the file names of the built faces
 * @param apart paths of modules and the files that were made of them, which the entry loads when it needs them
 * @returns {import('esbuild').BuildOptions}
 */
export const entryOptions = ({scripts, apart, ...program}) => {
	const options = common(program);
	return {
		...options,
		format: 'cjs',
		define: {...options.define, 'import.meta.dirname': '__dirname', PAT_TUI_SCRIPTS: JSON.stringify(scripts)},
		plugins: [chunksApart(apart, './chunks'), processAtHand],
	};
};

/**
 * What the parts of the entry are bundled with that only some starts need, a file each.
 *
 * @returns {import('esbuild').BuildOptions}
 */
export const wordsOptions = program => ({
	...common(program),
	format: 'cjs',
	outExtension: {'.js': '.cjs'},
	plugins: [processAtHand],
});

/**
 * What a face is bundled with, before its files are made functions; what it imports dynamically is in files of their own
 * where it `splits`.
 *
 * @param apart paths of modules and the chunks that were made of them, which the script loads when it needs them
 * @returns {import('esbuild').BuildOptions}
 */
export const scriptOptions = ({apart, splits = false, ...program}) => {
	const options = common(program);
	return {
		...options,
		format: 'esm',
		splitting: splits,
		inject: [...options.inject, shim('light-performance.mjs')],
		define: {...options.define, performance: 'LightPerformance'},
		outExtension: {'.js': '.cjs'},
		plugins: [
			chunksApart(apart, '.'),
			processAtHand,
			inkWithoutTopLevelAwait,
			inkWithPlainText,
			synchronousYoga,
			lightAssert,
			ofetchWithoutGlobals,
		],
	};
};

/**
 * Makes of a file of a face one CommonJS function, which can be kept compiled.
 *
 * @type {import('esbuild').TransformOptions}
 */
export const functionOptions = {
	format: 'cjs',
	platform: 'node',
	target: 'node20',
	minify: true,
	banner: '(function (exports, require, module, loadModule) {',
	footer: '})',
};

/** Has each test file, wherever it is imported, give what it holds as one function, which the runner puts into a suite. */
const suitesOfTests = {
	name: 'suites-of-tests',
	setup(build) {
		build.onLoad({filter: /\.test\.tsx?$/}, async ({path}) => {
			const text = await readFile(path, 'utf8');
			const [imports] = /^(?:(?:\s|\/\/.*\n)*import\s[^;]*;)*/.exec(text) ?? [''];
			const rest = text.slice(imports.length).replace(/^export \{\};$/m, '');
			return {
				contents: `${imports} export const suite = async () => {${rest}};\n`,
				loader: path.endsWith('x') ? 'tsx' : 'ts',
			};
		});
	},
};

/**
 * What test files are bundled with: packages too, in the form in which the program ships them, because a file of each
 * package's modules takes far longer to load than one of them all. The maps lie beside, for whoever tells of a failure.
 *
 * @returns {import('esbuild').BuildOptions}
 */
export const testOptions = ({root}) => {
	const {bundle, platform, target, jsx, logLevel, external, inject, define, alias} = common({});
	return {
		absWorkingDir: root,
		bundle,
		platform,
		target,
		jsx,
		logLevel,
		format: 'esm',
		splitting: true,
		sourcemap: 'external',
		sourcesContent: false,
		outExtension: {'.js': '.mjs'},
		// These look for files that lie beside them.
		external: [...external, '@lydell/node-pty', 'esbuild', 'playwright-core'],
		inject,
		define: {...define, PAT_TUI_VERSION: '"0.0.0-test"'},
		alias,
		plugins: [
			suitesOfTests,
			importedBuiltins,
			inkWithoutTopLevelAwait,
			inkWithPlainText,
			synchronousYoga,
			ofetchWithoutGlobals,
			openWithOurChildren,
		],
	};
};
