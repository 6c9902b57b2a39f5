import assert from 'node:assert/strict';
import {after, beforeEach, test} from 'node:test';
import {allPages} from '../../../source/api/pages.ts';
import {isPrincipal, type Principal} from '../../../source/api/principal.ts';
import {
	type AccessInput,
	changeAccess,
	finishAccess,
	undoAccess,
} from '../../../source/operations/access/change-access.ts';
import {readInProject} from '../../../source/operations/access/read-in-project.ts';
import type {ProjectName} from '../../../source/operations/access/standing.ts';
import {isEmptyPolicy} from '../../../source/policies/is-empty-policy.ts';
import {type Policy, policyVersion} from '../../../source/policies/policy.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {isSamePolicy} from '../../../source/policies/same-policy.ts';
import type {Intercept} from '../../fixtures/a-served-sandbox.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {statesOf} from '../invariants.ts';
import {takeUpAccess} from '../take-up.ts';
import {aRival, serviceWith, ways} from './a-rival.ts';
import {accessKinds, anAccess} from './an-access.ts';

const workshop = await aWorkshop({after});
const {deps, projects, interceptWith, passOn} = workshop;
const {aChange, assertAt} = anAccess(workshop);
const rival = await aRival(workshop);

/** A service whose gateway gives a session's project-scoped token no power over principals. */
const powerless: Intercept = async (request, next) =>
	request.headers.has('authorization')
		? Response.json({name: 'ActionForbiddenError', message: 'Not allowed.'}, {status: 403})
		: next(request);

const services = [
	...ways.map(way => [`by way of ${way}`, serviceWith(way)] as const),
	['by way of the active project, since the token has no power,', powerless] as const,
];

beforeEach(async () => {
	passOn();
	await workshop.clear();
	await rival.choose(projects.beta.id);
});

/** Reads in a project what is kept of a principal. */
const kept = async (project: ProjectName, principal: Principal): Promise<Policy | undefined> => {
	const context = {signal: undefined, report: () => undefined};
	const listed = await readInProject(deps, project, async iam => allPages(iam.listPrincipals()), context);
	assert.ok(listed.kind === 'read');
	if (!listed.value.some(each => isPrincipal(each, principal))) return undefined;
	const read = await readInProject(deps, project, async iam => iam.getPolicies(principal), context);
	assert.ok(read.kind === 'read');
	return read.value.value.policy;
};

for (const [how, service] of services) {
	for (const kind of accessKinds) {
		test(`${kind} ${how} changes that project, no other, and not the active one`, async () => {
			const {id, input, after: wanted} = await aChange(kind);
			interceptWith(service);
			const {outcome} = await run(changeAccess(deps, input));
			passOn();
			assert.equal(outcome.kind, 'access-changed', JSON.stringify(outcome));
			await assertAt(id, wanted);
			assert.equal(await rival.active(), projects.beta.id);
			assert.deepEqual(
				Object.values(await statesOf(workshop)).filter(state => state !== 'finished'),
				[],
			);
		});
	}

	test(`a user ${how} is added, given rights and removed in that project alone`, async () => {
		const principal = {id: '7f9c2b1e-52a4-4c39-9d0a-6d5f1b2c3e4f', type: 'user'} as const;
		const named = {principal, name: 'somebody', project: projects.alpha};
		const policy = policyFor('issue', projects.alpha.id, principal.id);
		interceptWith(service);
		const change = async (input: AccessInput) => {
			const {outcome} = await run(changeAccess(deps, input));
			assert.equal(outcome.kind, 'access-changed', JSON.stringify(outcome));
		};
		await change({...named, kind: 'add-principal'});
		assert.equal(isEmptyPolicy((await kept(projects.alpha, principal)) ?? policy), true);
		await change({...named, kind: 'set-policy', policy});
		assert.ok(isSamePolicy((await kept(projects.alpha, principal)) ?? {version: '', statement: []}, policy));
		for (const project of [projects.beta, projects.active])
			assert.equal(await kept(project, principal), undefined);
		await change({...named, kind: 'remove-principal'});
		assert.equal(await kept(projects.alpha, principal), undefined);
		assert.equal(await rival.active(), projects.beta.id);
	});
}

test('a user who landed in the project a rival had just chosen is taken out of it again', async () => {
	const principal = {id: '7f9c2b1e-52a4-4c39-9d0a-6d5f1b2c3e50', type: 'user'} as const;
	let isChosen = false;
	interceptWith(
		rival.before(async request => {
			if (isChosen || request.method !== 'POST' || !request.url.endsWith('/projects/principals')) return;
			isChosen = true;
			await rival.choose(projects.active.id);
		}, serviceWith('the active project')),
	);
	const input: AccessInput = {kind: 'add-principal', principal, name: 'somebody', project: projects.alpha};
	const {outcome} = await run(changeAccess(deps, input));
	assert.ok(outcome.kind === 'access-changed', JSON.stringify(outcome));
	assert.match(outcome.note ?? '', /it had landed in Active/);
	passOn();
	assert.ok(await kept(projects.alpha, principal));
	assert.equal(await kept(projects.active, principal), undefined);
	const {outcome: removed} = await run(changeAccess(deps, {...input, kind: 'remove-principal'}));
	assert.equal(removed.kind, 'access-changed');
});

test('who is in the project already keeps what they have when they are added', async () => {
	const {id, input, before} = await aChange('add-principal');
	const {outcome} = await run(changeAccess(deps, {...input, kind: 'add-principal', project: projects.alpha}));
	assert.equal(outcome.kind, 'access-changed');
	await assertAt(id, before);
});

for (const kind of ['set-policy', 'remove-principal'] as const) {
	test(`${kind} where the principal is not in the project sends nothing, says so, and leaves nothing open`, async () => {
		const {id, input, before} = await aChange(kind);
		const writes: string[] = [];
		interceptWith(async (request, next) => {
			if (request.method === 'PUT' || request.method === 'DELETE') writes.push(request.url);
			return next(request);
		});
		const {outcome} = await run(changeAccess(deps, {...input, project: projects.active}));
		assert.ok(outcome.kind === 'stopped');
		assert.deepEqual([outcome.failure.kind, outcome.operationId], ['not-in-project', undefined]);
		assert.match(outcome.failure.message, /not in the project Active/);
		assert.deepEqual(writes, []);
		await assertAt(id, before);
		assert.ok(!Object.values(await statesOf(workshop)).includes('interrupted'));
	});
}

test('a refusal by the service is said in its words, and nothing is left open', async () => {
	const sub = deps.service.session()?.user.sub ?? '';
	const input: AccessInput = {
		kind: 'remove-principal',
		principal: {id: sub, type: 'user'},
		name: 'me',
		project: projects.alpha,
	};
	const {outcome} = await run(changeAccess(deps, input));
	assert.ok(outcome.kind === 'stopped');
	assert.equal(outcome.failure.name, 'PrincipalCannotBeDeletedError');
	assert.equal(outcome.operationId, undefined);
});

test('a policy without rights is sent as it is', async () => {
	const {id, input} = await aChange('set-policy');
	const policy: Policy = {
		version: policyVersion,
		statement: [
			{
				principal: [`ari:iam::${projects.alpha.id}:token/${id}`],
				action: [''],
				resource: [''],
				effect: 'Allow',
			},
		],
	};
	const {outcome} = await run(changeAccess(deps, {...input, kind: 'set-policy', policy}));
	assert.equal(outcome.kind, 'access-changed', JSON.stringify(outcome));
	await assertAt(id, {Alpha: {isMember: true}, Beta: {isMember: true}});
});

/** Begins a change whose reply is lost, so that the operation stays open after its effect. */
const interrupted = async (kind: (typeof accessKinds)[number]) => {
	const change = await aChange(kind);
	let isCut = false;
	interceptWith(async (request, next) => {
		if (isCut) throw new Error('cut');
		const response = await next(request);
		if (!['PUT', 'DELETE'].includes(request.method) && !request.url.endsWith('/projects/principals'))
			return response;
		isCut = true;
		throw new Error('cut');
	});
	const {outcome} = await run(changeAccess(deps, change.input));
	passOn();
	assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined, JSON.stringify(outcome));
	return {...change, operationId: outcome.operationId};
};

for (const kind of accessKinds) {
	test(`${kind} whose reply was lost is finished by a resume, and taken back by an undo`, async () => {
		const resumed = await interrupted(kind);
		const {outcome} = await run(finishAccess(deps, await takeUpAccess(workshop, resumed.operationId)));
		assert.equal(outcome.kind, 'access-changed');
		await assertAt(resumed.id, resumed.after);
		const undone = await interrupted(kind);
		const {outcome: end} = await run(undoAccess(deps, await takeUpAccess(workshop, undone.operationId)));
		assert.equal(end.kind, 'undone', JSON.stringify(end));
		await assertAt(undone.id, undone.before);
		assert.equal((await statesOf(workshop))[undone.operationId], 'undone');
	});

	test(`${kind} is not taken back once somebody else has changed it`, async () => {
		const {id, input, operationId} = await interrupted(kind);
		const policy = policyFor('full', input.project.id, id);
		const named = {principal: input.principal, name: 'rival', project: input.project};
		if (kind === 'remove-principal') await run(changeAccess(deps, {...named, kind: 'add-principal'}));
		const {outcome: theirs} = await run(changeAccess(deps, {...named, kind: 'set-policy', policy}));
		assert.equal(theirs.kind, 'access-changed');
		const {outcome} = await run(undoAccess(deps, await takeUpAccess(workshop, operationId)));
		assert.equal(outcome.kind, 'too-late');
		assert.match(
			'note' in outcome ? outcome.note : '',
			/Somebody else changed its place in .* left as it is now/,
		);
		const now = await kept(input.project, input.principal);
		assert.ok(now && isSamePolicy(now, policy));
	});
}

test('a resume does not write over what somebody else has set meanwhile', async () => {
	const {id, input, operationId} = await interrupted('set-policy');
	const policy = policyFor('full', input.project.id, id);
	const named = {principal: input.principal, name: 'rival', project: input.project};
	await run(changeAccess(deps, {...named, kind: 'set-policy', policy}));
	const {outcome} = await run(finishAccess(deps, await takeUpAccess(workshop, operationId)));
	assert.equal(outcome.kind === 'stopped' && outcome.failure.kind, 'conflict');
	const now = await kept(input.project, input.principal);
	assert.ok(now && isSamePolicy(now, policy));
});

test('a token of somebody else, whose projects the service does not tell, is looked for in the project itself', async () => {
	const principal = {id: '00000000-0000-4000-8000-000000000001', type: 'token'} as const;
	const named = {principal, name: 'theirs', project: projects.alpha};
	for (const service of [serviceWith('a project-scoped token'), serviceWith('the active project')]) {
		interceptWith(service);
		const {outcome} = await run(changeAccess(deps, {...named, kind: 'add-principal'}));
		assert.equal(outcome.kind, 'access-changed', JSON.stringify(outcome));
		assert.ok(await kept(projects.alpha, principal));
		const {outcome: removed} = await run(changeAccess(deps, {...named, kind: 'remove-principal'}));
		assert.equal(removed.kind, 'access-changed', JSON.stringify(removed));
	}
});

test('a look into a project that is not the active one puts the active one back, and leaves nothing open', async () => {
	interceptWith(serviceWith('the active project'));
	const context = {signal: undefined, report: () => undefined};
	const read = await readInProject(
		deps,
		projects.alpha,
		async iam => allPages(iam.listPrincipals()),
		context,
	);
	assert.equal(read.kind, 'read');
	assert.equal(await rival.active(), projects.beta.id);
	assert.deepEqual(Object.values(await statesOf(workshop)), ['finished']);
});

/** A service that shows a token's places as they were for so many readings after a write. */
const lateBy = (readings: number) => {
	const writes: string[] = [];
	let old: Response | undefined;
	let left = 0;
	interceptWith(async (request, next) => {
		const isReading = /\/tokens\/[^/]+\/projects$/.test(new URL(request.url).pathname);
		if (isReading && old && left > 0) {
			left -= 1;
			return old.clone();
		}
		const response = await next(request);
		if (isReading) old = response.clone();
		if (request.method === 'PUT') {
			writes.push(request.url);
			left = readings;
		}
		return response;
	});
	return writes;
};

test('a change that the service shows only after a while is waited for, not sent twice', async () => {
	const {id, input, after: wanted} = await aChange('set-policy');
	const writes = lateBy(2);
	const {outcome} = await run(changeAccess(deps, input));
	passOn();
	assert.equal(outcome.kind, 'access-changed', JSON.stringify(outcome));
	assert.equal(writes.length, 1);
	await assertAt(id, wanted);
});

test('a change that the service never shows is sent once more, then said, and stays open', async () => {
	const {id, input, before, after: wanted} = await aChange('set-policy');
	const writes = lateBy(100);
	const {outcome} = await run(changeAccess(deps, input));
	passOn();
	assert.ok(outcome.kind === 'stopped' && outcome.operationId);
	assert.equal(outcome.failure.kind, 'not-as-asked');
	assert.match(outcome.failure.message, /took what was sent to Alpha, but does not show it/);
	assert.equal(writes.length, 2);
	await assertAt(id, wanted);
	const {outcome: undone} = await run(undoAccess(deps, await takeUpAccess(workshop, outcome.operationId)));
	assert.equal(undone.kind, 'undone');
	await assertAt(id, before);
});
