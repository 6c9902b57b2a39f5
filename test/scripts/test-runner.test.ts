import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {after, test} from 'node:test';

const folders: string[] = [];
after(async () => Promise.all(folders.map(async folder => rm(folder, {recursive: true, force: true}))));

/** Runs the project's test command in a tiny project of its own, where no system tool but node is found. */
const run = async (files: Readonly<Record<string, string>>, args: readonly string[] = [], CI = 'false') => {
	const folder = await mkdtemp(join(tmpdir(), 'pat-tui-runner-'));
	folders.push(folder);
	await mkdir(join(folder, 'bin'));
	await symlink(process.execPath, join(folder, 'bin/node'));
	for (const [name, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder, name)), {recursive: true});
		await writeFile(join(folder, name), text);
	}

	const child = spawn(process.execPath, [resolve('scripts/test.mjs'), ...args], {
		cwd: folder,
		env: {PATH: join(folder, 'bin'), CI, PAT_TUI_HOME: '/elsewhere'},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', data => {
		output += data;
	});
	child.stderr.on('data', data => {
		output += data;
	});
	const code = await new Promise<number | null>(settle => child.on('close', settle));
	return {code, output, lines: output.trimEnd().split('\n')};
};

const head = "import assert from 'node:assert/strict';\nimport {describe, test} from 'node:test';\n";
const good = `${head}test('adds', () => assert.equal(1 + 1, 2));\n`;
const bad = `${head}test('fails', () => assert.equal(1, 2));\n`;

test('the last line counts the tests, suites apart, and a run in which all pass ends with 0', async () => {
	const suite = `${head}describe('a suite', () => {\n\ttest('one', () => assert.ok(true));\n\ttest('two', () => assert.ok(true));\n});\n`;
	const {code, lines} = await run({'test/a.test.ts': good, 'test/deep/b.test.tsx': suite});
	assert.equal(lines.at(-1), '3 passed, 0 failed');
	assert.equal(code, 0);
});

test('a failed test is counted and the run ends non-zero', async () => {
	const {code, lines} = await run({'test/a.test.ts': good, 'test/b.test.ts': bad});
	assert.equal(lines.at(-1), '1 passed, 1 failed');
	assert.equal(code, 1);
});

test('a file that cannot be loaded, or holds no test, is a failure', async () => {
	const {code, lines, output} = await run({
		'test/a.test.ts': good,
		'test/broken.test.ts': "throw new Error('at load');\n",
		'test/empty.test.ts': 'export {};\n',
	});
	assert.equal(lines.at(-1), '1 passed, 2 failed');
	assert.match(output, /^holds no test: .*empty\.test/m);
	assert.equal(code, 1);
});

test('an error after the last test fails the run', async () => {
	const late = `${good}process.on('exit', () => {\n\tprocess.exitCode = 3;\n});\n`;
	const {code, lines} = await run({'test/a.test.ts': late});
	assert.match(lines.at(-1) ?? '', /, 1 failed$/);
	assert.equal(code, 1);
});

test('an error that nobody caught fails the run, and is told with its place', async () => {
	const lost = `${head}test('loses it', async () => {\n\tvoid Promise.reject(new Error('lost'));\n\tsetTimeout(() => {\n\t\tthrow new Error('thrown');\n\t}, 1);\n\tawait new Promise(settle => setTimeout(settle, 20));\n});\n`;
	const {code, lines, output} = await run({'test/a.test.ts': lost});
	assert.match(output, /^uncaught: Error: lost\n.* \(?test\/a\.test\.ts:4:/m);
	assert.match(output, /^uncaught: Error: thrown\n.* \(?test\/a\.test\.ts:6:/m);
	assert.match(lines.at(-1) ?? '', /, 1 failed$/);
	assert.equal(code, 1);
});

test('files that share a process keep their hooks to themselves, and are named when it dies under them', async () => {
	const hooked = `${head}import {beforeEach} from 'node:test';\nbeforeEach(() => assert.fail('hook'));\ntest('fails', () => assert.ok(true));\n`;
	const apart = await run({'test/a.test.ts': hooked, 'test/b.test.ts': good});
	assert.equal(apart.lines.at(-1), '1 passed, 1 failed');
	const dying = `${head}test('dies', () => process.kill(process.pid, 'SIGKILL'));\n`;
	const {code, lines, output} = await run({'test/a.test.ts': good, 'test/b.test.ts': dying});
	assert.match(output, /^did not end: test\/b\.test\.ts$/m);
	assert.match(lines.at(-1) ?? '', /, 1 failed$/);
	assert.equal(code, 1);
});

test('a file that waits while it is loaded is a suite like any other, one file after the other', async () => {
	const slow = (name: string) =>
		`${head}import {after} from 'node:test';\nconst value = await new Promise(settle => setTimeout(settle, 20, 2));\nglobalThis.open = (globalThis.open ?? 0) + 1;\nafter(() => {\n\tglobalThis.open -= 1;\n});\ntest('${name}', () => assert.deepEqual([value, globalThis.open], [2, 1]));\n`;
	const {lines, code} = await run({'test/a.test.ts': slow('one'), 'test/b.test.ts': slow('two')});
	assert.equal(lines.at(-1), '2 passed, 0 failed');
	assert.equal(code, 0);
});

test('a failure is told of by its place in the source', async () => {
	const thrower = "export const thrower = (): never => {\n\tthrow new Error('thrown');\n};\n";
	const throwing = `${head}import {thrower} from '../source/thrower.ts';\n\ntest('throws', () => thrower());\n`;
	const {output} = await run({'source/thrower.ts': thrower, 'test/a.test.ts': throwing});
	assert.match(output, /at thrower \(source\/thrower\.ts:2:8\)/);
	assert.match(output, /test at test\/a\.test\.ts:5:1/);
});

test('paths choose the files that run, and none at all is a failure', async () => {
	const files = {'test/a.test.ts': good, 'test/deep/b.test.ts': bad};
	const chosen = await run(files, ['test/a']);
	assert.equal(chosen.lines.at(-1), '1 passed, 0 failed');
	assert.equal(chosen.code, 0);
	const none = await run(files, ['test/nowhere']);
	assert.deepEqual(none.lines, ['no test ran', '0 passed, 0 failed']);
	assert.equal(none.code, 1);
});

test('a file whose system tool is missing is not run, counted apart, and told how to get it', async () => {
	const files = {'test/a.test.ts': good, 'test/b.test.ts': `// needs: openssl, ssh-keygen\n${bad}`};
	const lenient = await run(files);
	assert.deepEqual(lenient.lines.slice(-3), [
		'not run: test/b.test.ts needs openssl, ssh-keygen (apt-get install openssl; apt-get install openssh-client)',
		'1 not run',
		'1 passed, 0 failed',
	]);
	assert.equal(lenient.code, 0);
	for (const strict of [await run(files, ['--strict']), await run(files, [], 'true')]) {
		assert.deepEqual(strict.lines.slice(-2), ['1 not run', '1 passed, 0 failed']);
		assert.equal(strict.code, 1);
	}
});

test('a skipped test is a test that was not run', async () => {
	const {code, lines} = await run({'test/a.test.ts': `${good}test.skip('later', () => {});\n`}, ['--strict']);
	assert.deepEqual(lines.slice(-3), [
		'not run: later (take the skip or todo mark away)',
		'1 not run',
		'1 passed, 0 failed',
	]);
	assert.equal(code, 1);
});

test('a tool that the table does not know stops the run', async () => {
	const {code, output} = await run({'test/a.test.ts': `// needs: teapot\n${good}`});
	assert.match(output, /test\/a\.test\.ts needs teapot, which scripts\/system-tools\.mjs does not know/);
	assert.equal(code, 1);
});

test('tests run in a constructed environment', async () => {
	const seen =
		"test('sees', () => assert.deepEqual([process.env['CI'], process.env['TZ'], process.env['PAT_TUI_HOME']], ['false', 'UTC', undefined]));\n";
	const {lines} = await run({'test/a.test.ts': head + seen}, [], 'true');
	assert.equal(lines.at(-1), '1 passed, 0 failed');
});
