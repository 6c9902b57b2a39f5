import assert from 'node:assert/strict';
import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {isChangedColumn, wantedLevel} from '../../source/store/permissions-draft.ts';
import type {permissionRows} from '../../source/store/permissions-slice.ts';
import {choose} from '../screens/scenarios/permissions.ts';
import {type AStore, answering, aStore, refusing} from './a-store.ts';

type Row = (typeof permissionRows)[number];

const policies = /^\/iam\/v1\/policies\/principals\//;
const name = 'ci-deploy-prod';

/** A token that may issue in the first of two projects and is not in the second, in the editor. */
const editing = async (t: Pick<TestContext, 'after'>, options: Parameters<typeof aStore>[1] = {}) => {
	const app = await aStore(t, options);
	await app.signIn();
	const {id} = await app.makeToken(name);
	await app.state().startCreateProject({name: 'Second'});
	app.state().restart({name: 'tokens'});
	app.state().go({name: 'permissions', tokenId: id});
	await app.state().beginPermissions(id);
	return {app, id};
};

const permissionsOf = ({state}: AStore) => state().permissions ?? assert.fail('no permissions');

const columnOf = (app: AStore, at: number) => permissionsOf(app).columns[at] ?? assert.fail('no column');

const levelOf = (app: AStore, at: number, row: Exclude<Row, 'member' | 'own'>) =>
	wantedLevel(columnOf(app, at), row);

const resultsOf = (app: AStore) => permissionsOf(app).results.map(({status}) => status);

/** Another terminal of the same user, with the same token in its editor. */
const aRival = async (app: AStore, id: string) => {
	const rival = app.startAgain();
	const {getState} = rival;
	getState().chooseEnvironment(app.state().environment ?? assert.fail('no environment'));
	await getState().restoreSession();
	await getState().loadTokens();
	await getState().beginPermissions(id);
	return {...app, state: getState};
};

const applied = async (app: Pick<AStore, 'state'>) => {
	app.state().reviewPermissions();
	await app.state().applyPermissions();
};

/** How the token stands on the service now, by another reading. */
const standingNow = async (app: AStore, id: string, at: number) => {
	const rival = await aRival(app, id);
	const {project} = columnOf(app, at);
	const {columns} = permissionsOf(rival);
	return columns.find(each => each.project.id === project.id) ?? assert.fail('not listed');
};

test('the projects that the token is in stand first, and nothing is changed yet', async t => {
	const {app} = await editing(t);
	const {columns} = permissionsOf(app);
	assert.deepEqual(
		columns.map(({project, isMember}) => [project.name, isMember]),
		[
			['Default Project', true],
			['Second', false],
		],
	);
	assert.ok(!columns.some(isChangedColumn));
	assert.equal(levelOf(app, 0, 'cis'), 'some');
});

test('Space goes round the levels, and comes back to the single actions that were there', async t => {
	const {app} = await editing(t);
	const seen: string[] = [];
	for (let time = 0; time < 4; time += 1) {
		choose(app, 0, 'cis');
		seen.push(levelOf(app, 0, 'cis'));
	}
	assert.deepEqual(seen, ['none', 'read', 'full', 'some']);
	assert.ok(!isChangedColumn(columnOf(app, 0)));
});

test('an area that everything covers is not chosen apart', async t => {
	const {app} = await editing(t);
	choose(app, 0, 'everything');
	choose(app, 0, 'vpa');
	assert.equal(levelOf(app, 0, 'vpa'), 'none');
	assert.match(app.state().message, /Everything is granted here/);
});

test('u undoes change after change', async t => {
	const {app} = await editing(t);
	choose(app, 0, 'vpa');
	choose(app, 1, 'ais', 2);
	app.state().undoPermission();
	assert.equal(levelOf(app, 1, 'ais'), 'read');
	app.state().undoPermission();
	assert.ok(!isChangedColumn(columnOf(app, 1)) && isChangedColumn(columnOf(app, 0)));
	app.state().undoPermission();
	app.state().undoPermission();
	assert.ok(!permissionsOf(app).columns.some(isChangedColumn));
});

test('changes in two projects are applied one after the other, each an operation, and leave all else as it was', async t => {
	const {app, id} = await editing(t);
	choose(app, 0, 'vpa');
	choose(app, 1, 'ais', 2);
	await applied(app);
	assert.deepEqual(resultsOf(app), ['done', 'done']);
	const first = await standingNow(app, id, 0);
	assert.deepEqual(
		[wantedLevel(first, 'vpa'), wantedLevel(first, 'cis'), wantedLevel(first, 'ais')],
		['read', 'some', 'none'],
	);
	assert.equal(wantedLevel(await standingNow(app, id, 1), 'ais'), 'full');
	assert.equal(app.state().interrupted.length, 0);
});

test('everything, and being shut out, are applied only once their word was typed', async t => {
	const {app} = await editing(t);
	for (const [row, word, wrong] of [
		['everything', 'everything', 'remove'],
		['member', 'remove', ''],
	] as const) {
		choose(app, 0, row);
		app.state().reviewPermissions();
		app.state().typePermissionsWord(wrong);
		await app.state().applyPermissions();
		assert.deepEqual([permissionsOf(app).page, resultsOf(app)], ['review', []]);
		app.state().typePermissionsWord(word);
		app.state().backFromPermissions();
		app.state().undoPermission();
	}
	choose(app, 0, 'member');
	app.state().reviewPermissions();
	app.state().typePermissionsWord('remove');
	await app.state().applyPermissions();
	assert.deepEqual(resultsOf(app), ['done']);
	assert.deepEqual(app.state().detail?.projects, []);
});

test('what one project refuses keeps no other from being changed, and the rest is tried again alone', async t => {
	const {app, id} = await editing(t);
	choose(app, 0, 'vpa');
	choose(app, 1, 'ais', 2);
	let puts = 0;
	app.interceptWith(
		answering('PUT', policies, async (_request, next) => {
			puts += 1;
			return puts === 1
				? Response.json({name: 'TestError', message: 'Not now.', httpStatusCode: 400}, {status: 400})
				: next();
		}),
	);
	await applied(app);
	assert.deepEqual(resultsOf(app), ['failed', 'done']);
	assert.match(permissionsOf(app).results[0]?.failure?.said ?? '', /Not now\./);
	assert.equal(wantedLevel(await standingNow(app, id, 0), 'vpa'), 'none');
	await app.state().retryPermissions();
	assert.deepEqual([resultsOf(app), puts], [['done', 'done'], 3]);
	assert.equal(wantedLevel(await standingNow(app, id, 0), 'vpa'), 'read');
});

test('a change that stopped between the adding and the rights is gone on with, and nothing is left open', async t => {
	const {app, id} = await editing(t);
	choose(app, 1, 'ais', 2);
	app.interceptWith(refusing('PUT', policies, 403));
	await applied(app);
	assert.deepEqual(resultsOf(app), ['failed']);
	app.passOn();
	await app.state().retryPermissions();
	assert.deepEqual(resultsOf(app), ['done']);
	assert.equal(wantedLevel(await standingNow(app, id, 1), 'ais'), 'full');
	assert.equal(app.state().interrupted.length, 0);
});

test('Esc stops waiting for what hangs, and the rest is not begun', async t => {
	const {app, id} = await editing(t);
	choose(app, 0, 'vpa');
	choose(app, 1, 'ais', 2);
	let isHeld = false;
	app.interceptWith(
		answering('PUT', policies, async () => {
			isHeld = true;
			return new Promise(() => {});
		}),
	);
	const applying = applied(app);
	await app.until(() => isHeld);
	assert.equal(app.state().backFromPermissions(), true);
	await applying;
	assert.deepEqual(resultsOf(app), ['failed', 'waiting']);
	app.passOn();
	await app.state().retryPermissions();
	assert.deepEqual(resultsOf(app), ['done', 'done']);
	assert.equal(wantedLevel(await standingNow(app, id, 0), 'vpa'), 'read');
	assert.equal(app.state().interrupted.length, 0);
});

test('a session that ends meanwhile is signed in again, and the rest is done', async t => {
	const {app, id} = await editing(t);
	choose(app, 0, 'vpa');
	choose(app, 1, 'ais', 2);
	let isOver = true;
	app.interceptWith(async (request, next) =>
		isOver && request.url.includes('/iam/v1/')
			? Response.json({name: 'InvalidJwtTokenError', message: 'over', httpStatusCode: 401}, {status: 401})
			: next(request),
	);
	await applied(app);
	assert.deepEqual(resultsOf(app), ['failed', 'waiting']);
	assert.equal(permissionsOf(app).failure?.kind, 'session-ended');
	isOver = false;
	app.state().go({name: 'sign-in', next: 'back'});
	await app.state().signIn();
	await app.until(({permissions}) => permissions?.results.every(({status}) => status === 'done') ?? false);
	assert.equal(permissionsOf(app).failure, undefined);
	assert.equal(wantedLevel(await standingNow(app, id, 0), 'vpa'), 'read');
});

test('what somebody else changed meanwhile is a conflict and stays as they left it', async t => {
	const {app, id} = await editing(t);
	choose(app, 0, 'vpa');
	choose(app, 1, 'ais', 2);
	const rival = await aRival(app, id);
	choose(rival, 0, 'ver');
	await applied(rival);
	await applied(app);
	assert.deepEqual(resultsOf(app), ['conflict', 'done']);
	const now = await standingNow(app, id, 0);
	assert.deepEqual([wantedLevel(now, 'ver'), wantedLevel(now, 'vpa')], ['full', 'none']);
	await app.state().retryPermissions();
	assert.deepEqual(resultsOf(app), ['conflict', 'done']);
});

test('what was applied is taken back within fifteen seconds, and not after', async t => {
	const {app, id} = await editing(t);
	choose(app, 0, 'vpa');
	choose(app, 1, 'ais', 2);
	await applied(app);
	await app.state().takeBackPermissions();
	assert.deepEqual(resultsOf(app), ['done', 'done']);
	assert.equal(wantedLevel(await standingNow(app, id, 0), 'vpa'), 'none');
	assert.equal((await standingNow(app, id, 1)).isMember, false);
	assert.equal(permissionsOf(app).backUntil, undefined);
	await app.state().beginPermissions(id);
	choose(app, 0, 'vpa');
	await applied(app);
	app.clock.advance(15_000);
	await app.until(({permissions}) => permissions?.backUntil === undefined);
	await app.state().takeBackPermissions();
	assert.equal(wantedLevel(await standingNow(app, id, 0), 'vpa'), 'read');
});

test('what somebody else changed after it was applied is not taken back', async t => {
	const {app, id} = await editing(t);
	choose(app, 0, 'vpa');
	await applied(app);
	const rival = await aRival(app, id);
	choose(rival, 0, 'ver');
	await applied(rival);
	await app.state().takeBackPermissions();
	assert.deepEqual(resultsOf(app), ['conflict']);
	assert.equal(wantedLevel(await standingNow(app, id, 0), 'ver'), 'full');
});

test('what could not be taken back is tried again as that', async t => {
	const {app, id} = await editing(t);
	choose(app, 0, 'vpa');
	await applied(app);
	app.interceptWith(refusing('PUT', policies, 400));
	await app.state().takeBackPermissions();
	assert.deepEqual(resultsOf(app), ['failed']);
	app.passOn();
	await app.state().retryPermissions();
	assert.deepEqual([resultsOf(app), permissionsOf(app).isBack], [['done'], true]);
	assert.equal(permissionsOf(app).backUntil, undefined);
	assert.equal(wantedLevel(await standingNow(app, id, 0), 'vpa'), 'none');
});

test('leaving asks only while something was chosen and is not applied', async t => {
	const {app} = await editing(t);
	assert.equal(app.state().backFromPermissions(), false);
	choose(app, 0, 'vpa');
	assert.equal(app.state().backFromPermissions(), true);
	assert.equal(permissionsOf(app).page, 'leave');
	assert.equal(app.state().backFromPermissions(), true);
	assert.equal(permissionsOf(app).page, 'edit');
	app.state().leavePermissions();
	assert.equal(app.state().permissions, undefined);
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
});

/** The editor of a person, as a shell script that gets the file. */
const withEditor = async (t: Pick<TestContext, 'after'>, script: string) => {
	const variables: Record<string, string> = {PATH: '/usr/bin:/bin'};
	const {app, id} = await editing(t, {effects: {variables}});
	const program = join(app.home, 'an-editor');
	const write = async (body: string) => {
		await writeFile(program, `#!/bin/sh\n${body}\n`);
		await chmod(program, 0o700);
	};
	await write(script);
	Object.assign(variables, {EDITOR: program, HOME: app.home});
	const edit = async () => app.state().editPolicyJson(async work => work());
	return {app, id, write, edit, seen: join(app.home, 'seen')};
};

test('a policy that was written as JSON takes the place of the levels, and can be undone', async t => {
	const {app, edit} = await withEditor(t, `sed -i 's/cis:startIssuance/other:thing/' "$1"`);
	await edit();
	assert.ok(isChangedColumn(columnOf(app, 0)));
	assert.match(JSON.stringify(columnOf(app, 0).base), /other:thing/);
	app.state().undoPermission();
	assert.ok(!isChangedColumn(columnOf(app, 0)));
});

test('JSON that is no policy changes nothing, says where, and is opened again as it was left', async t => {
	const {app, edit, write, seen} = await withEditor(t, `echo '{"version": oops}' >"$1"`);
	await edit();
	assert.equal(permissionsOf(app).mistake?.problem, 'It is not JSON from line 1, column 13 on.');
	assert.ok(!isChangedColumn(columnOf(app, 0)));
	await write(`cp "$1" "$HOME/seen"`);
	await edit();
	assert.equal(await readFile(seen, 'utf8'), '{"version": oops}\n');
	assert.ok(permissionsOf(app).mistake);
	app.state().dropPolicyMistake();
	await edit();
	assert.match(await readFile(seen, 'utf8'), /cis:startIssuance/);
	assert.match(app.state().message, /Nothing was changed/);
});

test('an editor that fails is said, and a statement about somebody else is warned of', async t => {
	const {app, edit, write} = await withEditor(t, 'exit 1');
	await edit();
	assert.match(app.state().message, /ended with exit code 1\. Nothing was changed/);
	await write(`sed -i 's/token\\/[0-9a-f-]*/token\\/other/' "$1"`);
	await edit();
	assert.match(app.state().message, /names another principal/);
});

test('a service that can not be read is said, and read again on request', async t => {
	const {app, id} = await editing(t);
	app.interceptWith(refusing('GET', /^\/iam\/v1\/tokens\/[^/]+\/projects$/, 400, 'Not today.'));
	await app.state().beginPermissions(id);
	assert.equal(permissionsOf(app).page, 'failed');
	assert.match(permissionsOf(app).failure?.said ?? '', /Not today\./);
	app.passOn();
	await app.state().beginPermissions(id);
	assert.equal(permissionsOf(app).page, 'edit');
});
