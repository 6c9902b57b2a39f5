import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {prodEnvironment, sandboxEnvironment} from '../../source/config/environments.ts';
import {until} from '../e2e/until.ts';
import {anApp} from './an-app.tsx';

const rememberedIn = async (folder: string): Promise<unknown> =>
	JSON.parse(await readFile(join(folder, 'config.json'), 'utf8').catch(() => '{}')).environment;

test('the welcome offers the sandbox, Affinidi and the way out, in this order', async t => {
	const app = await anApp(t, {columns: 60, rows: 20});
	const {text} = app;
	assert.match(text(), /▸ Try it here, in the sandbox .* Set it up on Affinidi .* Quit /);
	assert.equal(app.lines()[0], ' Welcome');
	await app.press('menu.up', 'menu.choose');
	assert.deepEqual(app.quits, [0]);
	assert.equal(app.state().environment, undefined);
});

test('Affinidi is named as what it is from the first screen on, and is remembered', async t => {
	const app = await anApp(t);
	await app.press('menu.down', 'menu.choose');
	await app.waitForState(({environment}) => environment === prodEnvironment);
	assert.match(app.lines()[0] ?? '', / PROD$/);
	assert.equal(app.state().routes.at(-1)?.name, 'sign-in');
	await until(async () => (await rememberedIn(app.paths.config)) === 'prod', 'it is remembered');
});

test('the sandbox leads on to a project', async t => {
	const app = await anApp(t);
	await app.press('menu.choose');
	await app.waitForState(({routes}) => routes.at(-1)?.name === 'setup-project');
	assert.equal(app.state().environment, sandboxEnvironment);
	assert.match(app.lines()[0] ?? '', / sandbox /);
});
