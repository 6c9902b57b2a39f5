import assert from 'node:assert/strict';
import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {aStore} from '../store/a-store.ts';
import {showApp} from './an-app.tsx';

test('a token, an entry of the log and a policy are read in the pager of the person', async t => {
	const variables: Record<string, string> = {PATH: '/usr/bin:/bin'};
	const held = await aStore(t, {effects: {variables}});
	const program = join(held.home, 'a-pager');
	const seen = join(held.home, 'seen');
	await writeFile(program, `#!/bin/sh\ncat "$1" >"${seen}"\n`);
	await chmod(program, 0o700);
	variables['PAGER'] = program;
	await held.signIn();
	const {id} = await held.makeToken('ci-deploy-prod');
	held.state().restart({name: 'tokens'});
	const app = await showApp(t, held);
	const read = async () => {
		await writeFile(seen, '');
		await app.press('screen.pager');
		let text = '';
		await app.waitForState(() => {
			void readFile(seen, 'utf8').then(content => {
				text = content;
			});
			return text !== '';
		});
		await app.settled();
		return text;
	};

	await app.press('token.open');
	await app.waitForState(({detail}) => detail?.status === 'ready');
	const token = await read();
	for (const part of ['ci-deploy-prod', id, 'thumbprint', 'Official SDKs'])
		assert.ok(token.includes(part), part);
	assert.doesNotMatch(token, /PRIVATE KEY-----|[^\n -~]/);

	await app.press('token.permissions');
	await app.waitForState(({permissions}) => permissions?.page === 'edit');
	assert.match(await read(), /"cis:startIssuance"/);

	await app.keys('escape', '@');
	await app.waitForState(({log}) => log.status === 'read' && log.entries.length > 0);
	await app.press('log.open');
	assert.match(await read(), /Request +\S+ \//);

	variables['PAGER'] = '/nowhere/less';
	await app.press('screen.pager');
	await app.waitFor(/The pager of PAGER is not there: less/);
});
