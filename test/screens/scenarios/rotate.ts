import {readFileSync} from 'node:fs';
import {
	rotateConfirmKeymap,
	rotateKeyMenuKeymap,
	rotateMenuKeymap,
	rotatePassphraseKeymap,
	rotateTextKeymap,
	rotateWaitKeymap,
} from '../../../source/screens/rotate-keymap.ts';
import {runOverlapKeymap} from '../../../source/screens/run-keymap.ts';
import {type AStore, holding, refusing} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const name = 'ci-deploy-prod';
const onePath = /^\/iam\/v1\/tokens\/[^/]+$/;

const rotating = async (app: AStore, {locked = false}: {readonly locked?: boolean} = {}) => {
	await app.signIn();
	const token = await app.makeToken(name, locked ? {passphrase: 'correct horse'} : {});
	if (locked) {
		app.clock.advance(11 * 60 * 1000);
		await Promise.resolve();
	}
	app.state().restart({name: 'tokens'});
	app.state().go({name: 'rotate', tokenId: token.id});
	return token.id;
};

const choosing = async (app: AStore) => {
	const id = await rotating(app);
	await app.state().beginRotation(id);
	return id;
};

const beginning = async (app: AStore, mode: 'overlap' | 'swap') => {
	const id = await choosing(app);
	await app.state().chooseRotation({does: 'begin', mode});
	return id;
};

const overlapping = async (app: AStore) => {
	const id = await beginning(app, 'overlap');
	const {nextRotationPage, editRotation} = app.state();
	app.state().takeNewKey();
	app.store.secrets.set('new-key-passphrase-again', 'plain');
	editRotation({field: 'second'});
	await nextRotationPage();
	return id;
};

/** The states of a rotation, from its choice to two keys that work. */
export const rotateScenarios: readonly Scenario[] = [
	{
		name: 'rotate, being read',
		keymap: rotateWaitKeymap,
		focus: 'none',
		async reach(app) {
			const id = await rotating(app);
			app.interceptWith(holding('GET', onePath));
			void app.state().beginRotation(id);
		},
	},
	{
		name: 'rotate, not read',
		keymap: rotateWaitKeymap,
		focus: 'none',
		async reach(app) {
			const id = await rotating(app);
			app.interceptWith(refusing('GET', onePath, 400));
			await app.state().beginRotation(id);
		},
	},
	{
		name: 'rotate, to choose',
		keymap: rotateMenuKeymap,
		focus: 'menu',
		async reach(app) {
			await choosing(app);
		},
	},
	{
		name: 'leaked key, to choose',
		keymap: rotateMenuKeymap,
		focus: 'menu',
		async reach(app) {
			await app.state().beginRotation(await rotating(app), 'leak');
		},
	},
	{
		name: 'leaked key, name to type',
		keymap: rotateConfirmKeymap,
		focus: 'text',
		async reach(app) {
			await app.state().beginRotation(await rotating(app), 'leak');
			await app.state().chooseRotation({does: 'quarantine-delete', mode: 'swap'});
		},
	},
	{
		name: 'rotate, key',
		keymap: rotateKeyMenuKeymap,
		focus: 'menu',
		async reach(app) {
			await beginning(app, 'overlap');
		},
	},
	{
		name: 'rotate, key that does not fit',
		keymap: rotateKeyMenuKeymap,
		focus: 'menu',
		async reach(app) {
			await beginning(app, 'overlap');
			app.state().beginBringing();
			app.state().takePastedKey(readFileSync('test/keys/vectors/rsa.pem', 'utf8'));
			await app.until(({rotation}) => rotation?.brought !== undefined);
		},
	},
	{
		name: 'rotate, passphrase',
		keymap: rotatePassphraseKeymap,
		focus: 'text',
		async reach(app) {
			await beginning(app, 'overlap');
			app.state().takeNewKey();
		},
	},
	{
		name: 'rotate, to unlock',
		keymap: rotateTextKeymap,
		focus: 'text',
		async reach(app) {
			await app.state().beginRotation(await rotating(app, {locked: true}));
			await app.state().chooseRotation({does: 'begin', mode: 'overlap'});
			app.state().takeNewKey();
			app.store.secrets.set('new-key-passphrase-again', 'plain');
			app.state().editRotation({field: 'second'});
			await app.state().nextRotationPage();
		},
	},
	{
		name: 'rotate, name to type',
		keymap: rotateConfirmKeymap,
		focus: 'text',
		async reach(app) {
			await beginning(app, 'swap');
			app.state().takeNewKey();
			app.store.secrets.set('new-key-passphrase-again', 'plain');
			app.state().editRotation({field: 'second'});
			await app.state().nextRotationPage();
		},
	},
	{
		name: 'rotate, both keys work',
		keymap: runOverlapKeymap,
		focus: 'none',
		async reach(app) {
			await overlapping(app);
		},
	},
	{
		name: 'rotate, open',
		keymap: rotateMenuKeymap,
		focus: 'menu',
		async reach(app) {
			const id = await overlapping(app);
			app.state().restart({name: 'tokens'});
			app.state().go({name: 'rotate', tokenId: id});
			await app.state().beginRotation(id);
		},
	},
];
