import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {allPages} from '../../../source/api/pages.ts';
import {
	type AccessInput,
	changeAccess,
	finishAccess,
} from '../../../source/operations/access/change-access.ts';
import {restoreActive} from '../../../source/operations/access/restore-active.ts';
import {isSameStanding, type Standing, standingsOf} from '../../../source/operations/access/standing.ts';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertCreated, statesOf} from '../invariants.ts';
import {resumeCreate, takeUpAccess} from '../take-up.ts';
import {aRival, seeded, serviceWith, ways} from './a-rival.ts';

const workshop = await aWorkshop({after});
const {deps, grants, projects, anInput, interceptWith, passOn} = workshop;
const rival = await aRival(workshop);
const all = Object.values(projects);

/** Where a token is, and what it may do there. */
const standingsNow = async (id: string) => {
	const listed = await allPages(deps.service.iam.listProjectsOfToken(id));
	assert.ok(listed.ok);
	return new Map(standingsOf(listed.value).projects.map(({project, standing}) => [project.name, standing]));
};

const assertStandings = async (id: string, wanted: Readonly<Record<string, Standing>>, why: string) => {
	const now = await standingsNow(id);
	assert.deepEqual([...now.keys()].sort(), Object.keys(wanted).sort(), why);
	for (const [name, standing] of Object.entries(wanted)) {
		assert.ok(isSameStanding(now.get(name) ?? {isMember: false}, standing), `${why}: ${name}`);
	}
};

for (const [index, way] of ways.entries()) {
	test(`principals and policies land in their projects by way of ${way} while a rival switches the active one a hundred times`, async () => {
		const seed = 2_026 + index;
		const random = seeded(seed);
		let switches = 0;
		let isResting = false;
		interceptWith(
			rival.before(async () => {
				if (isResting || switches === 100 || random() > 0.3) return;
				switches += 1;
				await rival.choose(all[Math.floor(random() * all.length)]?.id ?? '');
			}, serviceWith(way)),
		);
		/** Lets an operation that had to give up against the rival come to its end, without the rival. */
		const change = async (input: AccessInput) => {
			const {outcome} = await run(changeAccess(deps, input));
			if (outcome.kind === 'access-changed') return;
			assert.equal(
				outcome.failure.kind,
				'active-project-unsteady',
				`seed ${seed}: ${JSON.stringify(outcome)}`,
			);
			isResting = true;
			const again = outcome.operationId
				? finishAccess(deps, await takeUpAccess(workshop, outcome.operationId))
				: changeAccess(deps, input);
			const {outcome: ended} = await run(again);
			assert.equal(ended.kind, 'access-changed', `seed ${seed}: ${JSON.stringify(ended)}`);
			isResting = false;
		};
		while (switches < 100) {
			const input = await anInput();
			const {outcome} = await run(createToken(deps, input));
			const wanted = {name: input.name, print: input.keyPair.thumbprint, grants};
			if (outcome.kind === 'stopped') {
				assert.equal(
					outcome.failure.kind,
					'active-project-unsteady',
					`seed ${seed}: ${JSON.stringify(outcome)}`,
				);
				isResting = true;
				await resumeCreate(workshop, outcome.operationId ?? '');
				isResting = false;
			}
			const states = Object.keys(await statesOf(workshop));
			const {id} = await assertCreated(workshop, wanted, states[0] ?? '');
			const named = {principal: {id, type: 'token'}, name: input.name} as const;
			const issuing = policyFor('issue', projects.alpha.id, id);
			const full = policyFor('full', projects.active.id, id);
			const before: Standing = {isMember: true, policy: issuing};

			await change({...named, kind: 'add-principal', project: projects.active});
			const member: Standing = {isMember: true};
			await assertStandings(id, {Alpha: before, Beta: member, Active: member}, `seed ${seed}: added`);
			await change({...named, kind: 'set-policy', project: projects.active, policy: full});
			const anything: Standing = {isMember: true, policy: full};
			await assertStandings(id, {Alpha: before, Beta: member, Active: anything}, `seed ${seed}: set`);
			await change({...named, kind: 'remove-principal', project: projects.active});
			await assertStandings(id, {Alpha: before, Beta: member}, `seed ${seed}: removed`);
			await workshop.clear();
		}
		passOn();
	});
}

/** Has the rival choose a project before the nth request of a kind, once. */
const chooseBefore = (method: string, path: RegExp, projectId: string) => {
	let isChosen = false;
	interceptWith(
		rival.before(async request => {
			if (isChosen || request.method !== method || !path.test(new URL(request.url).pathname)) return;
			isChosen = true;
			await rival.choose(projectId);
		}, serviceWith('the active project')),
	);
};

const aMember = async () => {
	const input = await anInput();
	const {outcome} = await run(createToken(deps, input));
	assert.ok(outcome.kind === 'created');
	return {principal: {id: outcome.token.id, type: 'token'}, name: input.name} as const;
};

test('a token that landed in the project a rival had just chosen is taken out of it again, and that is said', async () => {
	const named = await aMember();
	await run(changeAccess(deps, {...named, kind: 'remove-principal', project: projects.beta}));
	await rival.choose(projects.alpha.id);
	chooseBefore('POST', /\/projects\/principals$/, projects.active.id);
	const {outcome} = await run(changeAccess(deps, {...named, kind: 'add-principal', project: projects.beta}));
	assert.ok(outcome.kind === 'access-changed', JSON.stringify(outcome));
	assert.match(outcome.note ?? '', /it had landed in Active, .*: undone there/);
	assert.equal(await rival.active(), projects.active.id);
	passOn();
	assert.deepEqual([...(await standingsNow(named.principal.id)).keys()].sort(), ['Alpha', 'Beta']);
	await workshop.clear();
});

test('rights that landed in the project a rival had just chosen are those of before again', async () => {
	const named = await aMember();
	const {id} = named.principal;
	await rival.choose(projects.active.id);
	chooseBefore('PUT', /\/policies\/principals\//, projects.alpha.id);
	const policy = policyFor('full', projects.beta.id, id);
	const {outcome} = await run(
		changeAccess(deps, {...named, kind: 'set-policy', project: projects.beta, policy}),
	);
	assert.ok(outcome.kind === 'access-changed', JSON.stringify(outcome));
	assert.match(outcome.note ?? '', /it had landed in Alpha/);
	passOn();
	const alpha: Standing = {isMember: true, policy: policyFor('issue', projects.alpha.id, id)};
	await assertStandings(id, {Alpha: alpha, Beta: {isMember: true, policy}}, 'set');
	await workshop.clear();
});

test('a token that was taken out of the project a rival had just chosen is in it again with its rights', async () => {
	const named = await aMember();
	const {id} = named.principal;
	await rival.choose(projects.active.id);
	chooseBefore('DELETE', /\/projects\/principals\//, projects.alpha.id);
	const {outcome} = await run(
		changeAccess(deps, {...named, kind: 'remove-principal', project: projects.beta}),
	);
	assert.ok(outcome.kind === 'access-changed', JSON.stringify(outcome));
	passOn();
	const alpha: Standing = {isMember: true, policy: policyFor('issue', projects.alpha.id, id)};
	await assertStandings(id, {Alpha: alpha}, 'removed');
	await workshop.clear();
});

test('a rival who never rests stops it with words that say so, and nothing is left in another project', async () => {
	const named = await aMember();
	await run(changeAccess(deps, {...named, kind: 'remove-principal', project: projects.beta}));
	let other = projects.alpha.id;
	interceptWith(
		rival.before(async () => {
			other = other === projects.alpha.id ? projects.active.id : projects.alpha.id;
			await rival.choose(other);
		}, serviceWith('the active project')),
	);
	const {outcome} = await run(changeAccess(deps, {...named, kind: 'add-principal', project: projects.beta}));
	passOn();
	assert.ok(outcome.kind === 'stopped');
	assert.equal(outcome.failure.kind, 'active-project-unsteady');
	assert.match(outcome.failure.message, /Another terminal of this session keeps changing the active project/);
	// Nothing could be sent, so nothing is left to be taken up.
	assert.equal(outcome.operationId, undefined);
	assert.deepEqual([...(await standingsNow(named.principal.id)).keys()], ['Alpha']);
	assert.ok(!Object.values(await statesOf(workshop)).includes('interrupted'));
	await workshop.clear();
});

test('the active project is what it was afterwards, also where the work was called off', async () => {
	const named = await aMember();
	await rival.choose(projects.active.id);
	const stop = new AbortController();
	interceptWith(async (request, next) => {
		if (request.method === 'PUT') stop.abort();
		return serviceWith('the active project')(request, next);
	});
	const policy = policyFor('full', projects.beta.id, named.principal.id);
	const input: AccessInput = {...named, kind: 'set-policy', project: projects.beta, policy};
	const {outcome} = await run(changeAccess(deps, input, stop.signal));
	assert.ok(outcome.kind === 'stopped' && outcome.operationId);
	assert.equal(outcome.failure.kind, 'cancelled');
	assert.equal(await rival.active(), projects.active.id);
	const {outcome: done} = await run(finishAccess(deps, await takeUpAccess(workshop, outcome.operationId)));
	passOn();
	assert.equal(done.kind, 'access-changed');
	assert.equal(await rival.active(), projects.active.id);
	await workshop.clear();
});

test('what a dead program had made active is put back by whoever takes its operation up, unless another was chosen since', async () => {
	const {beta, active, alpha} = projects;
	for (const [now, expected, said] of [
		[beta.id, active.id, /^Active$/],
		[active.id, active.id, /^Active$/],
		[alpha.id, alpha.id, /another terminal made Alpha the active project meanwhile/],
	] as const) {
		await rival.choose(now);
		const begun = await deps.operations.begin({kind: 'visit-project', id: `visit-${now}`, name: 'Beta'});
		assert.ok(begun.ok);
		await begun.value.journal.append({type: 'switched', from: active, to: beta});
		await begun.value.release();
		const taken = await deps.operations.takeUp(`visit-${now}`);
		assert.ok(taken.ok);
		const {outcome, events} = await run(restoreActive(deps, taken.value, undefined));
		assert.ok(outcome.ok);
		assert.match(events.at(-1)?.detail ?? '', said);
		assert.equal(await rival.active(), expected);
		await taken.value.close('finished');
	}
	await workshop.clear();
});
