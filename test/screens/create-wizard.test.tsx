import assert from 'node:assert/strict';
import {createPrivateKey} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {algorithms} from '../../source/keys/algorithms.ts';
import {refusing} from '../store/a-store.ts';
import {type AnApp, anApp, atRest} from './an-app.tsx';

const name = 'ci-deploy-prod';
const passphrase = 'correct horse battery';

const openWizard = async (app: AnApp) => {
	await app.signIn();
	await app.settled();
	await app.press('token.create');
};

/** Chooses an item of the menu on the screen by its label. */
const choose = async (app: AnApp, label: string) => {
	await app.waitFor(frame => frame.includes(label));
	for (let moved = 0; moved < 10 && !app.lastFrame().includes(`▸ ${label}`); moved += 1) {
		await app.press('menu.down');
	}
	await app.press('menu.choose');
};

const onPassphrasePage = async (app: AnApp) => {
	await openWizard(app);
	await app.type(name);
	await app.press('create.next');
	await choose(app, 'ES256');
	await choose(app, 'Make a new ES256 key pair');
};

const fillIn = async (app: AnApp) => {
	await onPassphrasePage(app);
	await app.type(passphrase);
	await app.press('create.next');
	await app.type(passphrase);
	await app.press('create.next');
	await choose(app, 'Read only');
	await app.waitForState(({draft}) => draft.keyStatus === 'ready');
};

test('the wizard makes a token as it was reviewed', async t => {
	const app = await anApp(t);
	await fillIn(app);
	const review = app.text();
	assert.match(
		review,
		/name ci-deploy-prod key new ES256 pair kept key store, encrypted, mode 0600 works with/,
	);
	assert.match(review, /works with signing code of your own .* may do Read only, in Default Project/);
	assert.match(review, /Nothing has been sent yet/);
	await choose(app, 'Make the token');
	await app.waitFor(/The token is made/);
	const {algorithm, name: made} = app.state().tokens.items[0] ?? {};
	assert.deepEqual({algorithm, made}, {algorithm: 'ES256', made: name});
	assert.equal(app.store.secrets.get('passphrase'), '');
});

test('nothing that was filled in is lost by going back and forth, by leaving, or by another window', async t => {
	const app = await anApp(t);
	await fillIn(app);
	const review = app.lastFrame();
	await app.resizeTo(59, 19);
	await app.resizeTo(100, 30);
	for (let page = 0; page < 6; page += 1) await app.press('create.back');
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
	await app.press('token.create');
	assert.match(app.lastFrame(), new RegExp(`Name +${name}`));
	await app.press('create.next', 'menu.choose', 'menu.choose');
	assert.match(app.text(), /Passphrase •+ fair ▸ Again •+ ✓ the same/);
	await app.press('create.next');
	assert.match(app.lastFrame(), /▸ Read only/);
	await app.press('menu.choose');
	assert.equal(app.lastFrame(), review);
});

test('after a refused create the wizard still has everything, and makes the token when the service takes it', async t => {
	const app = await anApp(t);
	await fillIn(app);
	const review = app.lastFrame();
	app.interceptWith(refusing('POST', /^\/iam\/v1\/tokens$/, 400, 'The name is taken.'));
	await choose(app, 'Make the token');
	await app.waitFor(/The name is taken/);
	assert.match(app.text(), /Register the token The name is taken\. \(POST \/iam\/v1\/tokens, 400/);
	app.passOn();
	await app.waitForState(({interrupted}) => interrupted.length === 1);
	await app.press('run.change');
	await app.waitFor(/step 1 of 6/);
	await app.press('create.next', 'menu.choose', 'menu.choose', 'create.next', 'menu.choose');
	assert.equal(atRest(app.lastFrame()), review);
	await choose(app, 'Make the token');
	await app.waitFor(/The token is made/);
	assert.equal(app.state().tokens.items.length, 1);
});

test('a name that is too short is said beside the field, and kept', async t => {
	const app = await anApp(t);
	await openWizard(app);
	await app.type('abc');
	assert.match(app.lastFrame(), /Name +abc +5 characters to go/);
	await app.press('create.next');
	assert.match(app.lastFrame(), /Name +abc +! 5 characters to go/);
	await app.type('defgh');
	assert.match(app.lastFrame(), /Name +abcdefgh +✓ good/);
	await app.resizeTo(60, 20);
	assert.match(app.lastFrame(), /Name +abcdefgh\n +✓ good/);
});

test('the algorithm page says for each choice what it means for the SDKs', async t => {
	const app = await anApp(t);
	await openWizard(app);
	await app.type(name);
	await app.press('create.next');
	for (const [columns, rows] of [
		[100, 30],
		[60, 20],
	] as const) {
		await app.resizeTo(columns, rows);
		const lines = app.lines().map(line => line.trim());
		for (const {name: algorithm, title, advice} of Object.values(algorithms)) {
			const at = lines.findIndex(line => line.endsWith(`${algorithm}  ${title}`));
			assert.ok(at >= 0, algorithm);
			// In a narrow window the end of the sentence may be cut, never its first words.
			assert.ok(
				advice.startsWith((lines[at + 1] ?? '').replace(/…$/, '')) && (lines[at + 1] ?? '').length > 20,
			);
		}
	}
});

test('the key is made from the moment that the algorithm is chosen, and again when another one is', async t => {
	const app = await anApp(t);
	await openWizard(app);
	await app.type(name);
	await app.press('create.next');
	assert.equal(app.state().draft.keyStatus, 'none');
	await choose(app, 'ES256');
	await app.waitForState(({draft}) => draft.keyStatus === 'ready');
	assert.match(app.lastFrame(), /A new one is ready/);
	await app.press('create.back');
	await choose(app, 'ES256');
	assert.equal(app.state().draft.keyStatus, 'ready', 'the same choice makes no new key');
	await app.press('create.back');
	await choose(app, 'ES512');
	await app.waitFor(/Make a new ES512 key pair/);
	await app.waitForState(({draft}) => draft.keyStatus === 'ready');
	await app.press('menu.choose', 'create.next');
	await app.type('plain');
	await app.press('create.next', 'menu.choose');
	await choose(app, 'Make the token');
	await app.waitFor(/The token is made/);
	assert.equal(app.state().tokens.items[0]?.algorithm, 'ES512');
});

test('two different passphrases are refused, and both are kept', async t => {
	const app = await anApp(t);
	await onPassphrasePage(app);
	await app.type('one passphrase');
	await app.press('create.next');
	await app.type('another one');
	await app.press('create.next');
	assert.match(app.lastFrame(), /! The two are not the same\./);
	assert.equal(app.state().draft.page, 'passphrase');
	assert.equal(app.store.secrets.get('passphrase'), 'one passphrase');
	assert.equal(app.store.secrets.get('passphrase-again'), 'another one');
	assert.doesNotMatch(app.frames.join('\n'), /one passphrase|another one/);
});

test('a key is kept without a passphrase only when the word plain is typed, and the review says so', async t => {
	const app = await anApp(t);
	await onPassphrasePage(app);
	await app.press('create.next', 'create.next');
	assert.match(
		app.text(),
		/! Without a passphrase the file alone is enough to act as this token\. Type plain to keep it so\./,
	);
	await app.type('plain');
	assert.match(app.lastFrame(), /Type plain +plain/);
	await app.press('create.next', 'menu.choose');
	assert.match(app.lastFrame(), /NOT encrypted/);
});

test('a passphrase in the second field is not drawn when the first one is emptied', async t => {
	const app = await anApp(t);
	await onPassphrasePage(app);
	await app.type('secret words');
	await app.press('create.next');
	await app.type('secret words');
	await app.press('create.field-before', 'field.kill-to-start');
	assert.equal(app.store.secrets.get('passphrase'), '');
	assert.doesNotMatch(app.lastFrame(), /secret words/);
});

test('full access is never chosen before a person chooses it', async t => {
	const app = await anApp(t);
	await onPassphrasePage(app);
	await app.press('create.next');
	await app.type('plain');
	await app.press('create.next');
	assert.match(app.lastFrame(), /▸ Issue credentials/);
	assert.notEqual(app.state().draft.permissions, 'full');
});

test('without an active project a token can get no rights, and that is said before anything is sent', async t => {
	const app = await anApp(t);
	await app.signIn();
	app.store.setState({activeProject: undefined});
	app.state().beginDraft();
	app.state().editDraft({page: 'permissions', name});
	app.state().go({name: 'create'});
	await app.settled();
	await app.press('menu.choose');
	assert.match(app.lastFrame(), /No project is active/);
	assert.equal(app.state().draft.page, 'permissions');
	await choose(app, 'Nothing yet');
	assert.match(app.text(), /may do in no project yet/);
});

test('the strength of a passphrase is said in a word while it is typed, and what would help', async t => {
	const app = await anApp(t);
	await onPassphrasePage(app);
	await app.type('short');
	assert.match(app.text(), /Passphrase •+ too short/);
	await app.press('field.kill-to-start');
	await app.type(name);
	assert.match(app.text(), /Passphrase •+ weak .*the name of the token count little/);
	await app.type(' lantern ribbon quarry meadow violin tractor');
	assert.match(app.text(), /Passphrase •+ ✓ very strong/);
});

test('what is typed is shown while the tick says so, and never when the page is come back to', async t => {
	const app = await anApp(t);
	await onPassphrasePage(app);
	await app.type(passphrase);
	await app.press('create.field', 'create.field');
	assert.match(app.lastFrame(), /▸ \[ \] Show while typing/);
	assert.doesNotMatch(app.lastFrame(), new RegExp(passphrase));
	await app.keys('space');
	assert.match(app.lastFrame(), /▸ \[x\] Show while typing/);
	assert.match(app.lastFrame(), new RegExp(`Passphrase +${passphrase}`));
	await app.press('create.field-before');
	await app.type('correct');
	assert.match(app.lastFrame(), /Again +correct/);
	await app.press('create.back', 'menu.choose');
	assert.match(app.lastFrame(), /\[ \] Show while typing/);
	assert.doesNotMatch(app.lastFrame(), /correct/);
	assert.equal(app.store.secrets.get('passphrase-again'), 'correct');
});

test('a passphrase is made on request, shown once, goes on when it is noted, and opens the key', async t => {
	const app = await anApp(t);
	await onPassphrasePage(app);
	await app.press('create.field', 'create.field', 'create.field', 'create.tick');
	const made = app.store.secrets.get('passphrase');
	assert.match(app.text(), new RegExp(`Your passphrase, shown this once: ${made} Write it down`));
	assert.match(app.lastFrame(), /\[x\] Make one for me +six words, 77 bits/);
	await app.press('create.next');
	assert.match(app.text(), /! Write it down, then type noted, or type the passphrase itself\./);
	assert.equal(app.state().draft.page, 'passphrase');
	await app.type('noted');
	assert.match(app.lastFrame(), /Type noted +noted/);
	const drawn = app.frames.length;
	await app.press('create.next');
	await app.waitFor(/step 5 of 6/);
	await app.press('create.back');
	assert.doesNotMatch(app.frames.slice(drawn).join('\n'), new RegExp(made));
	assert.match(app.lastFrame(), /\[x\] Make one for me/);
	await app.press('create.next');
	await choose(app, 'Nothing yet');
	assert.match(app.text(), /kept key store, encrypted/);
	await choose(app, 'Make the token');
	await app.waitFor(/The token is made/);
	await app.waitForState(({keys}) => keys?.size === 1);
	const [row] = app.state().keys?.values() ?? [];
	assert.ok(
		row && row.status === 'ready' && createPrivateKey({key: readFileSync(row.place), passphrase: made}),
	);
	assert.doesNotMatch(app.frames.slice(drawn).join('\n'), new RegExp(made));
});

test('a made passphrase that is changed by hand is typed again like any other, and unticking takes it away', async t => {
	const app = await anApp(t);
	await onPassphrasePage(app);
	await app.press('create.field', 'create.field', 'create.field', 'create.tick');
	await app.press('create.field-before');
	await app.type('x');
	assert.match(app.lastFrame(), /\[ \] Make one for me/);
	await app.press('create.next');
	await app.type('noted');
	await app.press('create.next');
	assert.match(app.lastFrame(), /The two are not the same/);
	await app.press('create.field', 'create.field', 'create.tick');
	assert.match(app.lastFrame(), /\[x\] Make one for me/);
	await app.press('create.field', 'create.field', 'create.tick');
	assert.equal(app.store.secrets.get('passphrase'), '');
	assert.match(app.lastFrame(), /Type plain/);
});

test('the review shows the same as a command without the passphrase, then the requests, then what was filled in', async t => {
	const app = await anApp(t);
	await fillIn(app);
	const review = app.lastFrame();
	await choose(app, 'Show it as a command');
	assert.match(app.text(), /pat-tui token create-token --name=ci-deploy-prod -a ES256 -g --passphrase-stdin/);
	assert.match(app.text(), /--preset=read --environment=sandbox/);
	assert.doesNotMatch(app.lastFrame(), new RegExp(passphrase));
	await app.resizeTo(60, 20);
	await choose(app, 'Show what will be sent');
	assert.match(app.lastFrame(), /1 register it: POST \/iam\/v1\/tokens/);
	assert.match(app.lastFrame(), /8 its projects: GET /);
	assert.match(app.lastFrame(), /Show what was filled in/);
	await app.resizeTo(100, 30);
	await choose(app, 'Show what was filled in');
	assert.equal(app.lastFrame().replaceAll('▸', ' '), review.replaceAll('▸', ' '));
	assert.equal(app.state().draft.page, 'review');
});

test('a draft that was left says that it is one, and Ctrl+N begins anew with nothing of it', async t => {
	const app = await anApp(t);
	await fillIn(app);
	for (let page = 0; page < 6; page += 1) await app.press('create.back');
	await app.press('token.create');
	assert.match(app.text(), /This is your draft, with all that you filled in\. Ctrl\+N forgets it/);
	await app.press('create.anew');
	assert.equal(app.state().draft.name, '');
	assert.equal(app.store.secrets.get('passphrase'), '');
	assert.doesNotMatch(app.text(), /This is your draft/);
});
