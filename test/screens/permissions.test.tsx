import assert from 'node:assert/strict';
import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {cells} from '../../source/text/cells.ts';
import {answering, aStore} from '../store/a-store.ts';
import {type AnApp, anApp, showApp} from './an-app.tsx';

const name = 'ci-deploy-prod';
const listPath = /^\/api\/projects$/;

/** The list with one token that may issue in the first of two projects, and the editor opened on it. */
const opened = async (t: Pick<TestContext, 'after'>, window = {}) => {
	const app = await anApp(t, window);
	await app.signIn();
	await app.makeToken(name);
	await app.state().startCreateProject({name: 'Second'});
	app.state().restart({name: 'tokens'});
	await app.settled();
	await app.press('token.permissions');
	await app.waitFor(/Own statements/);
	return app;
};

const rowOf = (app: Pick<AnApp, 'lines'>, title: string) =>
	app.lines().find(line => line.includes(title)) ?? assert.fail(`no row ${title}`);

test('p shows what a token may do in every project, and Space chooses the next level, in words', async t => {
	const app = await opened(t);
	assert.match(rowOf(app, 'In the project'), /▸ In the project +yes +no/);
	assert.match(rowOf(app, 'Credential Issuance (cis)'), / some +·/);
	await app.keys('down', 'down', 'down', 'down', 'space', 'space');
	assert.match(rowOf(app, '▸ Credential Issuance (cis)'), /~ read/);
	assert.match(app.text(), /was can start issuance, .* now can read everything in Credential Issuance/);
	assert.match(app.text(), /Changes in 1 project, not applied/);
	await app.press('permissions.undo', 'permissions.undo');
	assert.match(rowOf(app, 'Credential Issuance (cis)'), / {4}some/);
});

test('a level in a project that it is not in adds it there too, which is said', async t => {
	const app = await opened(t);
	await app.keys('right', 'down', 'down', 'space');
	assert.match(rowOf(app, 'In the project'), /\+ yes/);
	assert.match(rowOf(app, 'People and tokens'), /\+ read/);
	assert.match(app.text(), /It will be added to this project as well/);
});

test('everything is marked as dangerous, covers the other areas, and is applied only after its word', async t => {
	const app = await opened(t);
	await app.keys('down', 'space');
	assert.match(rowOf(app, 'Everything (* on *)'), /\+ YES !/);
	assert.match(rowOf(app, 'Wallets'), /\(all\)/);
	assert.match(app.text(), /risk a leaked key can do anything in this project/);
	await app.press('permissions.review');
	assert.match(app.text(), /Whoever has its key can do anything here/);
	await app.press('permissions.apply');
	assert.match(app.text(), /Type everything .*What has to be typed does not match yet\./);
	await app.type('everything');
	await app.press('permissions.apply');
	await app.waitFor(/It is as you chose/);
	assert.match(app.text(), /Default Project done, and read back/);
	await app.press('permissions.look');
	await app.waitFor(/Own statements/);
	assert.match(rowOf(app, 'Everything (* on *)'), / {4}YES !/);
	assert.match(app.text(), /! Everything is granted in Default Project\./);
});

test('the review shows words and JSON before anything is sent, and u takes back what was applied', async t => {
	const app = await opened(t);
	let puts = 0;
	app.interceptWith(
		answering('PUT', /policies/, async (_request, next) => {
			puts += 1;
			return next();
		}),
	);
	await app.keys('down', 'down', 'down', 'space');
	await app.press('permissions.review');
	assert.match(app.text(), /\+ can read everything in Login Configuration as JSON/);
	assert.equal(puts, 0);
	await app.press('permissions.apply');
	await app.waitFor(/u takes back what was done/);
	await app.press('permissions.take-back');
	await app.waitFor(/It is as it was before/);
	assert.equal(puts, 2);
	await app.keys('enter');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
});

test('Esc leaves at once when nothing was chosen, and asks when something would be lost', async t => {
	const app = await opened(t);
	await app.keys('escape');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
	await app.press('token.permissions');
	await app.waitFor(/Own statements/);
	await app.keys('space', 'escape');
	assert.match(app.text(), /is not applied/);
	await app.keys('escape', 'q');
	assert.deepEqual(app.quits, []);
	await app.press('permissions.drop');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
});

test('E has the policy edited in the editor of the person, and shows what was written', async t => {
	const variables: Record<string, string> = {PATH: '/usr/bin:/bin'};
	const held = await aStore(t, {effects: {variables}});
	const program = join(held.home, 'an-editor');
	await writeFile(program, '#!/bin/sh\nsed -i \'s/"cis:startIssuance"/"other:thing"/\' "$1"\n');
	await chmod(program, 0o700);
	variables['EDITOR'] = program;
	await held.signIn();
	const {id} = await held.makeToken(name);
	held.state().go({name: 'permissions', tokenId: id});
	await held.state().beginPermissions(id);
	const app = await showApp(t, held);
	await app.press('permissions.json');
	await app.waitFor(/nothing is sent yet/);
	assert.match(rowOf(app, 'Own statements (JSON)'), /~ 1/);
	await app.keys('end');
	assert.match(app.text(), /now can other:thing/);
});

test('names that would break the table are drawn harmlessly, at every width', async t => {
	const app = await anApp(t);
	await app.signIn();
	const {id} = await app.makeToken(name);
	const odd = [
		'デモ用プロジェクト 日本語',
		'bad\u001B[2Jname',
		'👩‍👩‍👧‍👦'.repeat(20),
		'\u202Eright to left',
		'',
	];
	app.interceptWith(
		answering('GET', listPath, async (_request, next) => {
			const own: readonly object[] = await (await next()).json();
			return Response.json([...own, ...odd.map((each, at) => ({id: `p-${at}`, name: each}))]);
		}),
	);
	app.state().go({name: 'permissions', tokenId: id});
	await app.state().beginPermissions(id);
	for (const [columns, rows] of [
		[120, 40],
		[80, 24],
		[60, 20],
	] as const) {
		await app.resizeTo(columns, rows);
		for (let at = 0; at <= odd.length; at += 1) {
			for (const line of app.lines()) assert.ok(cells(line) <= columns, line);
			assert.equal(app.lines().length, rows);
			assert.ok(!['\u001B[2J', '\u202E'].some(each => app.lastFrame().includes(each)));
			await app.keys('right');
		}
	}
});

test('e renames a token, and u takes that back', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.makeToken(name);
	app.state().restart({name: 'tokens'});
	await app.settled();
	await app.press('token.rename');
	await app.waitFor(/is now +ci-deploy-prod/);
	await app.press('field.kill-to-start');
	await app.type('ci-deploy-stage');
	await app.press('rename.save');
	await app.waitFor(/It is called ci-deploy-stage now/);
	assert.match(rowOf(app, '▸'), /ci-deploy-stage/);
	await app.press('token.take-back');
	await app.waitFor(/ci-deploy-prod again/);
});

test('a name that is too short is said before it is sent', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.makeToken(name);
	app.state().restart({name: 'tokens'});
	await app.settled();
	await app.press('token.rename');
	await app.waitFor(/is now/);
	await app.press('field.kill-to-start');
	await app.type('abc');
	await app.press('rename.save');
	assert.match(app.text(), /! 5 characters to go/);
	assert.equal(app.state().routes.at(-1)?.name, 'rename');
});
