import assert from 'node:assert/strict';
import {after, afterEach, test} from 'node:test';
import {finishQuarantine} from '../../../source/operations/quarantine/finish-quarantine.ts';
import {planQuarantine, quarantineToken} from '../../../source/operations/quarantine/quarantine-token.ts';
import {undoQuarantine} from '../../../source/operations/quarantine/undo-quarantine.ts';
import {rotateKey} from '../../../source/operations/rotation/rotate-key.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertOver, statesOf} from '../invariants.ts';
import {aQuarantine, takeUpQuarantine} from './a-quarantine.ts';

const workshop = await aWorkshop({after});
const {service, projects, interceptWith, passOn} = workshop;
afterEach(async () => {
	passOn();
	await workshop.clear();
});

const isScopedFor = async (request: Request, projectId: string) =>
	request.url.endsWith('/sts/create-project-scoped-token') &&
	(await request.clone().text()).includes(projectId);

test('a leaked key loses its rights first, then its place to a new key, which gets the rights back', async () => {
	const quarantine = await aQuarantine(workshop);
	const {outcome, events} = await run(quarantineToken(quarantine.deps, quarantine.input('swap')));
	assert.ok(outcome.kind === 'quarantined', JSON.stringify(outcome));
	assert.deepEqual([outcome.oldKey, outcome.newKey], ['refused', 'accepted']);
	assert.match(outcome.notes.join(' '), /Access tokens .* may live for another \d+ min/u);
	assert.match(outcome.notes.join(' '), /look whether that is what you gave it/u);
	await quarantine.assertSwapped();
	await assertOver(workshop, outcome.intent.id, 'finished');
	const done = events.filter(({status}) => status === 'done').map(({step}) => step.split(':')[0]);
	const order = ['write-intent', 'withdraw', 'token-life', 'replace-keys', 'prove-old-refused', 'give-back'];
	const at = order.map(step => done.indexOf(step));
	assert.deepEqual(
		at,
		at.toSorted((one, other) => one - other),
		done.join(),
	);
	const planned = planQuarantine({rights: outcome.intent.rights, isSwap: true}).map(({step}) => step);
	for (const {step} of events) assert.ok(planned.includes(step) || step === 'displace-old', step);
});

test('a leaked key whose token is to go loses its rights first, and is refused afterwards', async () => {
	const quarantine = await aQuarantine(workshop);
	const {outcome, events} = await run(quarantineToken(quarantine.deps, quarantine.input('delete')));
	assert.ok(outcome.kind === 'quarantined', JSON.stringify(outcome));
	assert.deepEqual([outcome.oldKey, outcome.token], ['refused', undefined]);
	await quarantine.assertDeleted();
	const planned = planQuarantine({rights: outcome.intent.rights, isSwap: false}).map(({step}) => step);
	for (const {step} of events) assert.ok(planned.includes(step), step);
});

test('a key that is not here is not tried, and that is said', async () => {
	const quarantine = await aQuarantine(workshop);
	await workshop.deps.keyStore.remove(quarantine.oldPrint);
	const {outcome} = await run(quarantineToken(quarantine.deps, quarantine.input('swap')));
	assert.ok(outcome.kind === 'quarantined', JSON.stringify(outcome));
	assert.equal(outcome.oldKey, 'not-tried');
	assert.match(outcome.notes.join(' '), /for how long is not known/u);
	await quarantine.assertSwapped();
});

test('a project where the rights can not be withdrawn is named, the key is swapped all the same, and the quarantine stays open', async () => {
	const quarantine = await aQuarantine(workshop);
	interceptWith(async (request, next) =>
		(await isScopedFor(request, projects.alpha.id))
			? Response.json({name: 'UnexpectedError', message: 'No luck'}, {status: 500})
			: next(request),
	);
	const {outcome} = await run(quarantineToken(quarantine.deps, quarantine.input('swap')));
	assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined, JSON.stringify(outcome));
	assert.equal(outcome.failure.kind, 'rights-left');
	assert.match(outcome.failure.message, /Alpha \(No luck\)/u);
	assert.doesNotMatch(outcome.failure.message, /Beta/u);
	assert.deepEqual(Object.keys(await quarantine.placesNow()), ['Alpha']);
	assert.equal(await quarantine.offer('old', quarantine.oldKeyId), 'refused');
	passOn();
	const resumed = await run(finishQuarantine(quarantine.deps, await takeUpQuarantine(workshop)));
	assert.ok(resumed.outcome.kind === 'quarantined', JSON.stringify(resumed.outcome));
	await quarantine.assertSwapped();
});

test('a project where the rights can not be given back is named, and they are given back when it is resumed', async () => {
	const quarantine = await aQuarantine(workshop);
	interceptWith(async (request, next) =>
		request.method === 'POST' && request.url.endsWith('/projects/principals')
			? Response.json({name: 'UnexpectedError', message: 'No luck'}, {status: 500})
			: next(request),
	);
	const {outcome} = await run(quarantineToken(quarantine.deps, quarantine.input('swap')));
	assert.ok(outcome.kind === 'stopped', JSON.stringify(outcome));
	assert.match(outcome.failure.message, /given back in Alpha \(No luck\) and Beta \(No luck\)/u);
	passOn();
	const resumed = await run(finishQuarantine(quarantine.deps, await takeUpQuarantine(workshop)));
	assert.ok(resumed.outcome.kind === 'quarantined', JSON.stringify(resumed.outcome));
	await quarantine.assertSwapped();
});

test('who adds the token somewhere while the key is swapped is undone', async () => {
	const quarantine = await aQuarantine(workshop);
	let isAdded = false;
	interceptWith(async (request, next) => {
		if (request.method === 'PATCH' && !isAdded) {
			isAdded = true;
			const added = await service.iam.addPrincipal({id: quarantine.tokenId, type: 'token'});
			assert.ok(added.ok, JSON.stringify(added));
		}
		return next(request);
	});
	assert.ok((await service.portal.setActiveProject(projects.active.id)).ok);
	const {outcome} = await run(quarantineToken(quarantine.deps, quarantine.input('swap')));
	assert.ok(outcome.kind === 'quarantined', JSON.stringify(outcome));
	assert.equal(isAdded, true);
	assert.match(outcome.notes.join(' '), /added to Active meanwhile/u);
	await quarantine.assertSwapped();
});

test('rights that somebody gives while they are given back are left, and said', async () => {
	const quarantine = await aQuarantine(workshop);
	const principal = {id: quarantine.tokenId, type: 'token'} as const;
	assert.ok((await service.portal.setActiveProject(projects.alpha.id)).ok);
	let isGiven = false;
	interceptWith(async (request, next) => {
		const response = await next(request);
		if (request.method === 'POST' && request.url.endsWith('/projects/principals') && !isGiven) {
			isGiven = true;
			const other = policyFor('iota', projects.alpha.id, quarantine.tokenId);
			assert.ok((await service.iam.updatePolicies(principal, other)).ok);
		}
		return response;
	});
	const {outcome} = await run(quarantineToken(quarantine.deps, quarantine.input('swap')));
	assert.ok(outcome.kind === 'quarantined', JSON.stringify(outcome));
	assert.match(outcome.notes.join(' '), /In Alpha somebody gave it other rights/u);
	assert.match(JSON.stringify((await quarantine.placesNow())['Alpha']), /ais:/u);
});

test('a swap that can not be is refused before anything is changed, and a token can still be deleted', async () => {
	const quarantine = await aQuarantine(workshop);
	const open = await run(rotateKey(quarantine.deps, {...quarantine.rotateInput('overlap')}));
	assert.ok(open.outcome.kind === 'overlapping', JSON.stringify(open.outcome));
	const {outcome} = await run(quarantineToken(quarantine.deps, quarantine.input('swap')));
	assert.ok(outcome.kind === 'stopped' && outcome.operationId === undefined, JSON.stringify(outcome));
	assert.equal(Object.keys(await quarantine.placesNow()).length, 2);
	const deleted = await run(quarantineToken(quarantine.deps, quarantine.input('delete')));
	assert.ok(deleted.outcome.kind === 'quarantined', JSON.stringify(deleted.outcome));
	await quarantine.assertDeleted();
});

test('a quarantine that lost its connection stays open, and can be taken back', async () => {
	const quarantine = await aQuarantine(workshop);
	interceptWith(async (request, next) => {
		if (request.method === 'PATCH') throw new TypeError('cut');
		return next(request);
	});
	const {outcome} = await run(quarantineToken(quarantine.deps, quarantine.input('swap')));
	assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined, JSON.stringify(outcome));
	assert.deepEqual(await quarantine.placesNow(), {});
	passOn();
	const back = await run(undoQuarantine(quarantine.deps, await takeUpQuarantine(workshop)));
	assert.ok(back.outcome.kind === 'undone', JSON.stringify(back.outcome));
	await quarantine.assertUntouched();
	assert.equal((await statesOf(workshop))[outcome.operationId], 'undone');
});

for (const [ending, variants] of [
	['swap', {patch: 'merge', scoped: 'refused', principals: 'ids-only', 'default-policy': 'absent'}],
	['swap', {patch: 'one-key', scoped: 'powerless', ids: 'bare', 'default-policy': 'empty-list'}],
	['swap', {keys: 'one', rights: 'kept', kid: 'unique', page: 'empty-first'}],
	['delete', {scoped: 'refused', rights: 'kept', expired: 'html', page: 'empty-last'}],
] as const) {
	test(`a quarantine with ${ending} ends where the service is otherwise: ${JSON.stringify(variants)}`, async t => {
		const other = await aWorkshop(t, undefined, variants);
		const quarantine = await aQuarantine(other);
		const active = await other.service.portal.setActiveProject(other.projects.active.id);
		assert.ok(active.ok);
		const {outcome} = await run(quarantineToken(quarantine.deps, quarantine.input(ending)));
		assert.ok(outcome.kind === 'quarantined', JSON.stringify(outcome));
		assert.equal(outcome.oldKey, 'refused');
		await (ending === 'swap' ? quarantine.assertSwapped() : quarantine.assertDeleted());
		const now = await other.service.portal.activeProject();
		assert.ok(now.ok && now.value.value.id === other.projects.active.id);
	});
}
