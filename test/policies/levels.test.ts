import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {actions, findAction} from '../../source/policies/actions.ts';
import {
	type Area,
	areaStatements,
	emptyPolicy,
	type Level,
	levelActions,
	levelOf,
	levelsOf,
	ownStatements,
	withLevel,
} from '../../source/policies/levels.ts';
import type {Policy, Statement} from '../../source/policies/policy.ts';
import {isSamePolicy} from '../../source/policies/same-policy.ts';

const place = {projectId: 'p-1', tokenId: 't-1'};
const areas: readonly Area[] = ['everything', 'iam', 'vpa', 'cis', 'ver', 'ais', 'cwe'];

const aStatement = (change: Partial<Statement> = {}): Statement => ({
	principal: ['ari:iam::p-1:token/t-1'],
	action: ['cis:startIssuance'],
	resource: ['*:p-1:*'],
	effect: 'Allow',
	...change,
});

const aPolicy = (...statement: readonly Statement[]): Policy => ({
	version: '2022-12-15',
	statement: [...statement],
});

const someAction = fc.oneof(
	{weight: 6, arbitrary: fc.constantFrom(...actions.map(({action}) => action))},
	fc.constantFrom(...actions.map(({service, operation}) => `${service}.operation.${operation}`)),
	fc.constantFrom('*', '', 'cis:*', 'cis:notKnownYet', 'other:thing'),
);
const someStatement = fc.record({
	principal: fc.constantFrom(['ari:iam::p-1:token/t-1'], ['ari:iam::p-1:token/t-2'], ['t-1'], []),
	action: fc.array(someAction, {maxLength: 12}),
	resource: fc.constantFrom(
		['*:p-1:*'],
		['*'],
		['*:p-2:*'],
		['ari:identity:x:p-1:wallet/1'],
		[''],
		['*', 'x'],
		[],
	),
	effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny', ''),
});
const somePolicy: fc.Arbitrary<Policy> = fc.record({
	version: fc.constantFrom('2022-12-15', ''),
	statement: fc.array(someStatement, {maxLength: 5}),
});
const someArea = fc.constantFrom(...areas);

const rightsOf = (statements: readonly Statement[]) =>
	[
		...new Set(
			statements.flatMap(({action, resource}) =>
				action.map(text => JSON.stringify([findAction(text)?.action ?? text, resource])),
			),
		),
	].sort();

test('every level that can be chosen is read back as it was set, from any policy', () => {
	fc.assert(
		fc.property(somePolicy, someArea, fc.nat(2), (policy, area, index) => {
			const levels = levelsOf(area);
			const level = levels[index % levels.length] ?? 'none';
			assert.equal(levelOf(withLevel(policy, area, level, place), area, place), level);
		}),
	);
});

test('a policy whose levels are read and set again is the same policy', () => {
	fc.assert(
		fc.property(somePolicy, policy => {
			const again = areas.reduce(
				(kept, area) => withLevel(kept, area, levelOf(policy, area, place), place),
				policy,
			);
			assert.deepEqual(again, policy);
		}),
	);
});

test('a change of one area leaves what the others and the own statements grant as it was', () => {
	fc.assert(
		fc.property(
			somePolicy,
			someArea,
			fc.constantFrom<Level>('none', 'read', 'full'),
			(policy, area, level) => {
				const changed = withLevel(policy, area, level, place);
				for (const other of areas.filter(each => each !== area)) {
					assert.deepEqual(
						rightsOf(areaStatements(changed, other, place)),
						rightsOf(areaStatements(policy, other, place)),
					);
				}
				assert.deepEqual(ownStatements(changed, place), ownStatements(policy, place));
			},
		),
	);
});

test('what is granted, taken and granted again is the same as granted once', () => {
	const start = emptyPolicy(place);
	const once = withLevel(start, 'cis', 'full', place);
	const again = withLevel(withLevel(once, 'cis', 'none', place), 'cis', 'full', place);
	assert.ok(isSamePolicy(once, again));
	assert.deepEqual(withLevel(once, 'cis', 'none', place), start);
});

test('a level is granted in the statement that is there, on the project alone', () => {
	const policy = withLevel(aPolicy(aStatement()), 'vpa', 'read', place);
	assert.equal(policy.statement.length, 1);
	assert.deepEqual(policy.statement[0]?.resource, ['*:p-1:*']);
	assert.deepEqual(policy.statement[0]?.action, ['cis:startIssuance', ...levelActions('vpa', 'read')]);
});

test('a preset of some actions is neither read nor full', () => {
	assert.equal(levelOf(aPolicy(aStatement()), 'cis', place), 'some');
});

test('* on * is full, * on one project is some of everything', () => {
	const star = aStatement({action: ['*'], resource: ['*']});
	assert.equal(levelOf(aPolicy(star), 'everything', place), 'full');
	assert.equal(levelOf(aPolicy({...star, resource: ['*:p-1:*']}), 'everything', place), 'some');
	assert.deepEqual(withLevel(aPolicy(star), 'everything', 'none', place), emptyPolicy(place));
});

test('statements about single resources, other principals and unknown actions are own, and stay', () => {
	const wallet = aStatement({resource: ['ari:identity:x:p-1:wallet/1']});
	const other = aStatement({principal: ['ari:iam::p-1:token/t-2']});
	const unknown = aStatement({action: ['cis:notKnownYet', 'cis:startIssuance']});
	const policy = aPolicy(wallet, other, unknown);
	assert.deepEqual(ownStatements(policy, place), [wallet, other, {...unknown, action: ['cis:notKnownYet']}]);
	const full = withLevel(policy, 'cis', 'full', place);
	assert.deepEqual(full.statement.slice(0, 3), [wallet, other, {...unknown, action: ['cis:notKnownYet']}]);
	assert.equal(full.statement.length, 4);
});

test('a service without reads has no level between none and full', () => {
	assert.deepEqual(levelsOf('ver'), ['none', 'full']);
	assert.deepEqual(levelsOf('cis'), ['none', 'read', 'full']);
	assert.deepEqual(levelsOf('everything'), ['none', 'full']);
});
