import assert from 'node:assert/strict';
import {chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {childrenOfOpen} from '../../source/system/children-of-open.ts';
import {findProgram} from '../../source/system/find-program.ts';
import {openBrowser} from '../../source/system/open-browser.ts';
import {hasStarted} from '../../source/system/start-detached.ts';

const page = 'https://portal.example/authorize?state=s-1&x=%24(touch%20evil)';

/** Folders with programs that write down how they were called, or that fail. */
const programs = async (t: TestContext) => {
	const folder = await mkdtemp(join(tmpdir(), 'browser-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const place = async (name: string, lines: readonly string[]) => {
		const file = join(folder, name);
		await mkdir(join(file, '..'), {recursive: true});
		await writeFile(file, ['#!/bin/sh', ...lines, ''].join('\n'));
		await chmod(file, 0o755);
		return file;
	};
	const out = join(folder, 'called');
	return {
		folder,
		place,
		recorder: async (name: string) =>
			place(name, [`{ echo "$0"; for each in "$@"; do echo "$each"; done; env; } > '${out}'`]),
		called: async () => (await readFile(out, 'utf8').catch(() => '')).split('\n'),
	};
};

test('the browser that the variable names is started with the address as it is, and no shell reads it', async t => {
	const {recorder, called, folder} = await programs(t);
	const browser = await recorder('a-browser');
	assert.equal(await openBrowser(page, {BROWSER: browser, PATH: process.env['PATH']}), true);
	assert.deepEqual((await called()).slice(0, 2), [browser, page]);
	await assert.rejects(readFile(join(folder, 'evil')), {code: 'ENOENT'});
});

test('a browser is found by its name in the path, with its arguments, and the address where it wants it', async t => {
	const {recorder, called, folder} = await programs(t);
	await recorder('a-browser');
	const variables = {
		BROWSER: 'a-browser --new %s --end',
		PATH: `${folder}${delimiter}${process.env['PATH']}`,
	};
	assert.equal(await openBrowser(page, variables), true);
	assert.deepEqual((await called()).slice(0, 4), [join(folder, 'a-browser'), '--new', page, '--end']);
});

test('of several browsers the first that starts is taken', async t => {
	const {recorder, place, called} = await programs(t);
	const broken = await place('broken', ['exit 3']);
	const browser = await recorder('a browser of two words');
	const BROWSER = ['not-there', broken, browser].join(delimiter);
	assert.equal(await openBrowser(page, {BROWSER, PATH: process.env['PATH']}), true);
	assert.equal((await called())[0], browser);
});

test('where no browser can be started that is said', async t => {
	const {place} = await programs(t);
	const broken = await place('broken', ['exit 3']);
	assert.equal(await openBrowser(page, {BROWSER: `not-there${delimiter}${broken}`, PATH: ''}), false);
});

for (const address of ['file:///etc/passwd', 'javascript:alert(1)', '--version', '', 'ssh://host']) {
	test(`${address || 'nothing'} is no address for a browser`, async t => {
		const {recorder, called} = await programs(t);
		const BROWSER = await recorder('a-browser');
		assert.equal(await openBrowser(address, {BROWSER, PATH: process.env['PATH']}), false);
		assert.deepEqual(await called(), ['']);
	});
}

test('a browser sees none of our variables, and no folder of the path that depends on where it stands', async t => {
	const {recorder, called} = await programs(t);
	const BROWSER = await recorder('a-browser');
	const PATH = `.${delimiter}bin${delimiter}${process.env['PATH']}`;
	await openBrowser(page, {BROWSER, PATH, PAT_TUI_HOME: '/secret-home', KEPT: 'yes'});
	const lines = await called();
	assert.equal(
		lines.some(line => line.includes('PAT_TUI_')),
		false,
	);
	assert.ok(lines.includes('KEPT=yes'));
	assert.ok(lines.includes(`PATH=${process.env['PATH']}`));
});

test('a program in a folder that depends on where one stands is not run', async t => {
	const {recorder, folder} = await programs(t);
	await recorder('a-browser');
	const here = process.cwd();
	process.chdir(folder);
	t.after(() => process.chdir(here));
	for (const [name, path] of [
		['a-browser', `.${delimiter}`],
		['./a-browser', folder],
		['a-browser', ''],
	] as const) {
		assert.equal(findProgram(name, path), undefined);
	}
	assert.equal(findProgram('a-browser', folder), join(folder, 'a-browser'));
});

test('what can not be run is not found: a folder, a file without the right, nothing', async t => {
	const {folder, place} = await programs(t);
	await mkdir(join(folder, 'a-folder'));
	await chmod(await place('plain', []), 0o644);
	for (const name of ['a-folder', 'plain', 'nothing', '']) assert.equal(findProgram(name, folder), undefined);
});

test('without the variable, the system’s own opener is started by its absolute path, without our variables', async t => {
	const {recorder, folder, called} = await programs(t);
	await recorder('xdg-open');
	const {PATH} = process.env;
	t.after(() => {
		process.env['PATH'] = PATH;
		delete process.env['PAT_TUI_CANARY'];
	});
	process.env['PATH'] = `.${delimiter}${folder}${delimiter}${PATH}`;
	process.env['PAT_TUI_CANARY'] = 'canary';
	assert.equal(await openBrowser(page, {}), true);
	const lines = await called();
	assert.deepEqual(lines.slice(0, 2), [join(folder, 'xdg-open'), page]);
	assert.equal(
		lines.some(line => line.includes('canary')),
		false,
	);
});

test('a system without an opener has no browser', async () => {
	const child = childrenOfOpen.spawn('no-such-opener', [], {stdio: 'ignore'});
	assert.equal(await hasStarted(child), false);
});
