import assert from 'node:assert/strict';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {openSettings, readSessionStoreChoice} from '../../source/config/settings.ts';

const folder = await mkdtemp(join(tmpdir(), 'settings-'));
after(async () => rm(folder, {recursive: true, force: true}));
const file = join(folder, 'config.json');

for (const [what, text, choice] of [
	['the keyring alone', '{"session":{"store":"keyring"}}', 'keyring'],
	['the file alone', '{"session":{"store":"file"}}', 'file'],
	['nothing', '{}', 'auto'],
	['something unknown', '{"session":{"store":"cloud"}}', 'auto'],
	['something damaged', '{"session"', 'auto'],
] as const) {
	test(`settings that ask for ${what} mean ${choice}`, async () => {
		await writeFile(file, text);
		assert.equal(readSessionStoreChoice(folder), choice);
		assert.deepEqual(await readdir(folder), ['config.json']);
	});
}

test('without settings a session is kept where it is safest', () => {
	assert.equal(readSessionStoreChoice(join(folder, 'nothing')), 'auto');
});

test('where sessions are kept outlives a change of the environment', async () => {
	await writeFile(file, '{"session":{"store":"keyring"},"environment":"sandbox"}');
	await openSettings(folder, 0).rememberEnvironment('prod');
	assert.equal(JSON.parse(await readFile(file, 'utf8')).environment, 'prod');
	assert.equal(readSessionStoreChoice(folder), 'keyring');
});
