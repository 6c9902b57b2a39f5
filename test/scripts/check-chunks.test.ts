import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {checkChunks} from '../../scripts/check-chunks.mjs';
import {scriptOptions} from '../../scripts/esbuild-options.mjs';

const chunk = (
	entryPoint: string | undefined,
	inputs: readonly string[],
	imports: ReadonlyArray<readonly [string, string]> = [],
	bytes = 1000,
) => ({
	...(entryPoint === undefined ? {} : {entryPoint}),
	inputs: Object.fromEntries(inputs.map(input => [input, {bytesInOutput: 1}])),
	imports: imports.map(([path, kind]) => ({path, kind})),
	bytes,
});

test('a command that reaches React through a shared chunk is refused, one that imports it dynamically is not', () => {
	const outputs = {
		'dist/cli.cjs': chunk('cli.tsx', ['cli.tsx'], [['dist/main.js', 'dynamic-import']]),
		'dist/commands.js': chunk(
			'commands.ts',
			['source/commands/run-command.ts'],
			[['dist/shared.js', 'import-statement']],
		),
		'dist/shared.js': chunk(undefined, ['node_modules/react/index.js'], [['node:fs', 'import-statement']]),
		'dist/main.js': chunk(
			'full-screen.ts',
			['node_modules/ink/build/index.js'],
			[['dist/shared.js', 'import-statement']],
		),
	};
	assert.deepEqual(checkChunks({outputs}), ['commands.ts must not load react: import it dynamically']);
});

test('the first frame may neither load the server of the sandbox nor be larger than its budget', () => {
	const outputs = {
		'dist/main.js': chunk(
			'full-screen.ts',
			['full-screen.ts'],
			[['dist/a.js', 'import-statement']],
			450 * 1024,
		),
		'dist/a.js': chunk(undefined, ['node_modules/hono/dist/index.js'], [], 450 * 1024),
		'dist/sandbox.js': chunk('source/sandbox/serve-sandbox.ts', [
			'node_modules/@hono/node-server/dist/index.mjs',
		]),
	};
	assert.deepEqual(checkChunks({outputs}), [
		'full-screen.ts must not load hono: import it dynamically',
		`full-screen.ts loads ${900 * 1024} bytes before its first frame: ${700 * 1024} is the limit`,
	]);
});

const bundled = async (contents: string) => {
	const outdir = await mkdtemp(join(tmpdir(), 'pat-tui-bundle-'));
	await build({
		...scriptOptions({version: '1.2.3', apart: new Map()}),
		stdin: {contents, resolveDir: process.cwd(), loader: 'tsx'},
		outdir,
		// A file to be required, not a function to be kept compiled.
		format: 'cjs',
		write: true,
		logLevel: 'silent',
	});
	return {
		load: async () => (await import(pathToFileURL(join(outdir, 'stdin.cjs')).href)).default,
		remove: async () => rm(outdir, {recursive: true, force: true}),
	};
};

test('with the synchronous layout engine Ink draws what it draws with the package', async t => {
	const {load, remove} = await bundled(
		'import {Box, renderToString, Text} from \'ink\';\nexport const frame = renderToString(<Box borderStyle="single" width={20} justifyContent="space-between"><Text>漢字</Text><Text>end</Text></Box>, {columns: 40});',
	);
	t.after(remove);
	const {frame} = await load();
	assert.equal(frame, '┌──────────────────┐\n│漢字           end│\n└──────────────────┘');
});

test('conf keeps settings without its validator', async t => {
	const {load, remove} = await bundled("export {default as Conf} from 'conf';");
	t.after(remove);
	const {Conf} = await load();
	const folder = await mkdtemp(join(tmpdir(), 'pat-tui-conf-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	new Conf({cwd: folder}).set('ascii', true);
	assert.equal(new Conf({cwd: folder}).get('ascii'), true);
});

test('a top-level await anywhere in the program is an error of the build', async () => {
	await assert.rejects(bundled('await 1;'), /Top-level await/);
});
