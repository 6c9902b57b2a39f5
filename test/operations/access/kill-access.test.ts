import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {finishAccess, undoAccess} from '../../../source/operations/access/change-access.ts';
import {undoCreate} from '../../../source/operations/token/undo-create.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {bundleFixture} from '../../fixtures/bundle-fixture.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertCreated, assertUndone, statesOf, tokensOnKey} from '../invariants.ts';
import {runKilled} from '../run-killed.ts';
import {resumeCreate, takeUpAccess, takeUpCreate} from '../take-up.ts';
import {aRival, serviceWith, ways} from './a-rival.ts';
import {accessKinds, anAccess} from './an-access.ts';

const base = await mkdtemp(join(tmpdir(), 'kill-access-'));
after(async () => rm(base, {recursive: true, force: true}));
const workshop = await aWorkshop({after});
const {deps, grants, projects, folders, home, origin, anInput, interceptWith, passOn} = workshop;
const {makeToken, aChange, assertAt} = anAccess(workshop);
const rival = await aRival(workshop);

let accessProgram = '';
let createProgram = '';
before(async () => {
	[accessProgram, createProgram] = await Promise.all([
		bundleFixture('access-child', base),
		bundleFixture('create-child', base),
	]);
});

const openOperation = async () => {
	const open = Object.entries(await statesOf(workshop)).filter(([, status]) => status === 'interrupted');
	assert.equal(open.length, 1, 'one operation is open');
	return open[0]?.[0] ?? '';
};

/** Whether a request changes something: those are where a kill leaves something behind. */
const isChange = ({method, url, headers}: Request): boolean =>
	method !== 'GET' &&
	!url.endsWith('/sts/create-project-scoped-token') &&
	headers.get('user-agent') !== 'pat-tui/rival';

/** How many requests change something: one write, by the active project with a switch there and back. */
const changes = {'a project-scoped token': 1, 'the active project': 3} as const;

const killsOf = (way: keyof typeof changes) =>
	Array.from({length: changes[way]}, (_, at) => at).flatMap(at => [
		{at, kind: accessKinds[at] ?? 'set-policy', moment: 'before', isResumed: at % 2 === 0} as const,
		...accessKinds.map(kind => ({at, kind, moment: 'after', isResumed: at % 2 === 1}) as const),
		...accessKinds.map(kind => ({at, kind, moment: 'after', isResumed: at % 2 === 0}) as const).slice(at),
	]);

for (const way of ways) {
	for (const {kind, at, moment, isResumed} of killsOf(way)) {
		test(`${kind} by way of ${way} that is killed ${moment} change ${at + 1} and ${isResumed ? 'resumed' : 'undone'} is whole, and the active project as it was`, async () => {
			const {id, input, before: were, after: wanted} = await aChange(kind);
			await rival.choose(projects.beta.id);
			const beyond = serviceWith(way);
			await runKilled(workshop, accessProgram, {change: input}, {at, moment, beyond, counts: isChange});
			interceptWith(beyond);
			const operation = await takeUpAccess(workshop, await openOperation());
			if (isResumed) {
				const {outcome} = await run(finishAccess(deps, operation));
				assert.equal(outcome.kind, 'access-changed', JSON.stringify(outcome));
			} else {
				const {outcome} = await run(undoAccess(deps, operation));
				assert.equal(outcome.kind, 'undone', JSON.stringify(outcome));
			}
			passOn();
			await assertAt(id, isResumed ? wanted : were);
			assert.equal(await rival.active(), projects.beta.id);
			await workshop.clear();
		});
	}
}

// The token, its key id, and for each of three writes a switch there, the write, and a switch back.
for (let at = 0; at < 11; at++) {
	test(`a create by way of the active project that is killed after change ${at + 1} leaves one token or nothing, and the active project as it was`, async () => {
		const {name, keyPair} = await anInput();
		await rival.choose(projects.active.id);
		const wanted = {name, print: keyPair.thumbprint, grants};
		const pem = keyPair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
		const beyond = serviceWith('the active project');
		const kill = {at, moment: 'after', beyond, counts: isChange} as const;
		await runKilled(workshop, createProgram, {create: {name, pem, grants}}, kill);
		interceptWith(beyond);
		const id = await openOperation();
		assert.ok((await tokensOnKey(workshop, wanted.print)).length <= 1);
		if (at % 2 === 0) {
			const outcome = await resumeCreate(workshop, id);
			assert.equal(outcome.kind, 'created', JSON.stringify(outcome));
			await assertCreated(workshop, wanted, id);
		} else {
			const {outcome} = await run(undoCreate(deps, await takeUpCreate(workshop, id)));
			await assertUndone(workshop, wanted, id, outcome);
		}
		passOn();
		assert.equal(await rival.active(), projects.active.id);
		await workshop.clear();
	});
}

test('what a killed program had sent to the project of a rival is undone by whoever resumes', async () => {
	const {id, input, before: were, after: wanted} = await aChange('set-policy');
	await rival.choose(projects.active.id);
	const beyond = rival.before(async request => {
		if (request.method === 'PUT') await rival.choose(projects.beta.id);
	}, serviceWith('the active project'));
	await runKilled(
		workshop,
		accessProgram,
		{change: input},
		{at: 1, moment: 'after', beyond, counts: isChange},
	);
	const policy = 'policy' in input ? input.policy : undefined;
	assert.ok(policy);
	await assertAt(id, {...were, Beta: {isMember: true, policy}});
	interceptWith(serviceWith('the active project'));
	const {outcome} = await run(finishAccess(deps, await takeUpAccess(workshop, await openOperation())));
	passOn();
	assert.ok(outcome.kind === 'access-changed', JSON.stringify(outcome));
	assert.match(outcome.note ?? '', /it had landed in Beta/);
	await assertAt(id, wanted);
	assert.equal(await rival.active(), projects.beta.id);
	await workshop.clear();
});

test('two programs that use the active project at once wait for each other, and both land where they were meant', async () => {
	const first = await aChange('set-policy', await makeToken());
	const second = await aChange('set-policy', await makeToken());
	await rival.choose(projects.active.id);
	const beyond = serviceWith('the active project');
	const chosen: string[] = [];
	const programs = new Set<string>();
	let bothAreThere = () => {};
	const meeting = new Promise<void>(resolve => {
		bothAreThere = resolve;
	});
	interceptWith(async (request, next) => {
		const {pathname} = new URL(request.url);
		if (pathname.endsWith('/projects/active')) chosen.push((await request.clone().json()).projectId);
		const [, token] = /\/tokens\/([^/]+)\/projects$/.exec(pathname) ?? [];
		if (token) programs.add(token);
		if (programs.size === 2) bothAreThere();
		// The first one stays in its project until the second one wants to go into another.
		if (request.method === 'PUT') await meeting;
		return beyond(request, next);
	});
	const policy = policyFor('iota', projects.beta.id, second.id);
	const jobs = [first.input, {...second.input, project: projects.beta, policy}];
	const codes = await Promise.all(
		jobs.map(async change => {
			const argument = JSON.stringify({origin, home, ...folders, change});
			const child = spawn(process.execPath, [accessProgram, argument], {
				stdio: ['ignore', 'ignore', 'inherit'],
			});
			const [code] = await once(child, 'exit');
			return code;
		}),
	);
	passOn();
	assert.deepEqual(codes, [0, 0]);
	await assertAt(first.id, first.after);
	await assertAt(second.id, {...second.before, Beta: {isMember: true, policy}});
	assert.equal(await rival.active(), projects.active.id);
	const back = projects.active.id;
	const alone = [projects.alpha.id, back, projects.beta.id, back];
	assert.ok([alone, [...alone.slice(2), ...alone.slice(0, 2)]].some(order => order.join() === chosen.join()));
	const turns = await readdir(join(dirname(folders.operations), 'turns'));
	assert.ok(turns.length > 0 && turns.every(name => name.startsWith('active-project.claim-')), turns.join());
	await workshop.clear();
});
