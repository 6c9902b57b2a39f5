import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Standing, Standings} from '../../../source/operations/access/standing.ts';
import {findWrong, ownDoings, type Wanted} from '../../../source/operations/access/stray.ts';
import type {Sent} from '../../../source/operations/progress.ts';
import type {Policy} from '../../../source/policies/policy.ts';

const policyOf = (...action: readonly string[]): Policy => ({
	version: '2022-12-15',
	statement: [{principal: ['p'], action, resource: ['*'], effect: 'Allow'}],
});
const outside: Standing = {isMember: false};
const member: Standing = {isMember: true};
const noRights: Standing = {isMember: true, policy: policyOf('')};
const issuer: Standing = {isMember: true, policy: policyOf('cis:startIssuance')};
const reader: Standing = {isMember: true, policy: policyOf('cis:listIssuance')};
const admin: Standing = {isMember: true, policy: policyOf('*')};

const places = (standings: Readonly<Record<string, Standing>>): Standings => ({
	isComplete: true,
	projects: Object.entries(standings).map(([name, standing]) => ({project: {id: name, name}, standing})),
});

/** What comes next, as `project kind`, strays with a `!`. */
const wrongs = (
	before: Readonly<Record<string, Standing>>,
	now: Readonly<Record<string, Standing>>,
	standing: Standing,
	sent: readonly Sent[],
) => {
	const wanted: Wanted = {project: {id: 'target', name: 'target'}, standing};
	const doings = ownDoings(places(before), wanted, new Set(sent));
	return findWrong({before: places(before), now: places(now)}, wanted, doings).map(
		({project, access, isStray}) => `${project.name} ${access.kind}${isStray ? '!' : ''}`,
	);
};

test('before anything is sent only the target is to be changed, by the write that leads there', () => {
	assert.deepEqual(wrongs({}, {}, member, []), ['target add']);
	assert.deepEqual(wrongs({}, {}, issuer, []), ['target add']);
	assert.deepEqual(wrongs({target: noRights}, {target: noRights}, issuer, []), ['target set']);
	assert.deepEqual(wrongs({target: issuer}, {target: issuer}, outside, []), ['target remove']);
	assert.deepEqual(wrongs({target: issuer}, {target: issuer}, noRights, []), ['target remove']);
});

test('nothing is to be done where all is as wanted', () => {
	assert.deepEqual(wrongs({other: reader}, {other: reader, target: noRights}, member, ['add']), []);
	assert.deepEqual(wrongs({target: member}, {target: issuer}, issuer, ['set']), []);
	assert.deepEqual(wrongs({target: issuer}, {}, outside, ['remove']), []);
});

test('what landed in another project is undone there first', () => {
	assert.deepEqual(wrongs({}, {other: noRights}, member, ['add']), ['other remove!', 'target add']);
	assert.deepEqual(
		wrongs({other: reader, target: member}, {other: issuer, target: member}, issuer, ['set']),
		['other set!', 'target set'],
	);
	assert.deepEqual(wrongs({other: reader, target: issuer}, {target: issuer}, outside, ['remove']), [
		'other add!',
		'target remove',
	]);
	assert.deepEqual(wrongs({other: reader, target: issuer}, {other: noRights}, outside, ['remove', 'add']), [
		'other set!',
	]);
	assert.deepEqual(
		wrongs({other: noRights, target: member}, {other: issuer, target: member}, issuer, ['set']),
		['other remove!', 'target set'],
	);
});

test('what none of the writes can have done is left alone', () => {
	assert.deepEqual(wrongs({}, {other: admin}, member, ['add']), ['target add']);
	assert.deepEqual(wrongs({other: reader}, {}, member, ['add']), ['target add']);
	assert.deepEqual(wrongs({other: reader, target: member}, {other: admin, target: member}, issuer, ['set']), [
		'target set',
	]);
	assert.deepEqual(
		wrongs({other: reader, target: issuer}, {other: issuer, target: issuer}, outside, ['remove']),
		['target remove'],
	);
});

test('a project that nobody looked at before is never touched', () => {
	const wanted: Wanted = {project: {id: 'target', name: 'target'}, standing: member};
	const before: Standings = {...places({target: outside}), isComplete: false};
	const doings = ownDoings(before, wanted, new Set(['add'] as const));
	assert.deepEqual(findWrong({before, now: places({target: member, other: noRights})}, wanted, doings), []);
});

test('rights that were meant to be put back elsewhere and landed in a new membership are taken away', () => {
	assert.deepEqual(wrongs({other: issuer}, {other: issuer, target: issuer}, member, ['add', 'set']), [
		'target remove!',
	]);
});
