import {readFile} from 'node:fs/promises';
import {builtinModules} from 'node:module';
import {join} from 'node:path';
import {projectRoot} from './project-root.mjs';

const shim = name => join(projectRoot, 'scripts/shims', name);

/** Packages that are replaced wherever they are bundled, tests included. */
const sharedAliases = {
	// The node entry carries node-fetch along, 127 KB for what the platform has; the other one loads the platform's at once.
	ofetch: shim('ofetch.mjs'),
	// The real one compiles the emoji expression at start: 27 ms.
	'string-width': shim('string-width.mjs'),
};

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

/** Takes `process` from where it already is: importing it as a module reads each of its hundred properties, lazy ones too. */
export const processAtHand = {
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

			if (name === 'assert') {
				return {path: shim('assert.mjs')};
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

/** Stands in `cli.js` for the path of the full-screen script until that is built. */
export const fullScreenMark = '@full-screen-script@';

/**
 * What the shipped program is built with; `scripts/build.mjs` and the benchmarks add their entry points.
 *
 * @returns {import('esbuild').BuildOptions}
 */
export const programOptions = ({version}) => ({
	absWorkingDir: projectRoot,
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'esm',
	splitting: true,
	minify: true,
	legalComments: 'none',
	jsx: 'automatic',
	metafile: true,
	logLevel: 'warning',
	// A top-level await anywhere in the bundle would hold back the first frame: it is an error here.
	supported: {'top-level-await': false},
	inject: [shim('lazy-segmenter.mjs')],
	define: {
		'process.env.NODE_ENV': '"production"',
		'Intl.Segmenter': 'LazySegmenter',
		PAT_TUI_VERSION: JSON.stringify(version),
		FULL_SCREEN_SCRIPT: JSON.stringify(fullScreenMark),
	},
	alias: {
		...sharedAliases,
		// Settings are validated with valibot: conf works without ajv while no schema option is given.
		'ajv/dist/2020.js': shim('ajv.mjs'),
		'ajv-formats': shim('ajv.mjs'),
		semver: shim('semver.mjs'),
		'terminal-size': shim('terminal-size.mjs'),
	},
	plugins: [processAtHand, inkWithoutTopLevelAwait, synchronousYoga, importedBuiltins, ofetchWithoutGlobals],
});

/**
 * What the full-screen face is bundled with: one CommonJS script in a function, so that it can be kept compiled, that
 * loads the sandbox's chunk of the program when it needs it.
 *
 * @param sandboxChunk the chunk's file name, in the folder of the script
 * @returns {import('esbuild').BuildOptions}
 */
export const fullScreenOptions = ({version, sandboxChunk}) => {
	const {plugins, ...options} = programOptions({version});
	const sandboxElsewhere = {
		name: 'sandbox-elsewhere',
		setup(build) {
			build.onResolve({filter: /\/sandbox\/sandbox\.ts$/}, () => ({
				path: sandboxChunk,
				namespace: 'sandbox-chunk',
			}));
			build.onLoad({filter: /.*/, namespace: 'sandbox-chunk'}, ({path}) => ({
				contents: `export const makeSandbox = async options => (await loadModule('./${path}')).makeSandbox(options);`,
			}));
		},
	};
	return {
		...options,
		format: 'cjs',
		splitting: false,
		inject: [...options.inject, shim('light-performance.mjs')],
		define: {...options.define, performance: 'LightPerformance'},
		banner: {js: '(function (exports, require, module, loadModule) {'},
		footer: {js: '})'},
		plugins: [sandboxElsewhere, ...plugins],
	};
};

/**
 * What test files are bundled with: packages stay outside, but for those the program ships in another form.
 *
 * @returns {import('esbuild').BuildOptions}
 */
export const testOptions = ({root}) => ({
	absWorkingDir: root,
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'esm',
	splitting: true,
	packages: 'external',
	jsx: 'automatic',
	sourcemap: 'inline',
	sourcesContent: false,
	logLevel: 'warning',
	outExtension: {'.js': '.mjs'},
	define: {PAT_TUI_VERSION: '"0.0.0-test"'},
	alias: sharedAliases,
	plugins: [ofetchWithoutGlobals],
});
