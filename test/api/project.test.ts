import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import {ProjectListReply, ProjectReply, toProject} from '../../source/api/project.ts';

test('a record is read with what it has, and kept as it came', () => {
	const raw = {id: 'p-1', name: 'One', description: null, createdAt: '2023-09-20T07:12:13', more: [1]};
	assert.deepEqual(toProject(raw), {
		id: 'p-1',
		name: 'One',
		description: '',
		createdAt: '2023-09-20T07:12:13',
		raw,
	});
});

test('whatever a record is, it is a row, and no odd one ends the list', () => {
	fc.assert(
		fc.property(fc.array(fc.anything()), records => {
			const projects = v.parse(ProjectListReply, records);
			assert.deepEqual(
				projects.map(({raw}) => raw),
				records,
			);
			for (const {id, name, description} of projects)
				assert.ok([id, name, description].every(each => typeof each === 'string'));
		}),
	);
});

test('a reply that is to be one project has an id, and a list is a list', () => {
	assert.equal(v.safeParse(ProjectReply, {name: 'One'}).success, false);
	assert.equal(v.safeParse(ProjectReply, {id: ''}).success, false);
	assert.equal(v.safeParse(ProjectListReply, {projects: []}).success, false);
});
