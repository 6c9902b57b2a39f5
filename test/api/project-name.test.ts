import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {projectNameProblem} from '../../source/api/project-name.ts';
import {anyCharacter} from '../any-character.ts';

// As the generated clients check it (contract 2.2).
const rule = /^[a-zA-Z0-9][a-zA-Z0-9._ -]{0,98}[a-zA-Z0-9._-]$/;

test('a name is taken exactly when the service takes it without the blanks around it', () => {
	const near = fc.array(fc.constantFrom(...'aZ0 ._-é\n!'), {maxLength: 104}).map(parts => parts.join(''));
	fc.assert(
		fc.property(fc.oneof(near, fc.string({unit: anyCharacter})), name => {
			assert.equal(projectNameProblem(name) === undefined, rule.test(name.trim()));
		}),
		{numRuns: 2000},
	);
});

test('each problem is said by what it is', () => {
	assert.match(projectNameProblem(' x ') ?? '', /at least 2/);
	assert.match(projectNameProblem('x'.repeat(101)) ?? '', /at most 100/);
	assert.match(projectNameProblem('-x') ?? '', /begins with/);
	assert.match(projectNameProblem('x/y') ?? '', /only letters/);
	assert.equal(projectNameProblem('x'.repeat(100)), undefined);
});
