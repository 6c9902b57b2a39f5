import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {matchesGlob} from '../../source/sandbox/matches-glob.ts';

const letters = fc.string({unit: fc.constantFrom('a', 'b', ':', '*'), maxLength: 8});

test('a star stands for any run of characters, as the regular expression says', () => {
	fc.assert(
		fc.property(letters, letters, (pattern, text) => {
			const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'su');
			assert.equal(matchesGlob(pattern, text), expression.test(text));
		}),
		{numRuns: 5000},
	);
});

test('the pattern of a whole project matches its resources and no other project’s', () => {
	assert.ok(matchesGlob('*:p-1:*', 'ari:identity:ap-southeast-1:p-1:wallet/w'));
	assert.ok(!matchesGlob('*:p-1:*', 'ari:identity:ap-southeast-1:p-2:wallet/w'));
});

test('an empty pattern matches nothing that has a name', () => {
	fc.assert(fc.property(fc.string({minLength: 1}), text => assert.ok(!matchesGlob('', text))));
});
