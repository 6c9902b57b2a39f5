import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sdks} from '../../source/exports/sdks.ts';
import {type AStore, answering, aStore} from './a-store.ts';
import {anEnvFile, keyOfEnvFile} from './an-env-file.ts';

const statuses = ({state}: AStore) =>
	Object.fromEntries((state().diagnosis?.checks ?? []).map(({check, status}) => [check, status]));

const wrongOnes = (app: AStore) => Object.entries(statuses(app)).filter(([, status]) => status === 'wrong');

test('what is wrong with a file is found with what helps, and once it is mended nothing is; nothing of its key stands in the state', async t => {
	const app = await aStore(t);
	await app.signIn();
	const {path, write} = await anEnvFile(app, 'an application', {
		PROJECT_ID: undefined,
		PASSPHRASE: 'needless',
	});
	app.state().openDiagnosis();
	app.state().editDiagnosisFile(path.slice(0, -2));
	await app.state().completeDiagnosisFile();
	assert.equal(app.state().diagnosis?.file, path);
	await app.state().diagnose();
	assert.equal(app.state().diagnosis?.page, 'found');
	assert.deepEqual(wrongOnes(app), [
		['variables', 'wrong'],
		['passphrase', 'wrong'],
	]);
	await write({});
	await app.state().diagnose();
	assert.deepEqual(wrongOnes(app), []);
	assert.equal(statuses(app)['handshake'], 'ok');
	assert.ok((app.state().diagnosis?.run.steps.length ?? 0) > 2, 'the handshake was shown as it came');
	await app.state().diagnose(sdks.find(({id}) => id === 'java'));
	assert.equal(statuses(app)['sdk'], 'wrong', 'an SDK signs RS256 alone');
	const [, body = ''] = keyOfEnvFile.split('\n');
	for (const secret of [body, 'needless']) assert.ok(!JSON.stringify(app.state()).includes(secret));
});

test('a file that is not there is said beside the field, where its path stays; a text that is pasted there does not', async t => {
	const app = await aStore(t);
	await app.signIn();
	app.state().openDiagnosis();
	await app.state().diagnose();
	assert.match(app.state().diagnosis?.problem?.message ?? '', /Type the path/);
	app.state().editDiagnosisFile('not-there.env');
	await app.state().diagnose();
	assert.match(app.state().diagnosis?.problem?.message ?? '', /not-there\.env is not there/);
	assert.deepEqual([app.state().diagnosis?.page, app.state().diagnosis?.file], ['file', 'not-there.env']);
	assert.equal(app.state().dropPastedFile(`PRIVATE_KEY="${keyOfEnvFile}"`), true);
	assert.equal(app.state().dropPastedFile('../my app/.env'), false);
	app.state().editDiagnosisFile('PASSPHRASE=correct horse');
	assert.equal(app.state().diagnosis?.file, '');
	assert.match(app.state().diagnosis?.problem?.message ?? '', /nothing of it was kept/);
});

test('Esc stops the looking, and what comes of it after that is not shown', async t => {
	const app = await aStore(t);
	await app.signIn();
	const {path} = await anEnvFile(app, 'an application');
	app.state().openDiagnosis();
	app.state().editDiagnosisFile(path);
	const isAsked = new Promise<void>(resolve => {
		app.interceptWith(
			answering('GET', /^\/iam\/v1\/tokens\/[^/]+$/, async () => {
				resolve();
				return new Promise(() => {});
			}),
		);
	});
	const looking = app.state().diagnose();
	await isAsked;
	assert.equal(app.state().diagnosis?.page, 'looking');
	assert.equal(app.state().backInDiagnosis(), true);
	await looking;
	assert.equal(app.state().diagnosis?.page, 'file');
	assert.equal(app.state().diagnosis?.file, path);
	assert.equal(app.state().backInDiagnosis(), false);
});
