import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {toProject} from '../../source/api/project.ts';
import {matchingProjects} from '../../source/store/matching-projects.ts';

const aProject = (id: string, name: string, description = '') => toProject({id, name, description});

const projects = [
	aProject('id-1', 'Acme Staging', 'before production'),
	aProject('id-2', 'Production', 'the real one'),
	aProject('', 'Production without id'),
	aProject('id-3', 'Demo of Production'),
];

const found = (filter: string) => matchingProjects(projects, filter).map(({id}) => id);

test('every word counts, in name, description or id, whatever the case', () => {
	assert.deepEqual(found('STAGING acme'), ['id-1']);
	assert.deepEqual(found('real'), ['id-2']);
	assert.deepEqual(found('id-3'), ['id-3']);
	assert.deepEqual(found('acme nothing'), []);
});

test('a name that begins with what was typed comes first', () => {
	assert.deepEqual(found('prod'), ['id-2', 'id-1', 'id-3']);
});

test('a record without an id is never offered, and blanks alone find all others', () => {
	assert.deepEqual(found('  '), ['id-1', 'id-2', 'id-3']);
});

test('whatever is typed, what is found is some of what there is, each once', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), filter => {
			const ids = found(filter);
			assert.equal(new Set(ids).size, ids.length);
			assert.ok(ids.every(id => projects.some(project => project.id === id)));
		}),
	);
});
