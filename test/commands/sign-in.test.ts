import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';
import {decide} from './session/decide.ts';

const machine = await aMachine({after});
const {origin, variables} = await aServedSandbox({after}, {autoApprove: false});

test('where nobody can be asked, a command says that a person must sign in', async () => {
	const ran = await machine.run(['token', 'list-tokens', '--json'], {variables});
	assert.deepEqual([ran.code, ran.stdout], [1, '']);
	const {error} = JSON.parse(ran.stderr);
	assert.equal(error.kind, 'needs-approval');
	assert.match(error.hint, /in a terminal once/);
});

test('on a terminal the address is shown whole, and Enter goes on once it is approved', async () => {
	let approving: Promise<string> | undefined;
	const ran = await machine.run(['token', 'list-tokens', '--json'], {
		variables,
		columns: 80,
		watch(written) {
			const [address] = /http:\/\/localhost:\d+\/authorize\?state=[\w-]+(?=\n)/.exec(written) ?? [];
			if (address && written.includes('has not seen an approval')) approving ??= decide(address, 'accept');
		},
		answers: [
			['Waiting for you to accept', ''],
			['has not seen an approval', ''],
			...Array.from({length: 50}, () => ['Waiting for you to accept', ''] as const),
		],
	});
	await approving;
	assert.equal(ran.code, 0, ran.stderr);
	assert.deepEqual(JSON.parse(ran.stdout), []);
});

test('the session is kept, so that a script needs nobody afterwards', async () => {
	const ran = await machine.run(['token', 'list-tokens'], {variables});
	assert.deepEqual([ran.code, ran.stdout], [0, '[]\n']);
	assert.match(ran.stderr, new RegExp(`^Environment: localhost:\\d+ \\(override\\), ${origin}$`, 'm'));
});
