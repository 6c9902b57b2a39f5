import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aKeyring} from '../fixtures/a-keyring.ts';
import {aStore} from './a-store.ts';

const passphrase = 'correct horse';

test('signing out locks every key that was open', async t => {
	const app = await aStore(t);
	await app.signIn();
	const {id} = await app.makeToken('ci-deploy-prod', {passphrase});
	await app.state().startTry(id);
	assert.equal(app.state().attempt?.outcome?.kind, 'works');
	await app.state().signOut();
	await app.signIn();
	await app.until(({tokens}) => tokens.items.some(token => token.id === id));
	await app.state().startTry(id);
	assert.equal(app.state().attempt?.status, 'locked');
});

test('a passphrase that the keyring was asked to remember at a try opens the key at the next start, until it is forgotten', async t => {
	const kept = aKeyring();
	const app = await aStore(t, {effects: {keyring: kept.keyring}});
	await app.signIn();
	const {id} = await app.makeToken('ci-deploy-prod', {passphrase});
	app.clock.advance(11 * 60 * 1000);
	await Promise.resolve();
	const {startTry, toggleRemembering, unlockAndTry} = app.state();
	await startTry(id);
	assert.equal(app.state().attempt?.status, 'locked');
	app.store.secrets.set('open-passphrase', passphrase);
	toggleRemembering();
	await unlockAndTry();
	assert.equal(app.state().attempt?.outcome?.kind, 'works');
	const [, entry = ''] = [...kept.entries.entries()].find(([name]) => name.includes('passphrase')) ?? [];
	assert.equal(entry, passphrase);

	// As at the next start, which has opened nothing yet.
	app.clock.advance(11 * 60 * 1000);
	await Promise.resolve();
	await startTry(id);
	assert.equal(app.state().attempt?.outcome?.kind, 'works');

	await app.until(
		({keyRows}) => keyRows?.some(row => row.status === 'ready' && row.record.remembered) ?? false,
	);
	const [row] = app.state().keyRows ?? [];
	assert.ok(row?.status === 'ready');
	await app.state().forgetKeyPassphrase(row.record.thumbprint);
	await startTry(id);
	assert.equal(app.state().attempt?.status, 'locked');
});
