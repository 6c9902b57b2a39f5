import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {
	exportDoneKeymap,
	exportFileKeymap,
	exportFormatKeymap,
	exportRepositoryKeymap,
	exportShownKeymap,
	exportTakenKeymap,
} from '../../../source/screens/export-keymap.ts';
import type {AStore} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const exporting =
	(then: (state: ReturnType<AStore['state']>, app: AStore) => Promise<void> | void) =>
	async (app: AStore) => {
		await app.signIn();
		const {id} = await app.makeToken('ci-deploy-prod');
		app.state().restart({name: 'tokens'});
		app.state().beginExport(id);
		app.state().go({name: 'export', tokenId: id});
		await app.until(({detail}) => detail?.tokenId === id && detail.status === 'ready');
		await then(app.state(), app);
	};

/** The states of taking a token away. */
export const exportScenarios: readonly Scenario[] = [
	{name: 'export, form', keymap: exportFormatKeymap, focus: 'menu', reach: exporting(() => {})},
	{
		name: 'export, file or code',
		keymap: exportFormatKeymap,
		focus: 'menu',
		reach: exporting(({chooseSdk}) => chooseSdk('java')),
	},
	{
		name: 'export, code',
		keymap: exportShownKeymap,
		focus: 'none',
		reach: exporting(async ({chooseForm}) => chooseForm({format: 'snippet', sdk: 'java'})),
	},
	{
		name: 'export, file to name',
		keymap: exportFileKeymap,
		focus: 'text',
		reach: exporting(async ({chooseFormat}) => chooseFormat('json')),
	},
	{
		name: 'export, file that is there',
		keymap: exportTakenKeymap,
		focus: 'text',
		reach: exporting(async ({chooseFormat, writeExportFile}, {paths}) => {
			await writeFile(join(paths.exports, 'ci-deploy-prod.env'), 'precious');
			chooseFormat('env');
			await writeExportFile();
		}),
	},
	{
		name: 'export, repository without gh',
		keymap: exportRepositoryKeymap,
		focus: 'text',
		reach: exporting(async ({chooseForm, editRepository, setExportSecrets}) => {
			await chooseForm({format: 'github'});
			editRepository('acme/my-service');
			await setExportSecrets();
		}),
	},
	{
		name: 'export, written',
		keymap: exportDoneKeymap,
		focus: 'none',
		reach: exporting(async ({chooseFormat, writeExportFile}) => {
			chooseFormat('docker');
			await writeExportFile();
		}),
	},
];
