import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {policyFor} from '../../source/policies/policy-for.ts';
import {policyWords} from '../../source/policies/words.ts';

const policy = (action: readonly string[], resource: readonly string[] = ['*:p1:*'], effect = 'Allow') => ({
	version: '2022-12-15',
	statement: [{principal: [], action, resource, effect}],
});

test('full access is flagged in words', () => {
	assert.deepEqual(policyWords(policyFor('full', 'p1', 't')), ['can do anything ( * on * )']);
	assert.deepEqual(policyWords(policy(['*'])), ['can do anything in the project ( * )']);
});

test('known actions are said in words', () => {
	const words = policyWords(policy(['cis:getIssuanceConfigById', 'cis:startIssuance']));
	assert.deepEqual(words, ['can read issuance configurations, start issuance']);
});

test('an older spelling is said in words and shown, an unknown action is shown as it is', () => {
	const words = policyWords(policy(['cis.operation.startIssuance', 'new:thing', 'cis:*']));
	assert.deepEqual(words, [
		'can start issuance (cis.operation.startIssuance), new:thing, cis:* (it is not known whether the service honours this)',
	]);
});

test('a whole service, or all its reads, is one phrase', () => {
	const [words = ''] = policyWords(policyFor('read', 'p1', 't'));
	assert.match(
		words,
		/^can read everything in Identity and Access, read everything in Credential Issuance, /u,
	);
	const verification = [
		'verifyCredentials',
		'verifyPresentation',
		'verifyCredentialsV2',
		'verifyPresentationV2',
	];
	assert.deepEqual(policyWords(policy(verification.map(each => `ver:${each}`))), [
		'can do everything known in Credential Verification',
	]);
});

test('a member without any right is called so, and an empty text is never shown as an action', () => {
	assert.deepEqual(policyWords(policy([''], [''])), ['is a member without any right']);
	assert.deepEqual(policyWords(policy(['', 'cis:startIssuance'])), ['can start issuance']);
});

test('resources that are not the whole project are named', () => {
	const wallet = 'ari:identity:ap-southeast-1:p1:wallet/w';
	assert.deepEqual(policyWords(policy(['cwe:getWallet'], [wallet])), [`can read wallets on ${wallet}`]);
	assert.deepEqual(policyWords(policy(['cwe:getWallet'], ['*'])), ['can read wallets ( on * )']);
});

test('a grant on another project than the one that is looked at names it', () => {
	const granted = policy(['cwe:getWallet'], ['*:p2:*']);
	assert.deepEqual(policyWords(granted, 'p1'), ['can read wallets on *:p2:*']);
	assert.deepEqual(policyWords(granted, 'p2'), ['can read wallets']);
});

test('an effect that is not known to allow is never said as a right', () => {
	assert.deepEqual(policyWords(policy(['*'], ['*'], 'Deny')), [
		'is a member without any right',
		'has a statement of an unknown kind (Deny): * on *',
	]);
});

test('every action of any policy is said: as its words, as it stands, or in a phrase for the whole', () => {
	const action = fc.oneof(
		fc.constantFrom('cis:startIssuance', 'cwe:listWallets', '', ' '),
		fc.string({minLength: 1, maxLength: 12}),
	);
	fc.assert(
		fc.property(fc.array(action, {maxLength: 6}), actions => {
			const text = policyWords(policy(actions)).join('\n');
			if (actions.includes('*')) return;
			for (const each of actions.filter(name => name.trim() !== '' && !name.includes(':')))
				assert.ok(text.includes(each));
			assert.equal(actions.includes('cis:startIssuance'), text.includes('start issuance'));
		}),
	);
});
