import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {changeAccess} from '../../../source/operations/access/change-access.ts';
import {changePlace, type PlaceChange, retryPlace} from '../../../source/operations/access/change-place.ts';
import type {Standing} from '../../../source/operations/access/standing.ts';
import {emptyPolicy} from '../../../source/policies/levels.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {answering, refusing} from '../../store/a-store.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {statesOf} from '../invariants.ts';
import {anAccess} from './an-access.ts';

const workshop = await aWorkshop({after});
const {deps, projects, interceptWith, passOn} = workshop;
const {aChange, assertAt} = anAccess(workshop);
const outside: Standing = {isMember: false};
const member: Standing = {isMember: true};
const policies = /^\/iam\/v1\/policies\/principals\//;

/** A token that may issue in Alpha and is in Beta, with a change of its place that is still to be made. */
const aPlace = async (
	project: 'alpha' | 'beta' | 'active',
	from: (id: string) => Standing,
	to: (id: string) => Standing,
) => {
	const {id, before} = await aChange('set-policy');
	const change: PlaceChange = {
		principal: {id, type: 'token'},
		name: 'ci',
		project: projects[project],
		from: from(id),
		to: to(id),
	};
	return {id, before, change};
};

const mayIssue = (project: 'alpha' | 'beta' | 'active') => (id: string) => ({
	isMember: true,
	policy: policyFor('issue', projects[project].id, id),
});
const mayAsk = (project: 'alpha' | 'beta' | 'active') => (id: string) => ({
	isMember: true,
	policy: policyFor('iota', projects[project].id, id),
});

test('a token outside a project is added and then given its rights', async () => {
	const {id, before, change} = await aPlace('active', () => outside, mayAsk('active'));
	const {outcome} = await run(changePlace(deps, change));
	assert.deepEqual(outcome, {kind: 'changed'});
	await assertAt(id, {...before, Active: mayAsk('active')(id)});
});

test('a token is taken out of a project, and rights are taken from one that stays', async () => {
	const out = await aPlace('alpha', mayIssue('alpha'), () => outside);
	assert.equal((await run(changePlace(deps, out.change))).outcome.kind, 'changed');
	await assertAt(out.id, {Beta: member});
	const none = await aPlace('alpha', mayIssue('alpha'), id => ({
		isMember: true,
		policy: emptyPolicy({projectId: projects.alpha.id, tokenId: id}),
	}));
	assert.equal((await run(changePlace(deps, none.change))).outcome.kind, 'changed');
	await assertAt(none.id, {Alpha: member, Beta: member});
});

test('where it stands as it should nothing is sent', async () => {
	const {change} = await aPlace('alpha', mayIssue('alpha'), mayIssue('alpha'));
	interceptWith(async () => assert.fail('a request was sent'));
	const {outcome} = await run(changePlace(deps, change));
	passOn();
	assert.deepEqual(outcome, {kind: 'changed'});
});

test('what somebody else changed since it was looked at is a conflict, is left as it is, and leaves nothing open', async () => {
	const {id, before, change} = await aPlace('alpha', mayIssue('alpha'), mayAsk('alpha'));
	const theirs = {...mayIssue('alpha')(id), policy: policyFor('read', projects.alpha.id, id)};
	await run(changeAccess(deps, {...change, kind: 'set-policy', policy: theirs.policy}));
	const {outcome} = await run(changePlace(deps, change));
	assert.ok(outcome.kind === 'stopped');
	assert.deepEqual(
		[outcome.failure.kind, outcome.operationId, outcome.at],
		['conflict', undefined, change.from],
	);
	await assertAt(id, {...before, Alpha: theirs});
	const stays = await aPlace('active', () => outside, mayAsk('active'));
	await run(changeAccess(deps, {...stays.change, kind: 'add-principal'}));
	const added = await run(changePlace(deps, stays.change));
	assert.ok(added.outcome.kind === 'stopped' && added.outcome.failure.kind === 'conflict');
	assert.ok(!Object.values(await statesOf(workshop)).includes('interrupted'));
});

test('a change that stopped between its two writes goes on from there', async () => {
	const {id, before, change} = await aPlace('active', () => outside, mayAsk('active'));
	interceptWith(refusing('PUT', policies, 403));
	const {outcome} = await run(changePlace(deps, change));
	assert.ok(outcome.kind === 'stopped', JSON.stringify(outcome));
	assert.deepEqual(outcome.at, member);
	passOn();
	const again = {...change, from: outcome.at};
	assert.equal((await run(retryPlace(deps, again, outcome.operationId))).outcome.kind, 'changed');
	await assertAt(id, {...before, Active: mayAsk('active')(id)});
	assert.ok(!Object.values(await statesOf(workshop)).includes('interrupted'));
});

test('a change whose reply was lost is brought to its end by its own operation', async () => {
	const {id, before, change} = await aPlace('alpha', mayIssue('alpha'), mayAsk('alpha'));
	interceptWith(
		answering('PUT', policies, async (_request, next) => {
			await next();
			throw new TypeError('fetch failed');
		}),
	);
	const {outcome} = await run(changePlace(deps, change));
	passOn();
	// Read back, it may have been seen at once.
	if (outcome.kind === 'stopped')
		assert.equal((await run(retryPlace(deps, change, outcome.operationId))).outcome.kind, 'changed');
	await assertAt(id, {...before, Alpha: mayAsk('alpha')(id)});
});
