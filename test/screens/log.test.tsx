import assert from 'node:assert/strict';
import {appendFile, readFile, rm} from 'node:fs/promises';
import {test} from 'node:test';
import type {ActivityEntry} from '../../source/operations/activity.ts';
import {answering, refusing} from '../store/a-store.ts';
import {type AnApp, anApp} from './an-app.tsx';
import {someEffects} from './scenarios/log.ts';

const read = ({log}: ReturnType<AnApp['state']>) => log.status === 'read';

/** Writes entries as another process would, each like the last one that stands there but for what is given. */
const append = async ({paths}: AnApp, changes: readonly Partial<ActivityEntry>[]) => {
	const lines = (await readFile(paths.activity, 'utf8')).trim().split('\n');
	const last: object = JSON.parse(lines.at(-1) ?? '{}');
	await appendFile(paths.activity, changes.map(each => `${JSON.stringify({...last, ...each})}\n`).join(''));
};

test('a token that was made is in the log with its request, how that ended and how long it took', async t => {
	const app = await anApp(t, {columns: 120});
	await app.signIn({embedded: true});
	await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	await app.press('screen.log');
	await app.waitForState(read);
	assert.match(app.lastFrame(), /create-token .*✓ done \(200\) +\d+ ms +POST \/iam\/v1\/tokens/);
	assert.match(app.lastFrame(), /\d requests sent from this computer/);
	assert.ok(app.lastFrame().includes('It holds no secrets: '));
	assert.ok(app.text().includes(app.paths.activity.slice(0, 40)));
});

test('a failure has a sign and a word, and Enter shows all that is known of it', async t => {
	const app = await anApp(t);
	await someEffects(app);
	await app.waitFor(/delete-token +✗ refused \(403\)/);
	await app.press('log.open');
	const text = app.text();
	for (const part of [
		/What delete-token/,
		/How it ended ✗ refused \(403\) The service refused it: nothing was changed\./,
		/Request DELETE \/iam\/v1\/tokens\/[\da-f-]{36} /,
		/Trace id trace-1/,
		/When \d{4}-\d\d-\d\d \d\d:\d\d:\d\d on this computer's clock/,
	])
		assert.match(text, part);
	await app.press('screen.back');
	assert.deepEqual(
		app.state().routes.map(({name}) => name),
		['tokens', 'log'],
	);
});

test('what another user, another environment or another service did is not in the log', async t => {
	const app = await anApp(t);
	await someEffects(app);
	const before = app.state().log.entries.length;
	await append(app, [
		{id: 'a', name: 'of-another-user', user: 'somebody-else'},
		{id: 'b', name: 'of-another-folder', environment: 'elsewhere'},
		{id: 'c', name: 'of-another-origin', origin: 'https://elsewhere.example'},
	]);
	await app.press('log.refresh');
	await app.waitForState(read);
	assert.equal(app.state().log.entries.length, before);
	assert.doesNotMatch(app.lastFrame(), /of-another/);
	const [mine = assert.fail('nothing was sent')] = app.state().log.entries;
	app.state().noteActivity({...mine, id: 'd', user: 'somebody-else'});
	assert.equal(app.state().log.entries.length, before);
});

test('the log is forgotten with its user', async t => {
	const app = await anApp(t);
	await someEffects(app);
	await app.press('log.open');
	app.state().forgetUser();
	const {log, selectedEntry} = app.state();
	assert.deepEqual([log.status, log.entries, selectedEntry], ['none', [], undefined]);
});

test('what is sent while the log is on the screen shows there, first as unsure and then with its end', async t => {
	const app = await anApp(t);
	await someEffects(app);
	const {id: tokenId, name} = app.state().tokens.items[0] ?? assert.fail('no token');
	let answer = () => {};
	app.interceptWith(
		answering('DELETE', /\/tokens\/[^/]+$/, async (_request, next) => {
			await new Promise<void>(resolve => {
				answer = resolve;
			});
			return next();
		}),
	);
	const done = app.state().startDelete({tokenId, name, removeKeys: []});
	await app.waitFor(/delete-token +! unsure/);
	answer();
	await done;
	await app.waitFor(/delete-token +✓ done \(\d+\)/);
	assert.match(app.lastFrame(), /delete-token +✗ refused \(403\)/);
});

test('the cursor stays on its entry when newer ones come, and goes no further than the last', async t => {
	const app = await anApp(t);
	await someEffects(app);
	const [first, second] = app.state().log.entries;
	await app.press('list.down');
	assert.equal(app.state().selectedEntry, second?.id);
	await append(app, [{id: 'newer', at: '2999-01-01T00:00:00.000Z', name: 'from-elsewhere'}]);
	await app.press('log.refresh');
	await app.waitFor(/from-elsewhere/);
	assert.equal(app.state().selectedEntry, second?.id);
	await app.press('list.up');
	assert.equal(app.state().selectedEntry, first?.id);
	await app.press('list.bottom', 'list.down', 'list.page-down');
	assert.equal(app.state().selectedEntry, app.state().log.entries.at(-1)?.id);
	await app.press('list.top', 'log.open');
	assert.match(app.text(), /What from-elsewhere/);
});

test('a file that can not be read is said with its reason, and r reads it once that is mended', async t => {
	const app = await anApp(t);
	await someEffects(app);
	const lines = await readFile(app.paths.activity);
	await rm(app.paths.activity);
	await app.press('log.refresh');
	await app.waitFor(/Nothing was sent from this computer yet/);
	await app.press('screen.back', 'browse.log');
	await appendFile(app.paths.activity, Buffer.alloc(4 * 1024 * 1024 + 1, ' '));
	await app.press('log.refresh');
	await app.waitFor(/The log could not be read/);
	assert.match(app.text(), /activity\.jsonl is too large\./);
	assert.match(app.text(), /r reads it again/);
	await rm(app.paths.activity);
	await appendFile(app.paths.activity, lines);
	await app.press('log.refresh');
	await app.waitFor(/delete-token/);
	assert.doesNotMatch(app.lastFrame(), /could not be read/);
});

test('@ opens the log from any page and Esc leads back; the numbers never pile screens up', async t => {
	const app = await anApp(t);
	await app.signIn();
	const token = await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	app.state().go({name: 'token', tokenId: token.id});
	await app.press('browse.log', 'screen.back');
	assert.equal(app.state().routes.at(-1)?.name, 'token');
	await app.press('browse.log', 'log.open', 'browse.log');
	assert.deepEqual(
		app.state().routes.map(({name}) => name),
		['tokens', 'token', 'log'],
	);
	await app.press('browse.log');
	assert.match(app.text(), /You are there\./);
	await app.press('screen.tokens', 'screen.log', 'screen.projects', 'screen.log');
	assert.deepEqual(
		app.state().routes.map(({name}) => name),
		['tokens', 'log'],
	);
});

test('nobody who is not signed in sees a log', async t => {
	const app = await anApp(t);
	app.state().restart({name: 'tokens'});
	await app.press('browse.log');
	assert.match(app.text(), /Choose an environment first/);
	app.choose();
	await app.press('browse.log');
	assert.match(app.text(), /Sign in first: the log is shown to its own user only\./);
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
});

test('nothing that stands in the file reaches the terminal as it is', async t => {
	const app = await anApp(t, {columns: 120});
	await someEffects(app);
	const nasty = '\u001B[2J\u0007\u202E\r\n';
	await append(app, [
		{
			...{id: 'x', at: `2999${nasty}`, name: `named${nasty}`, subject: nasty, method: nasty, path: nasty},
			...{traceId: nasty, project: nasty, outcome: 'unsure'},
		},
	]);
	await app.press('log.refresh');
	await app.waitFor(/named/);
	assert.doesNotMatch(app.lastFrame(), /(?!\n)[\p{Cc}\p{Cf}]/u);
	await app.press('log.open');
	assert.match(app.text(), /What named/);
	assert.doesNotMatch(app.lastFrame(), /(?!\n)[\p{Cc}\p{Cf}]/u);
});

test('a full log is moved through as a short one, and its newest entry is there first', async t => {
	const app = await anApp(t);
	await someEffects(app);
	const many = Array.from({length: 10_000}, (_, at) => ({
		id: `many-${at}`,
		at: new Date(at * 1000).toISOString(),
		name: `number-${at}`,
	}));
	await append(app, many);
	await app.press('log.refresh');
	await app.waitForState(({log}) => log.status === 'read' && log.entries.length > 10_000);
	assert.match(app.lastFrame(), /▸ [\d:]+ +delete-token/);
	await app.press('list.bottom');
	assert.match(app.lastFrame(), /▸ 1970-01-01 00:00 +number-0 /);
});

test('a refusal is listed also where the window is as small as it may be, in ASCII', async t => {
	const app = await anApp(t, {columns: 60, rows: 20, ascii: true});
	await someEffects(app);
	assert.match(app.lastFrame(), /delete-token +x refused \(403\)/);
	app.interceptWith(refusing('DELETE', /\/tokens\/[^/]+$/, 403));
	await app.resizeTo(80, 24);
	assert.match(app.lastFrame(), /x refused \(403\) +DELETE \/iam/);
});
