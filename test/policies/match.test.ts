import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {allows, matchesAction, matchesGlob} from '../../source/policies/match.ts';

test('a star spans colons, and the project stays the project', () => {
	const wallet = 'ari:identity:ap-southeast-1:p1:wallet/w';
	assert.ok(matchesGlob('*', wallet));
	assert.ok(matchesGlob('*:p1:*', wallet));
	assert.ok(!matchesGlob('*:p2:*', wallet));
	assert.ok(matchesGlob('ari:identity:*:p1:wallet/*', wallet));
	assert.ok(!matchesGlob('ari:identity:*:p1:group/*', wallet));
});

test('an empty pattern covers nothing, not even an empty text', () => {
	assert.ok(!matchesGlob('', ''));
	assert.ok(!matchesGlob('', 'x'));
});

test('parts of a pattern never overlap in the text', () => {
	assert.ok(!matchesGlob('ab*ba', 'aba'));
	assert.ok(!matchesGlob('*ab*b', 'ab'));
	assert.ok(matchesGlob('a*a', 'aa'));
});

const letters = fc.string({unit: fc.constantFrom('a', 'b', ':', '*'), minLength: 1, maxLength: 12});

test('for any pattern and text the answer is that of the regular expression it stands for', () => {
	fc.assert(
		fc.property(letters, letters, (pattern, text) => {
			const expression = new RegExp(`^${pattern.split('*').join('[^]*')}$`, 'u');
			assert.equal(matchesGlob(pattern, text), expression.test(text));
		}),
		{numRuns: 2000},
	);
});

test('a pattern of many stars is answered at once', () => {
	assert.equal(matchesGlob('*a'.repeat(1000), `${'a'.repeat(100_000)}b`), false);
});

test('an action is meant by itself, its older spelling and a star alone', () => {
	const action = 'cis:startIssuance';
	assert.deepEqual(
		[action, 'cis.operation.startIssuance', '*', 'cis:*', '', 'cis:startissuance', 'cis'].map(text =>
			matchesAction(text, action),
		),
		[true, true, true, false, false, false, false],
	);
});

test('a right needs an Allow statement that has both the action and the resource', () => {
	const statement = {principal: [], action: ['cwe:listWallets'], resource: ['*:p1:*'], effect: 'Allow'};
	const policy = (change: object) => ({version: '', statement: [{...statement, ...change}]});
	assert.ok(allows(policy({}), 'cwe:listWallets', 'a:p1:b'));
	assert.ok(!allows(policy({effect: 'Deny'}), 'cwe:listWallets', 'a:p1:b'));
	assert.ok(!allows(policy({}), 'cwe:getWallet', 'a:p1:b'));
	assert.ok(!allows(policy({}), 'cwe:listWallets', 'a:p2:b'));
	const split = [
		{...statement, resource: []},
		{...statement, action: []},
	];
	assert.ok(!allows({version: '', statement: split}, 'cwe:listWallets', 'a:p1:b'));
});
