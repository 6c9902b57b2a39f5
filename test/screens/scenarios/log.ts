import {mkdir} from 'node:fs/promises';
import {logEntryKeymap, logKeymap} from '../../../source/screens/log-keymap.ts';
import {type AStore, refusing} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const read = ({log}: ReturnType<AStore['state']>) => log.status === 'read';

const opened = async ({state, until}: AStore) => {
	state().restart({name: 'tokens'});
	state().openLog();
	await until(read);
};

/** Makes a token, and has the service refuse to delete it. */
export const someEffects = async (app: AStore) => {
	await app.signIn();
	const {id: tokenId, name} = await app.makeToken('ci-deploy-prod');
	app.interceptWith(refusing('DELETE', /\/tokens\/[^/]+$/, 403));
	await app.state().startDelete({tokenId, name, removeKeys: []});
	app.passOn();
	await opened(app);
};

const openedEntry = async (app: AStore) => {
	await someEffects(app);
	const entry = app.state().log.entries.find(({outcome}) => outcome === 'refused');
	if (!entry) throw new Error('Nothing was refused');
	app.state().go({name: 'log-entry', entryId: entry.id});
};

/** The states of the log of what was sent from this computer, and of one entry of it. */
export const logScenarios: readonly Scenario[] = [
	{
		name: 'log, empty',
		keymap: logKeymap,
		focus: 'none',
		async reach(app) {
			await app.signIn();
			await opened(app);
		},
	},
	{name: 'log, some', keymap: logKeymap, focus: 'none', reach: someEffects},
	{
		name: 'log, being read',
		keymap: logKeymap,
		focus: 'none',
		async reach(app) {
			await app.signIn();
			await opened(app);
			app.store.setState(({log}) => ({log: {...log, status: 'reading'}}));
		},
	},
	{
		name: 'log, not read',
		keymap: logKeymap,
		focus: 'none',
		async reach(app) {
			await app.signIn();
			await mkdir(app.paths.activity, {recursive: true});
			await opened(app);
		},
	},
	{
		name: 'log, read in part',
		keymap: logKeymap,
		focus: 'none',
		async reach(app) {
			await someEffects(app);
			await mkdir(app.paths.activity.replace('.jsonl', '-1.jsonl'));
			await app.state().loadLog();
		},
	},
	{name: 'log-entry, refused', keymap: logEntryKeymap, focus: 'none', reach: openedEntry},
	{
		name: 'log-entry, gone',
		keymap: logEntryKeymap,
		focus: 'none',
		async reach(app) {
			await app.signIn();
			await opened(app);
			app.state().go({name: 'log-entry', entryId: 'not-there'});
		},
	},
];
