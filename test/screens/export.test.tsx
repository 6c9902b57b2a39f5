// needs: bash
import assert from 'node:assert/strict';
import {chmod, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {parse} from 'dotenv';
import {anApp} from './an-app.tsx';

const open = async (t: TestContext, window: Parameters<typeof anApp>[1] = {}) => {
	const app = await anApp(t, window);
	await app.signIn();
	const token = await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	app.state().beginExport(token.id);
	app.state().go({name: 'export', tokenId: token.id});
	await app.waitFor(/In which form/u);
	return {...app, id: token.id};
};

test('every form is found in the first menu, also in a small window', async t => {
	const app = await open(t, {columns: 60, rows: 20});
	const names = ['TypeScript', 'Python', 'Java', 'Dart', 'PHP', '.NET', 'Shell', 'Docker'];
	const seen = new Set<string>();
	for (const name of [...names, 'JSON', 'Kubernetes', 'GitHub Actions', 'JWKS']) {
		const shown = [...names, 'JSON', 'Kubernetes', 'GitHub Actions', 'JWKS'];
		for (const each of shown) if (app.lastFrame().includes(each)) seen.add(each);
		assert.ok(seen.has(name) || app.lastFrame().includes(name), name);
		await app.press('menu.down');
	}
	assert.equal(seen.size, 12);
});

test('code for an SDK is shown, copied, and written to a file; Esc goes back step by step', async t => {
	const app = await open(t);
	await app.press('menu.down', 'menu.down', 'menu.choose');
	await app.waitFor(/What does your Java program need\?/u);
	assert.match(app.text(), /The SDK for Java can not use this token: .*ES256/u);
	await app.press('menu.down', 'menu.choose');
	await app.waitFor(/new AuthProvider\.Configurations\(\)/u);
	await app.press('export.copy');
	assert.match(app.copies.at(-1) ?? '', /\.tokenEndPoint\(env\.get\("TOKEN_ENDPOINT"\)\)/u);
	await app.press('export.to-file');
	await app.waitFor(/ci-deploy-prod\.java/u);
	await app.press('export.leave');
	await app.waitFor(/new AuthProvider/u);
	await app.press('export.leave');
	await app.waitFor(/What does your Java program need/u);
	await app.press('menu.choose');
	await app.waitFor(/ci-deploy-prod\.env/u);
	await app.press('export.leave');
	await app.waitFor(/What does your Java/u);
	await app.press('export.leave');
	await app.waitFor(/In which form/u);
	await app.press('export.leave');
	await app.waitForState(({routes}) => routes.at(-1)?.name === 'tokens');
});

test('code that was shown is written as it was, and how to use it is said', async t => {
	const app = await open(t);
	await app.press('menu.down', 'menu.choose');
	await app.waitFor(/What does your Python/u);
	await app.press('menu.down', 'menu.choose');
	await app.waitFor(/load_dotenv/u);
	const {text} = app.state().exportDraft ?? {};
	await app.press('export.to-file');
	await app.waitFor(/ci-deploy-prod\.py/u);
	await app.press('export.write');
	await app.waitFor(/Your program has what it needs/u);
	const file = join(app.paths.exports, 'ci-deploy-prod.py');
	t.after(async () => rm(file, {force: true}));
	assert.equal(await readFile(file, 'utf8'), text);
});

test('a file that is there is written over only by the key that says so', async t => {
	const app = await open(t);
	const file = join(app.paths.exports, 'ci-deploy-prod.env');
	t.after(async () => rm(file, {force: true}));
	await writeFile(file, 'precious');
	await app.press('menu.choose');
	await app.waitFor(/What does your TypeScript/u);
	await app.press('menu.choose');
	await app.waitFor(/Which file\?/u);
	await app.press('export.overwrite');
	await app.waitFor(/No file of that name was found yet/u);
	await app.press('export.write');
	await app.waitFor(/That file is there already/u);
	await app.press('export.write');
	await app.waitForState(({exportDraft}) => exportDraft?.isTaken === true && !exportDraft.isWorking);
	assert.equal(await readFile(file, 'utf8'), 'precious');
	await app.press('export.overwrite');
	await app.waitFor(/Your program has what it needs/u);
	assert.equal(parse(await readFile(file))['TOKEN_ID'], app.id);
	assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('secrets of GitHub are set with gh, which must be here; no state holds the key', async t => {
	const bin = await mkdtemp(join(tmpdir(), 'gh-'));
	t.after(async () => rm(bin, {recursive: true, force: true}));
	const app = await open(t, {variables: {PATH: bin, GH_LOG: bin}});
	await app.state().chooseForm({format: 'github'});
	await app.waitFor(/Which repository/u);
	await app.type('acme');
	await app.press('export.set-secrets');
	await app.waitFor(/Type the repository as OWNER\/NAME/u);
	await app.type('/my-service');
	await app.press('export.set-secrets');
	await app.waitFor(/gh, the GitHub command line, is not here/u);
	await writeFile(join(bin, 'gh'), '#!/bin/bash\nIFS= read -rd "" body; printf %s "$body" > "$GH_LOG/$3"\n');
	await chmod(join(bin, 'gh'), 0o755);
	await app.press('export.set-secrets');
	await app.waitFor(/The secrets are set/u);
	assert.match(app.text(), /acme\/my-service: PROJECT_ID, TOKEN_ID, PRIVATE_KEY/u);
	assert.match(await readFile(join(bin, 'PRIVATE_KEY'), 'utf8'), /^-----BEGIN PRIVATE KEY-----/u);
	assert.doesNotMatch(JSON.stringify(app.state()), /PRIVATE KEY-----/u);
});
