import assert from 'node:assert/strict';
import {readFile, stat, unlink} from 'node:fs/promises';
import {test} from 'node:test';
import {refusing} from '../store/a-store.ts';
import {anApp} from './an-app.tsx';
import {aWeakKey, someKeys} from './scenarios/keys.ts';

test('the list says of each key its state, its place and its tokens, and what is left over on both sides', async t => {
	const app = await anApp(t, {columns: 120});
	const {own} = await someKeys(app);
	await app.settled();
	assert.match(app.lastFrame(), /! +ci-deploy-prod +ES256 +plain +1 token +key store/);
	assert.match(app.lastFrame(), /! +my own key +ES256 +open to others +no token +your file/);
	assert.match(app.lastFrame(), /! +torn-0123456789ab\.json +damaged/);
	assert.match(app.lastFrame(), /3 keys on this computer, 1 without a token/);
	const row = app.state().keyRows?.find(each => each.status === 'ready' && each.record.thumbprint === own);
	assert.ok(row?.status === 'ready');
	await unlink(row.place);
	await app.state().loadKeys();
	await app.settled();
	assert.match(app.lastFrame(), /1 token without a key here: ci-deploy-prod/);
	assert.match(app.lastFrame(), /ci-deploy-prod +ES256 +unfinished/);
});

test('4 opens the keys from a list, and while not all tokens are known nothing is claimed of their use', async t => {
	const app = await anApp(t);
	await app.signIn();
	await aWeakKey(app);
	app.interceptWith(refusing('GET', /^\/iam\/v1\/tokens$/, 403));
	app.state().restart({name: 'tokens'});
	await app.state().loadTokens();
	await app.press('screen.keys');
	await app.waitFor(/my own key/);
	assert.doesNotMatch(app.lastFrame(), /no token|without a token/);
	assert.match(app.lastFrame(), /not known before all tokens were read/);
});

test('a weak and exposed key: its page says so and offers what mends it, and both are mended from there', async t => {
	const app = await anApp(t, {columns: 110, rows: 34});
	const {path, weak} = await someKeys(app);
	app.state().go({name: 'key', thumbprint: weak});
	await app.settled();
	const text = app.text();
	for (const part of [
		/kept in a file of yours, mode 0644/,
		/encrypted weakly/,
		/Used by No token of yours/,
		/What to do next m lets nobody else read it w encrypts it with all the rounds/,
	])
		assert.match(text, part);
	await app.press('key.narrow');
	await app.waitFor(/Only you can read its file now/);
	assert.equal((await stat(path)).mode & 0o777, 0o600);
	await app.press('key.renew');
	await app.type('wrong');
	await app.press('key-form.next');
	await app.waitFor(/does not open the key/);
	await app.keys('ctrl+u');
	await app.type('of old');
	await app.press('key-form.next');
	await app.waitFor(/It is encrypted with all the rounds now/);
	assert.match(await readFile(path, 'utf8'), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/u);
	assert.equal(app.state().routes.at(-1)?.name, 'key');
	await app.press('key.renew');
	assert.match(app.lastFrame(), /with all the rounds already/);
	assert.equal(app.store.secrets.get('open-passphrase'), '');
});

test('a passphrase is taken away only with the word, and nothing is done where the two differ', async t => {
	const app = await anApp(t);
	const {path, weak} = await someKeys(app);
	const before = await readFile(path);
	app.state().beginKeyForm(weak, 'passphrase');
	await app.settled();
	await app.type('of old');
	await app.press('key-form.next');
	await app.waitForState(({keyForm}) => keyForm?.page === 'new');
	await app.type('my password 1');
	assert.match(app.text(), /weak .* blanks count\. Known words, repeats, rows of keys and the name/);
	await app.keys('ctrl+u');
	assert.match(app.text(), /No passphrase\? Leave the first field empty/);
	await app.press('key-form.next');
	await app.type('plane');
	await app.press('key-form.next');
	assert.match(app.lastFrame(), /Type plain to keep it so/);
	assert.deepEqual(await readFile(path), before);
	await app.keys('ctrl+u');
	await app.type('plain');
	await app.press('key-form.next');
	await app.waitFor(/It has no passphrase now/);
	assert.match(await readFile(path, 'utf8'), /^-----BEGIN PRIVATE KEY-----/u);
});

test('a key that a token uses is not deleted; one that none uses is, after its name was typed', async t => {
	const app = await anApp(t);
	const {own, weak, path} = await someKeys(app);
	app.state().beginKeyForm(own, 'delete');
	await app.waitFor(/1 token would lose this key/);
	assert.match(app.lastFrame(), /ci-deploy-prod \(/);
	await app.press('key-form.back');
	app.state().go({name: 'key', thumbprint: weak});
	await app.press('key.delete');
	await app.waitFor(/Type its name/);
	await app.type('my own ke');
	await app.press('key-form.next');
	assert.match(app.lastFrame(), /does not match yet/);
	await app.type('y');
	await app.press('key-form.next');
	await app.waitFor(/it stays where it is/);
	assert.deepEqual(
		app.state().routes.map(({name}) => name),
		['tokens', 'keys'],
	);
	assert.doesNotMatch(app.lastFrame(), /my own key/);
	assert.ok((await stat(path)).isFile());
});

test('where it can not be known whether a token uses a key, it is not deleted', async t => {
	const app = await anApp(t);
	const {weak} = await someKeys(app);
	app.interceptWith(refusing('GET', /^\/iam\/v1\/tokens$/, 403));
	app.state().beginKeyForm(weak, 'delete');
	await app.waitFor(/Whether a token uses it could not be read/);
});

test('a note is written on its page, and of the key its thumbprint and public half are copied, never more', async t => {
	const app = await anApp(t, {columns: 100, rows: 40});
	const {own} = await someKeys(app);
	app.state().go({name: 'key', thumbprint: own});
	await app.press('key.note');
	await app.type('Deploys; ask Ada');
	await app.press('key-form.next');
	await app.waitFor(/note +Deploys; ask Ada/);
	await app.press('key.copy-thumbprint');
	await app.press('key.copy');
	await app.waitFor(/Public key, PEM/);
	for (const at of app.state().copyMenu ? [1, 2, 3] : []) {
		await app.state().copyRow(at);
		app.state().openCopyMenu({kind: 'key', id: own});
	}
	assert.equal(app.copies[0], own);
	assert.ok(app.copies[3]?.startsWith('-----BEGIN PUBLIC KEY-----'));
	assert.doesNotMatch(app.copies.join('\n'), /"d":|PRIVATE KEY/);
});
