import assert from 'node:assert/strict';
import {readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {thumbprint} from '../../source/keys/thumbprint.ts';
import {copyables} from '../../source/store/copyables.ts';
import type {Copied} from '../../source/system/clipboard.ts';
import {anApp} from './an-app.tsx';

const withToken = async (t: TestContext, copied?: Copied) => {
	const app = await anApp(t, {...(copied && {copied})});
	await app.signIn();
	const token = await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	await app.settled();
	return {...app, token};
};

test('y copies the id of the token under the cursor and says how', async t => {
	const app = await withToken(t);
	await app.press('token.copy-id');
	assert.deepEqual(app.copies, [app.token.id]);
	assert.match(app.lastFrame(), /Sent the id to the terminal \(OSC 52\)\. No paste\? Y, then f for a file\./);
});

test('what was said stays long enough to be read, and goes at the next key that does something', async t => {
	const app = await withToken(t);
	await app.press('token.copy-id');
	app.clock.advance(4999);
	await app.press('list.down');
	assert.match(app.lastFrame(), /Sent the id to the terminal/);
	app.clock.advance(1);
	await app.keys('ctrl+k');
	assert.match(app.lastFrame(), /Sent the id to the terminal/);
	await app.press('list.down');
	assert.doesNotMatch(app.lastFrame(), /Sent the id/);
	await app.press('token.copy-id');
	assert.match(app.lastFrame(), /Sent the id to the terminal/);
});

test('y does the same on the page of a token', async t => {
	const app = await withToken(t, {tool: 'xclip', failed: [], isSent: true});
	await app.press('token.open', 'token.copy-id');
	assert.deepEqual(app.copies, [app.token.id]);
	assert.match(app.lastFrame(), /Copied the id with xclip\./);
});

test('y copies the id of the project under the cursor', async t => {
	const app = await withToken(t);
	app.state().restart({name: 'projects'});
	await app.press('project.copy-id');
	assert.deepEqual(app.copies, [app.state().projects.items[0]?.id]);
	assert.match(app.lastFrame(), /Sent the id to the terminal \(OSC 52\)\. No paste\? pat-tui project list/);
});

test('y says why it does nothing where there is no token', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.press('token.copy-id', 'token.copy');
	assert.deepEqual(app.copies, []);
	assert.match(app.lastFrame(), /Select a token first\./);
});

test('Y lists what can be copied; Enter copies the row and goes back', async t => {
	const app = await withToken(t);
	const [key = assert.fail('no key')] = app.token.keys;
	await app.press('token.copy');
	for (const label of [
		'Id',
		'ARI',
		'Key id',
		'Public key, JWK',
		'Public keys, JWKS',
		'Thumbprint',
		'Command',
	])
		assert.match(app.lastFrame(), new RegExp(`  ${label}|. ${label}`));
	await app.press('menu.down', 'menu.down', 'menu.down', 'menu.choose');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
	assert.match(app.lastFrame(), /Sent the JWK to the terminal/);
	const [copied = ''] = app.copies;
	assert.equal(thumbprint(JSON.parse(copied)), thumbprint(key));
	assert.equal(app.copies.length, 1);
});

test('f writes the row to a new file that only its owner reads, and never over another', async t => {
	const app = await withToken(t);
	await app.press('token.copy', 'copy.write');
	await app.waitForState(({copyMenu}) => copyMenu?.written !== undefined);
	const file = join(app.paths.exports, 'ci-deploy-prod-id.txt');
	assert.match(app.text().replaceAll(' ', ''), new RegExp(file.replaceAll('.', String.raw`\.`)));
	assert.equal(await readFile(file, 'utf8'), `${app.token.id}\n`);
	assert.equal((await stat(file)).mode & 0o777, 0o600);
	await writeFile(file, 'mine');
	await app.press('copy.write');
	await app.waitForState(({copyMenu}) => copyMenu?.written?.endsWith('ci-deploy-prod-2-id.txt') ?? false);
	assert.equal(await readFile(file, 'utf8'), 'mine');
	assert.deepEqual(app.copies, []);
	assert.equal(app.state().receipts.filter(line => line.endsWith('(0600).')).length >= 2, true);
});

test('a file that can not be written is said, and the menu stays', async t => {
	const app = await withToken(t);
	await app.press('token.copy');
	for (let number = 1; number <= 20; number += 1) {
		const name = `ci-deploy-prod${number === 1 ? '' : `-${number}`}-id.txt`;
		await writeFile(join(app.paths.exports, name), 'mine');
	}
	await app.press('copy.write');
	await app.waitForState(({copyMenu}) => copyMenu?.problem !== undefined);
	assert.match(app.lastFrame(), /No file was written/);
});

test('no row holds a private key, a passphrase or a member of a private JWK', async t => {
	const app = await anApp(t);
	await app.signIn();
	const token = await app.makeToken('ci-deploy-prod', {passphrase: 'correct horse'});
	const hostile = {...token, keys: [Object.assign({}, token.keys[0], {d: 'private-d', p: 'private-p'})]};
	const names = (await readdir(app.paths.keys)).filter(name => name.endsWith('.pem'));
	const pem = await readFile(join(app.paths.keys, names[0] ?? ''), 'utf8');
	const secrets = ['correct horse', 'PRIVATE KEY', 'private-d', 'private-p', pem.split('\n')[1] ?? ''];
	const rows = copyables(hostile, 'sandbox');
	assert.equal(rows.length, 7);
	for (const {text} of rows) for (const secret of secrets) assert.ok(!text.includes(secret), text);
});

test('what a record lacks is no row, and each of several keys has its own', () => {
	const token = {
		...{id: 'x y', name: '', ari: '', ownerAri: '', algorithm: '', jwksUri: '', scopes: [], raw: {}},
		keys: [
			{kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'one'},
			{kty: 'EC', kid: 'two'},
		],
	};
	assert.deepEqual(
		copyables(token, undefined).map(({label, text}) => [label, text.slice(0, 28)]),
		[
			['Id', 'x y'],
			['Key id 1', 'one'],
			['Key id 2', 'two'],
			['Public key, JWK 1', '{"kty":"EC","kid":"one","crv'],
			['Public key, JWK 2', '{"kty":"EC","kid":"two"}'],
			['Public keys, JWKS', '{"keys":[{"kty":"EC","kid":"'],
			['Thumbprint 1', thumbprint({kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA'})?.slice(0, 28)],
			['Command to try it', "pat-tui token try -i 'x y'"],
		],
	);
	assert.equal(
		copyables({...token, keys: []}, 'dev').at(-1)?.text,
		"pat-tui token try -i 'x y' --environment=dev",
	);
});
