import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aSandbox, aToken, textAt} from './a-sandbox.ts';
import {accessTokenOf, scopedTokenOf} from './an-assertion.ts';

const reads = [
	['/cis/v1/configurations', 'cis:getIssuanceConfigList', {configurations: []}],
	['/ais/v1/configurations', 'ais:listIotaConfigurations', {configurations: []}],
	['/vpa/v1/login/configurations', 'vpa:listLoginConfigurations', {configurations: []}],
	['/cwe/v1/wallets', 'cwe:listWallets', {wallets: []}],
] as const;

test('each safe read is answered when the policy names it, at once after a change, and only that one', async t => {
	const own = await aSandbox(t);
	const session = await own.signIn();
	const projectId = textAt((await own.call('GET', '/api/project', {session})).body, 'id');
	const tokenId = await aToken(own.call, session);
	await own.call('POST', '/iam/v1/projects/principals', {
		session,
		body: {principalId: tokenId, principalType: 'token'},
	});
	const token = await scopedTokenOf(own, projectId, {token: await accessTokenOf(own, tokenId)});
	for (const [, action, body] of reads) {
		await own.call('PUT', `/iam/v1/policies/principals/${tokenId}?principalType=token`, {
			session,
			body: {
				version: '2022-12-15',
				statement: [
					{
						principal: [`ari:iam::${projectId}:token/${tokenId}`],
						action: [action],
						resource: [`*:${projectId}:*`],
						effect: 'Allow',
					},
				],
			},
		});
		for (const [path, other] of reads) {
			const reply = await own.call('GET', path, {token});
			assert.equal(reply.status, other === action ? 200 : 403, `${path} with ${action}`);
			if (other === action) assert.deepEqual(reply.body, body);
		}
	}
});

test('the owner’s session reads all of them, and nobody’s none', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	for (const [path, , body] of reads) {
		assert.deepEqual((await call('GET', path, {session})).body, body);
		assert.equal((await call('GET', path)).status, 401);
	}
});
