import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {test} from 'node:test';
import {promisify} from 'node:util';

type Diagnostic = {
	readonly category: string;
	readonly message: string;
	readonly location: {readonly path: string};
};

const settings = [
	'biome.json',
	'.gitignore',
	'package.json',
	'scripts/effects.grit',
	'scripts/casts.grit',
	'scripts/components.grit',
];

/** Each file must be refused by the rule, or by the plugin of ours, that is named first. */
const violations = {
	'source/api/upwards.ts': [
		'lint/style/noRestrictedImports',
		"import {a} from '../store/a.ts';\nexport const b = a;",
	],
	'source/api/type-upwards.ts': [
		'lint/style/noRestrictedImports',
		"export type {A} from '../screens/a.tsx';",
	],
	'source/api/dynamic.ts': [
		'lint/style/noRestrictedImports',
		"export const a = async () => import('../operations/a.ts');",
	],
	'source/api/react.ts': [
		'lint/style/noRestrictedImports',
		"import {useState} from 'react';\nexport const a = useState;",
	],
	'source/store/ink.ts': [
		'lint/style/noRestrictedImports',
		"import {Text} from 'ink';\nexport const a = Text;",
	],
	'source/commands/ink.ts': [
		'lint/style/noRestrictedImports',
		"import {render} from 'ink';\nexport const a = render;",
	],
	'source/commands/face.ts': [
		'lint/style/noRestrictedImports',
		"export const a = async () => import('../app/main.tsx');",
	],
	'source/commands/other.ts': [
		'lint/style/noRestrictedImports',
		"export const a = async () => import('../sandbox/a.ts');",
	],
	'source/components/store.tsx': [
		'lint/style/noRestrictedImports',
		"import {a} from '../store/a.ts';\nexport const b = a;",
	],
	'source/components/api.tsx': [
		'lint/style/noRestrictedImports',
		"import type {A} from '../api/a.ts';\nexport type B = A;",
	],
	'source/components/auth.tsx': [
		'lint/style/noRestrictedImports',
		"import {a} from '../auth/a.ts';\nexport const b = a;",
	],
	'source/operations/sandbox.ts': [
		'lint/style/noRestrictedImports',
		"import {a} from '../sandbox/a.ts';\nexport const b = a;",
	],
	'source/sandbox/client.ts': [
		'lint/style/noRestrictedImports',
		"import {a} from '../api/a.ts';\nexport const b = a;",
	],
	'source/screens/effect.tsx': [
		'lint/style/noRestrictedImports',
		"import {useEffect} from 'react';\nexport const a = useEffect;",
	],
	'source/screens/listener.tsx': [
		'lint/style/noRestrictedImports',
		"import {useInput} from 'ink';\nexport const a = useInput;",
	],
	'source/components/listener.tsx': [
		'lint/style/noRestrictedImports',
		"import {usePaste} from 'ink';\nexport const a = usePaste;",
	],
	'source/app/listener.tsx': [
		'lint/style/noRestrictedImports',
		"import {useInput} from 'ink';\nexport const a = useInput;",
	],
	'source/keys/delay.ts': [
		'lint/style/noRestrictedImports',
		"export {setTimeout as delay} from 'node:timers/promises';",
	],
	'source/keys/timer.ts': [
		'lint/style/noRestrictedGlobals',
		'export const a = () => setTimeout(() => {}, 1);',
	],
	'source/api/fetch.ts': [
		'lint/style/noRestrictedGlobals',
		"export const a = () => fetch('https://example.com');",
	],
	'source/api/global-fetch.ts': ['plugin', 'export const a = {fetch: globalThis.fetch};'],
	'source/keys/clock.ts': ['plugin', 'export const a = () => Date.now();'],
	'source/keys/date.ts': ['plugin', 'export const a = () => new Date();'],
	'source/keys/chance.ts': ['plugin', 'export const a = () => Math.random();'],
	'source/keys/environment.ts': ['plugin', "export const a = process.env['HOME'];"],
	'source/keys/cast.ts': ['plugin', 'export const a = (b: number) => b as unknown as string;'],
	'source/screens/waiting.tsx': ['plugin', 'export const a = async (b: Promise<number>) => await b;'],
	'source/components/catching.tsx': [
		'plugin',
		'export const a = (b: () => number) => {\n\ttry {\n\t\treturn b();\n\t} catch (error) {\n\t\treturn error;\n\t}\n};',
	],
	'source/screens/create/ordering.tsx': [
		'plugin',
		'export const a = (b: number[]) => b.toSorted((one, other) => one - other);',
	],
	'source/screens/then.tsx': ['plugin', 'export const a = (b: Promise<number>) => b.then(c => c + 1);'],
	'source/keys/default.ts': ['lint/style/noDefaultExport', 'export default 1;'],
	'source/keys/any.ts': ['lint/suspicious/noExplicitAny', 'export const a = (b: any) => b;'],
	'source/keys/bang.ts': ['lint/style/noNonNullAssertion', 'export const a = (b?: {c: number}) => b!.c;'],
	'source/keys/index.ts': ['lint/performance/noBarrelFile', "export * from './a.ts';"],
	'source/keys/CamelCase.ts': ['lint/style/useFilenamingConvention', 'export const a = 1;'],
	'source/keys/long.ts': [
		'lint/style/noExcessiveLinesPerFile',
		`export const a = [\n${'\t1,\n'.repeat(260)}];`,
	],
} as const;

const allowed = {
	'source/api/downwards.ts':
		"import {a} from '../text/a.ts';\nexport const b = (fetch: typeof globalThis.fetch) => [a, fetch, new Date(0)];",
	'source/components/effect.tsx': "import {useEffect} from 'react';\nexport const a = useEffect;",
	'source/system/effects.ts':
		'export const a = () => [Date.now(), Math.random(), process.env, fetch, setTimeout];',
	'source/commands/sandbox.ts': "export const a = async () => import('../sandbox/a.ts');",
	'source/config/service-fetch.ts': "export const a = async () => import('../sandbox/a.ts');",
	'source/auth/portal.ts': "import {a} from '../api/a.ts';\nexport const b = a;",
};

const lint = async (files: Readonly<Record<string, string>>): Promise<readonly Diagnostic[]> => {
	const folder = await mkdtemp(join(tmpdir(), 'pat-tui-lint-'));
	try {
		for (const name of settings) {
			await cp(name, join(folder, name));
		}

		for (const [name, text] of Object.entries(files)) {
			await mkdir(dirname(join(folder, name)), {recursive: true});
			await writeFile(join(folder, name), `${text}\n`);
		}

		const args = ['lint', '--reporter=json', '--max-diagnostics=none', 'source'];
		// It ends non-zero when it finds something: what it found is in the report.
		const {stdout} = await promisify(execFile)(resolve('node_modules/.bin/biome'), args, {cwd: folder}).catch(
			error => error,
		);
		return JSON.parse(stdout).diagnostics;
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};

test('each layer, each effect and each habit that the rules forbid is caught where it is planted', async () => {
	const found = await lint(
		Object.fromEntries(Object.entries(violations).map(([name, [, text]]) => [name, text])),
	);
	const missed = Object.entries(violations).filter(
		([name, [rule]]) =>
			!found.some(({category, location}) => location.path.endsWith(name) && category === rule),
	);
	assert.deepEqual(missed, []);
});

test('what the layers allow passes', async () => {
	const found = await lint(allowed);
	assert.deepEqual(found, []);
});
