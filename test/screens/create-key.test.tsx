import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {copyFile, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {readPublicKey} from '../../source/keys/read-public-key.ts';
import {refusing} from '../store/a-store.ts';
import {type AnApp, anApp, atRest} from './an-app.tsx';

const name = 'ci-deploy-prod';
const vector = (file: string) => readFileSync(`test/keys/vectors/${file}`, 'utf8');
const jwkOf = (file: string) => {
	const read = readPublicKey(Buffer.from(vector(file)));
	if (!read.ok) throw new Error(read.error.message);
	return read.value;
};

const onKeyPage = async (app: AnApp, algorithm = 'ES256') => {
	await app.signIn();
	await app.settled();
	await app.press('token.create');
	await app.type(name);
	await app.press('create.next');
	await choose(app, algorithm);
	await app.waitFor(/step 3 of 6/);
};

/** Chooses an item of the menu on the screen by its label. */
const choose = async (app: AnApp, label: string) => {
	await app.waitFor(frame => frame.includes(label));
	for (let moved = 0; moved < 10 && !app.lastFrame().includes(`▸ ${label}`); moved += 1) {
		await app.press('menu.down');
	}
	await app.press('menu.choose');
};

const bringing = async (app: AnApp, algorithm?: string) => {
	await onKeyPage(app, algorithm);
	await choose(app, 'Bring a public key');
	await app.waitFor(/Name the file/);
};

const paste = async (app: AnApp, text: string) =>
	app.type(`\u001B[200~${text.replaceAll('\n', '\r')}\u001B[201~`);

test('a public key that is pasted is recognised, and the token is made on it without a passphrase and without a key here', async t => {
	const app = await anApp(t);
	await bringing(app);
	await paste(app, vector('p256-spki.pem'));
	await app.waitFor(/This was recognised/);
	const {thumbprint, publicJwk} = jwkOf('p256-spki.pem');
	assert.match(app.text(), new RegExp(`form a public key in PEM type EC, P-256 thumbprint ${thumbprint}`));
	await choose(app, 'Use it with ES256');
	await app.waitFor(/step 4 of 5/);
	await choose(app, 'Issue credentials');
	assert.match(app.text(), new RegExp(`key yours, for ES256 \\(EC, P-256\\) thumbprint ${thumbprint}`));
	assert.match(app.text(), /kept its private key stays with you/);
	await choose(app, 'Make the token');
	await app.waitFor(/The token is made\./);
	assert.match(app.text(), /To try it here: `pat-tui key import FILE`; with --link/);
	assert.doesNotMatch(app.text(), /Press Enter to try it|waiting/);
	assert.equal(app.state().keys?.size, 0);
	const [token] = app.state().tokens.items;
	const {x, y} = token?.keys[0] ?? {};
	assert.deepEqual({...publicJwk, x, y}, publicJwk);
	await app.keys('t');
	assert.match(app.lastFrame(), /No private key here/);
	assert.equal(app.state().routes.at(-1)?.name, 'run');
	await app.press('run.leave');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
});

test('a path is completed with Tab and its file read; what was chosen before is told where it does not fit', async t => {
	const app = await anApp(t);
	const folder = join(app.home, 'my keys');
	await mkdir(folder);
	for (const file of ['rsa-spki.pem', 'rsa-ssh.pub'])
		await copyFile(`test/keys/vectors/${file}`, join(folder, file));
	await bringing(app, 'ES512');
	await app.type(`${app.home}/my`);
	await app.press('new-key.complete');
	await app.waitForState(({draft}) => draft.keyFile.endsWith('/my keys/'));
	await app.type('r');
	await app.press('new-key.complete');
	await app.waitForState(({draft}) => draft.keyNames.length === 2);
	assert.match(app.text(), /rsa-spki\.pem rsa-ssh\.pub/);
	await app.type('s');
	await app.press('new-key.complete');
	await app.waitForState(({draft}) => draft.keyFile.endsWith('rsa-ssh.pub'));
	await app.press('new-key.read');
	await app.waitFor(/This was recognised/);
	assert.match(app.text(), /form a public key of OpenSSH type RSA, 2048 bits/);
	assert.match(app.text(), /Use it with RS256 ES512, which you chose, does not fit it\./);
	await choose(app, 'Use it with RS512');
	await app.waitFor(/step 4 of 5/);
	await choose(app, 'Read only');
	await choose(app, 'Show it as a command');
	assert.match(
		app.text(),
		/pat-tui token create-token --name=ci-deploy-prod -a RS512 '?--public-key-file='.*my keys\/rsa-ssh\.pub'/,
	);
	for (let page = 0; page < 3; page += 1) await app.press('create.back');
	await app.waitFor(/step 2 of 5/);
	await choose(app, 'ES256');
	assert.match(app.lastFrame(), /Your key signs with RS256 or RS512 alone: choose another key first/);
	assert.equal(app.state().draft.page, 'algorithm');
	await app.press('menu.up', 'menu.up', 'menu.choose');
	await choose(app, 'Make a new');
	await app.waitFor(/step 4 of 6/);
	await app.waitForState(({draft}) => draft.keyStatus !== 'none');
});

test('what can not be used is refused by name, with the command that converts that very file', async t => {
	const app = await anApp(t);
	const file = join(app.home, 'a key.p7b');
	await copyFile('test/keys/vectors/p256-pkcs7.pem', file);
	await bringing(app);
	await app.press('new-key.read');
	assert.match(app.text(), /Type the path of a file, or paste the key itself\./);
	await app.type(`${app.home}/a`);
	await app.press('new-key.complete');
	await app.waitForState(({draft}) => draft.keyFile === file);
	await app.press('new-key.read');
	await app.waitFor(/PKCS#7/);
	assert.ok(app.state().draft.keyProblem?.remedy.includes(`-in '${file}'`));
	await app.type('x');
	assert.doesNotMatch(app.lastFrame(), /PKCS#7/);
	await app.press('new-key.read');
	await app.waitFor(/is not there/);
	await paste(app, vector('p384-spki.pem'));
	await app.waitFor(/an EC key on P-384, which Affinidi does not take/);
});

test('of a private key nothing but its public half is taken, wherever it was pasted', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.settled();
	await app.press('token.create');
	await app.type('ci-deploy');
	await paste(app, vector('p256-openssh'));
	await app.waitFor(/That was a private key\. Its public half alone is kept/);
	await paste(app, '-prod');
	assert.equal(app.state().draft.name, name);
	await paste(app, vector('p256-aes-256-cbc.pem'));
	await app.waitFor(/a key that can not be used, and nothing of it was kept/);
	assert.equal(app.state().draft.name, name);
	await app.press('create.next');
	await choose(app, 'ES256');
	assert.match(app.text(), /▸ Bring a public key of yours You brought one: EC, P-256\./);
	await app.press('menu.choose');
	assert.match(app.text(), /That is a private key\. Only its public half would be used/);
	assert.match(app.text(), new RegExp(`thumbprint ${jwkOf('p256-spki.pem').thumbprint}`));
	const body = vector('p256-openssh').split('\n')[3] ?? '';
	assert.doesNotMatch([...app.frames, JSON.stringify(app.state())].join('\n'), new RegExp(body));
	await choose(app, 'Use its public half with ES256');
	await app.waitFor(/step 4 of 5/);
	await choose(app, 'Nothing yet');
	await choose(app, 'Make the token');
	await app.waitFor(/The token is made\./);
});

test('a private key that is typed into the field of the path is dropped at once, line by line', async t => {
	const app = await anApp(t);
	await bringing(app);
	const lines = vector('p256.pem').trim().split('\n');
	await app.type(`${lines.join('\r')}\r`);
	await app.waitFor(/That was the text of a private key, and nothing of it was kept/);
	assert.equal(app.state().draft.keyFile, '');
	for (const line of lines)
		assert.ok(![...app.frames, JSON.stringify(app.state())].join('\n').includes(line));
	await app.type('public.pem');
	assert.equal(app.state().draft.keyFile, 'public.pem');
	assert.doesNotMatch(app.lastFrame(), /text of a private key/);
});

test('a key in a cloud that is typed where a file is wanted is sent to its choice, and Esc stands where one came from', async t => {
	const app = await anApp(t);
	await bringing(app);
	const arn = 'arn:aws:kms:eu-central-1:111122223333:alias/my-machine';
	await app.type(arn);
	await app.press('new-key.read');
	await app.waitFor(/That is a key in a cloud, not a file/);
	assert.match(app.text(), /Esc, then "A key in AWS, Google Cloud or Azure" takes it/);
	await app.press('create.back');
	await app.waitFor(/▸ Bring a public key of yours/);
	await choose(app, 'A key in AWS');
	await app.waitFor(frame => frame.includes(arn));
	await app.press('new-key.stop-finding');
	await app.waitFor(/▸ A key in AWS/);
	await choose(app, 'Make it yourself');
	await app.press('create.back');
	await app.waitFor(/▸ Make it yourself/);
});

test('the commands for the chosen algorithm are shown and copied as one line, and the file that they make is waited for', async t => {
	const app = await anApp(t);
	await onKeyPage(app, 'ES512');
	await choose(app, 'Make it yourself');
	assert.match(app.text(), /openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -aes-256-cbc/);
	await app.press('new-key.tool');
	assert.match(app.text(), /ssh-keygen -t ecdsa -b 521 -m PKCS8 -f ci-deploy-prod\.pem/);
	await app.press('new-key.copy-recipe');
	assert.deepEqual(app.copies, [
		'ssh-keygen -t ecdsa -b 521 -m PKCS8 -f ci-deploy-prod.pem && ssh-keygen -e -m PKCS8 -f ci-deploy-prod.pem.pub > ci-deploy-prod-public.pem',
	]);
	await app.press('new-key.system');
	assert.match(app.text(), /cmd \/c "ssh-keygen -e -m PKCS8/);
	await app.press('new-key.bring');
	assert.match(app.lastFrame(), /Public key +ci-deploy-prod-public\.pem/);
	await app.press('create.back');
	await app.waitFor(/ssh-keygen -t ecdsa/);
	await app.press('create.back');
	await app.waitFor(/Where does the key pair come from/);
});

test('where the private key is known, it can be signed with from here: only its place is noted', async t => {
	const app = await anApp(t);
	await onKeyPage(app);
	await copyFile('test/keys/vectors/p256-spki.pem', join(app.home, `${name}-public.pem`));
	await copyFile('test/keys/vectors/p256-aes-256-cbc.pem', join(app.home, `${name}.pem`));
	await choose(app, 'Make it yourself');
	await app.press('new-key.bring', 'field.kill-to-start');
	await app.type(`${app.home}/${name}-p`);
	await app.press('new-key.complete');
	await app.waitForState(({draft}) => draft.keyFile.endsWith('-public.pem'));
	await app.press('new-key.read');
	await choose(app, 'Use it with ES256, and its private key from here');
	await choose(app, 'Nothing yet');
	assert.match(app.text(), new RegExp(`kept in your file: ${app.home}/${name}\\.pem`));
	await choose(app, 'Make the token');
	await app.waitFor(/Press Enter to try it/);
	assert.match(app.text(), /1 Note where its private key is/);
	await app.waitForState(({keys}) => keys?.size === 1);
	const [row] = app.state().keys?.values() ?? [];
	assert.deepEqual([row?.record.custody, row?.place], ['external', join(app.home, `${name}.pem`)]);
	await app.press('run.try');
	await app.waitFor(/Its passphrase opens it/);
	await app.type('pässwort 1');
	await app.press('try.unlock');
	await app.waitFor(/It works/);
});

test('a key that was brought stays through Esc, another window, a refused create and an ended session', async t => {
	const app = await anApp(t);
	await bringing(app);
	const file = join(app.home, 'mine.jwk');
	await writeFile(file, JSON.stringify(jwkOf('p256-spki.pem').publicJwk));
	await app.type(file);
	await app.press('new-key.read');
	await choose(app, 'Use it with ES256');
	await choose(app, 'Read only');
	const review = app.lastFrame();
	await app.resizeTo(59, 19);
	await app.resizeTo(100, 30);
	for (let page = 0; page < 5; page += 1) await app.press('create.back');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
	await app.press('token.create', 'create.next', 'menu.choose', 'menu.choose', 'menu.choose', 'menu.choose');
	assert.equal(app.lastFrame(), review);
	app.interceptWith(refusing('POST', /^\/iam\/v1\/tokens$/, 400));
	await choose(app, 'Make the token');
	await app.waitForState(({run, interrupted}) => run?.status === 'stopped' && interrupted.length === 1);
	await app.press('run.change');
	await app.waitFor(/step 1 of 5/);
	await app.press('create.next', 'menu.choose', 'menu.choose', 'menu.choose', 'menu.choose');
	assert.equal(atRest(app.lastFrame()), review);
	app.interceptWith(refusing('POST', /^\/iam\/v1\/tokens$/, 401));
	await choose(app, 'Make the token');
	await app.waitForState(({run}) => run?.failure?.kind === 'session-ended');
	app.passOn();
	app.state().go({name: 'sign-in', next: 'back'});
	await app.state().signIn();
	await app.waitFor(/It is finished\.|The token is made\./);
	assert.equal(app.state().tokens.items.length, 1);
	assert.equal(app.state().draft.brought, undefined);
});
