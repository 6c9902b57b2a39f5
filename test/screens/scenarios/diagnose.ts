import {
	diagnoseFileKeymap,
	diagnoseFoundKeymap,
	diagnoseWaitKeymap,
} from '../../../source/screens/diagnose-keymap.ts';
import {type AStore, holding} from '../../store/a-store.ts';
import {anEnvFile} from '../../store/an-env-file.ts';
import type {Scenario} from '../scenarios.ts';

const naming = async (app: AStore) => {
	await app.signIn();
	const {path} = await anEnvFile(app, 'ci-deploy-prod', {PROJECT_ID: undefined, PASSPHRASE: 'needless'});
	app.state().openDiagnosis();
	app.state().editDiagnosisFile(path);
};

/** The states of a `.env` file that is looked at. */
export const diagnoseScenarios: readonly Scenario[] = [
	{
		name: 'diagnose, file that is not there',
		keymap: diagnoseFileKeymap,
		focus: 'text',
		async reach(app) {
			await app.signIn();
			app.state().openDiagnosis();
			app.state().editDiagnosisFile('my app/.env');
			await app.state().diagnose();
		},
	},
	{
		name: 'diagnose, looking',
		keymap: diagnoseWaitKeymap,
		focus: 'none',
		async reach(app) {
			await naming(app);
			app.interceptWith(holding('GET', /^\/iam\/v1\/tokens\/[^/]+$/));
			void app.state().diagnose();
		},
	},
	{
		name: 'diagnose, found',
		keymap: diagnoseFoundKeymap,
		focus: 'none',
		async reach(app) {
			await naming(app);
			await app.state().diagnose();
		},
	},
];
