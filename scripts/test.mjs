import {spawn, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, readFile, rm, stat, statfs, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, relative, resolve, sep} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {testOptions} from './esbuild-options.mjs';
import {positionsInSource} from './positions-in-source.mjs';
import {howToGet, isInstalled, neededTools} from './system-tools.mjs';

// Usage: test.mjs [--strict] [path …]; a path is a test file, a folder or the beginning of either.
const beside = name => join(dirname(fileURLToPath(import.meta.url)), name);
const reporter = beside('test-reporter.mjs');
const followedTests = pathToFileURL(beside('followed-tests.mjs')).href;
const limit = 600_000;
const largest = 12;
const hour = 3_600_000;
const memory = {folder: '/dev/shm', bytes: 1024 ** 3};
const root = process.cwd();
const outputs = join(root, '.test');
const output = join(outputs, `run-${process.pid}`);

const argv = process.argv.slice(2);
const isStrict = argv.includes('--strict') || !['', '0', 'false', undefined].includes(process.env.CI);
const filters = argv
	.filter(argument => argument !== '--strict')
	.map(path => relative(root, resolve(path)).split(sep).join('/'));

const findTests = async () => {
	const names = existsSync(join(root, 'test')) ? await readdir(join(root, 'test'), {recursive: true}) : [];
	return names
		.map(name => `test/${name.split(sep).join('/')}`)
		.filter(name => /\.test\.tsx?$/.test(name))
		.filter(name => filters.length === 0 || filters.some(filter => name.startsWith(filter)))
		.sort();
};

const readTest = async file => {
	const text = await readFile(join(root, file), 'utf8');
	return {
		file,
		missing: neededTools(text, file).filter(tool => !isInstalled(tool)),
		// One that changes its process says so.
		isAlone: /^test\/e2e\//.test(file) || /^(?:\/\/.*\n)*\/\/ alone: \S/.test(text),
	};
};

/** Puts files that can share a process together: starting Node and loading React costs more than most files do. */
const makeGroups = tests => {
	const kinds = new Map();
	for (const {file, isAlone} of tests) {
		const folder = file.split('/').slice(0, -1).slice(0, 2).join('/');
		const name = isAlone ? `0-${file.replace(/\.test\.tsx?$/, '')}` : `1-${folder}`;
		kinds.set(name, [...(kinds.get(name) ?? []), file]);
	}

	const groups = [...kinds].flatMap(([name, files]) => {
		const count = Math.ceil(files.length / largest);
		return Array.from({length: count}, (_, part) => ({
			name: `${name}-${part + 1}`,
			files: files.filter((_file, index) => index % count === part),
		}));
	});
	// Node starts them in the order of their names: the slow kinds first, so that none of them is what is waited for at the end.
	return groups
		.toSorted((one, other) => one.name.localeCompare(other.name))
		.map(({name, ...group}) => ({...group, entry: `${name.replaceAll('/', '-')}.mjs`}));
};

/** What a process runs: each file in a suite of the file's name, which keeps its hooks to itself, one after the other. */
const entryText = ({files}) => {
	const imports = files.map(
		(file, index) => `import {suite as suite${index}} from ${JSON.stringify(join(root, file))};`,
	);
	const runs = files.map((file, index) => `await run(${JSON.stringify(file)}, suite${index});`);
	return [
		"import {after, describe} from 'node:test';",
		`import {follow, unfollow} from ${JSON.stringify(followedTests)};`,
		...imports,
		'const run = (name, suite) => new Promise(end => {',
		'	follow();',
		'	describe(name, async () => { try { await suite(); } finally { after(() => end()); unfollow(); } });',
		'});',
		...runs,
		'',
	].join('\n');
};

// Each run has a folder of its own, so that two at once do not pull files from under each other.
const sweep = async () => {
	await mkdir(outputs, {recursive: true});
	for (const name of await readdir(outputs)) {
		const path = join(outputs, name);
		const entry = await stat(path).catch(() => undefined);
		if (entry !== undefined && Date.now() - entry.mtimeMs > hour) {
			await rm(path, {recursive: true, force: true});
		}
	}
};

const mayRunFrom = async folder => {
	const script = join(folder, 'may-run');
	await writeFile(script, '#!/bin/sh\n', {mode: 0o700});
	return spawnSync(script).status === 0;
};

/** Makes the folder for the temporary files of all tests: in memory where that has room, because waiting for a disk that others use costs more than the tests. */
const makeTemporaryFolder = async () => {
	try {
		const {bavail, bsize} = await statfs(memory.folder);
		if (bavail * bsize >= memory.bytes) {
			const folder = await mkdtemp(join(memory.folder, 'pat-tui-test-'));
			if (await mayRunFrom(folder)) {
				return folder;
			}

			await rm(folder, {recursive: true, force: true});
		}
	} catch {
		// There is no such folder, or it is not ours to write to: the ordinary one serves as well.
	}

	return mkdtemp(join(tmpdir(), 'pat-tui-test-'));
};

// What a developer's shell happens to hold must not decide how a test ends.
const environment = temporary => {
	const own =
		/^(PAT_TUI_|AFFINIDI_|NODE_|npm_|LC_)|^(https?|all|no)_proxy$|^(FORCE_COLOR|NO_COLOR|COLUMNS|LINES|DEV|DEBUG)$/i;
	const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
	// React as it is shipped, which also draws faster than the one for development.
	return {
		...Object.fromEntries(kept),
		NODE_ENV: 'production',
		CI: 'false',
		LANG: 'C.UTF-8',
		TZ: 'UTC',
		TMPDIR: temporary,
	};
};

const printInSource = async (stream, folder) => {
	const inSource = positionsInSource(folder);
	for await (const line of createInterface({input: stream})) {
		console.log(inSource(line));
	}
};

const run = async (groups, temporary) => {
	const record = join(output, 'record.json');
	const child = spawn(
		process.execPath,
		[
			'--test',
			'--import',
			followedTests,
			'--test-concurrency=4',
			`--test-timeout=${limit}`,
			'--test-reporter=spec',
			'--test-reporter-destination=stdout',
			`--test-reporter=${reporter}`,
			`--test-reporter-destination=${record}`,
			...groups.map(({entry}) => join(output, entry)),
		],
		{cwd: root, env: environment(temporary), stdio: ['ignore', 'pipe', 'inherit']},
	);
	const printing = printInSource(child.stdout, output);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => child.kill(signal));
	}

	const code = await new Promise(settle => child.on('close', status => settle(status ?? 1)));
	await printing;
	return {code, ...JSON.parse(await readFile(record, 'utf8'))};
};

const buildTests = async groups => {
	const entries = join(output, 'entries');
	await mkdir(entries, {recursive: true});
	for (const group of groups) {
		await writeFile(join(entries, group.entry), entryText(group));
	}

	const entryPoints = groups.map(({entry}) => join(entries, entry));
	const options = testOptions({root});
	await build({
		...options,
		// It is loaded before the entries are.
		external: [...options.external, followedTests],
		entryPoints,
		outdir: output,
		outbase: entries,
	});
};

/** Brings the program up to date where one of the tests starts it. */
const buildProgramFor = async files => {
	if (files.some(file => /^test\/e2e\/(?!pty\.test)/.test(file))) {
		const {buildWhenStale} = await import('./build.mjs');
		await buildWhenStale();
	}
};

const main = async () => {
	const tests = await Promise.all((await findTests()).map(readTest));
	const groups = makeGroups(tests.filter(({missing}) => missing.length === 0));
	const files = groups.flatMap(group => group.files);
	const temporary = await makeTemporaryFolder();
	await sweep();
	let result = {code: 0, passed: 0, failed: 0, skipped: [], empty: [], files: []};
	try {
		if (files.length > 0) {
			await Promise.all([buildTests(groups), buildProgramFor(files)]);
			result = await run(groups, temporary);
		}
	} finally {
		await rm(output, {recursive: true, force: true});
		await rm(temporary, {recursive: true, force: true});
	}

	const notRun = [
		...tests
			.filter(({missing}) => missing.length > 0)
			.map(({file, missing}) => `${file} needs ${missing.join(', ')} (${missing.map(howToGet).join('; ')})`),
		...result.skipped.map(name => `${name} (take the skip or todo mark away)`),
	];
	for (const line of notRun) {
		console.log(`not run: ${line}`);
	}

	for (const name of result.empty) {
		console.log(`holds no test: ${name}`);
	}

	const unseen = files.filter(file => !result.files.includes(file));
	for (const file of unseen) {
		console.log(`did not end: ${file}`);
	}

	if (notRun.length > 0) {
		console.log(`${notRun.length} not run`);
	}

	if (result.passed + result.failed === 0) {
		console.log('no test ran');
	}

	// The runner fails for reasons that no single test shows, such as a file that dies after its last one.
	const isBroken = (result.code !== 0 || unseen.length > 0) && result.failed === 0;
	const failed = result.failed + result.empty.length + (isBroken ? 1 : 0);
	console.log(`${result.passed} passed, ${failed} failed`);
	const isFine = failed === 0 && result.passed > 0 && !(isStrict && notRun.length > 0);
	process.exitCode = isFine ? 0 : 1;
};

await main();
