import assert from 'node:assert/strict';
import {rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {after, afterEach, test} from 'node:test';
import {type CreateProjectOutcome, createProject} from '../../../source/operations/project/create-project.ts';
import {resumeOperation} from '../../../source/operations/resume-operation.ts';
import {undoOperation} from '../../../source/operations/undo-operation.ts';
import type {Intercept} from '../../fixtures/a-served-sandbox.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {breakingFiles} from '../breaking-files.ts';
import {faultAt, faults} from '../faults.ts';
import {statesOf} from '../invariants.ts';

const workshop = await aWorkshop({after});
const {deps, home, interceptWith, passOn, projects} = workshop;
const {portal} = deps.service;
let made = 0;

const aName = () => {
	made += 1;
	return `Project ${made}`;
};

const listed = async () => {
	const list = await portal.listProjects();
	assert.ok(list.ok);
	return list.value.value;
};

const named = async (name: string) => (await listed()).filter(project => project.name === name);

const activeId = async () => {
	const active = await portal.activeProject();
	return active.ok ? active.value.value.id : undefined;
};

const takeUp = async (id: string) => {
	const taken = await deps.operations.takeUp(id);
	assert.ok(taken.ok, JSON.stringify(taken));
	return taken.value;
};

const resume = async (id: string, sendAgain = false) =>
	(await run(resumeOperation(deps, await takeUp(id), {sendAgain}))).outcome;

const undo = async (id: string) => (await run(undoOperation(deps, await takeUp(id)))).outcome;

const isCreate = (each: string) => each === 'POST /api/project';

// No request deletes a project, and there may be ten: what a round made is taken off the disk of the sandbox.
const clear = async () => {
	passOn();
	const kept = new Set(Object.values(projects).map(({id}) => id));
	for (const {id, name} of await listed())
		if (!kept.has(id) && name !== 'Default Project')
			await rm(join(home, 'sandbox', 'projects', `${id}.json`));
	await portal.setActiveProject(projects.active.id);
	await workshop.clear();
};
afterEach(clear);

/** Asserts that a project is there once, active, and its operation over. */
const assertMade = async (outcome: {readonly kind: string}, name: string, where: string) => {
	assert.equal(outcome.kind, 'project-created', `${where}: ${JSON.stringify(outcome)}`);
	const [project, ...others] = await named(name);
	assert.equal(others.length, 0, `${where}: made twice`);
	assert.equal(await activeId(), project?.id, `${where}: not active`);
	assert.ok(
		Object.values(await statesOf(workshop)).every(status => status === 'finished'),
		where,
	);
	assert.deepEqual(await workshop.leftOvers(), [], where);
};

const settle = async (outcome: CreateProjectOutcome, name: string, where: string) => {
	if (outcome.kind !== 'stopped' || outcome.operationId === undefined) return;
	const first = await resume(outcome.operationId);
	if (first.kind !== 'stopped') return assertMade(first, name, where);
	assert.equal(first.failure.kind, 'unsure', where);
	assert.equal((await named(name)).length, 0, `${where}: unsure about a project that is there`);
	return assertMade(await resume(outcome.operationId, true), name, where);
};

for (const fault of faults) {
	test(`a project whose making meets ${fault.name} at any of its requests is made once or not at all`, async () => {
		for (let at = 0; ; at++) {
			const name = aName();
			const {faulty, wasMet, seen} = faultAt(fault, at);
			interceptWith(faulty);
			const {outcome} = await run(createProject(deps, {name, description: 'why'}));
			passOn();
			const where = `request ${at}, ${seen[at]}`;
			const isSentAgain =
				isCreate(seen[at] ?? '') && ['a 429', 'the end of the session'].includes(fault.name);
			assert.ok(seen.filter(isCreate).length <= (isSentAgain ? 2 : 1), `${where}: ${seen.join()}`);
			assert.ok((await named(name)).length <= 1, where);
			if (outcome.kind === 'project-created') await assertMade(outcome, name, where);
			else if (outcome.operationId === undefined) {
				assert.equal((await named(name)).length, 0, `${where}: said not to be made`);
				assert.ok(outcome.failure.message && outcome.failure.remedy, where);
			} else await settle(outcome, name, where);
			await clear();
			if (wasMet()) continue;
			assert.equal(at, 3, 'every request of a create was broken once');
			break;
		}
	});
}

/** Loses the reply to the one POST, before or after it has its effect, and may hide what it made. */
const losing =
	({isMade, hides}: {readonly isMade: boolean; readonly hides?: () => boolean}): Intercept =>
	async (request, next) => {
		const {pathname} = new URL(request.url);
		if (request.method === 'POST' && pathname === '/api/project') {
			if (isMade) await next(request);
			throw new Error('cut');
		}
		const response = await next(request);
		if (pathname !== '/api/projects' || request.method !== 'GET' || !hides?.()) return response;
		const all: readonly {readonly name: string}[] = await response.json();
		return Response.json(all.filter(({name}) => !/^Project \d+$/.test(name)));
	};

const stoppedAt = async (name: string) => {
	const {outcome} = await run(createProject(deps, {name}));
	passOn();
	assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined, JSON.stringify(outcome));
	return {id: outcome.operationId, failure: outcome.failure};
};

test('a project that the service shows only after a while is still found', async () => {
	const name = aName();
	let looks = 0;
	interceptWith(losing({isMade: true, hides: () => ++looks < 4}));
	const begun = workshop.clock.now();
	const {outcome} = await run(createProject(deps, {name}));
	passOn();
	await assertMade(outcome, name, 'late');
	assert.ok(workshop.clock.now() - begun >= 4000);
});

test('what nobody can find is not sent again unasked, and once when it is asked for', async () => {
	const name = aName();
	interceptWith(losing({isMade: false}));
	const {id, failure} = await stoppedAt(name);
	assert.equal(failure.kind, 'unsure');
	const looked = await resume(id);
	assert.ok(looked.kind === 'stopped' && looked.failure.kind === 'unsure');
	assert.equal((await named(name)).length, 0);
	await assertMade(await resume(id, true), name, 'sent again');
});

test('a project of that name that was there before is not taken for the new one', async () => {
	const name = aName();
	const older = await portal.createProject({name});
	assert.ok(older.ok);
	interceptWith(losing({isMade: false}));
	const {failure} = await stoppedAt(name);
	assert.equal(failure.kind, 'unsure');
	assert.equal((await named(name)).length, 1);
});

test('a project that another operation of this computer made is not taken for this one', async () => {
	const name = aName();
	interceptWith(losing({isMade: false}));
	const {id} = await stoppedAt(name);
	const folder = workshop.folders.operations;
	// As on a computer on which two began at once: neither saw the other.
	await rename(join(folder, `${id}.jsonl`), join(folder, `${id}.away`));
	const other = await run(createProject(deps, {name}));
	await rename(join(folder, `${id}.away`), join(folder, `${id}.jsonl`));
	assert.equal(other.outcome.kind, 'project-created');
	const looked = await resume(id);
	assert.ok(looked.kind === 'stopped' && looked.failure.kind === 'unsure', JSON.stringify(looked));
});

test('who tries again while it is open is sent to the operation, and nothing is sent', async () => {
	const name = aName();
	interceptWith(losing({isMade: true, hides: () => true}));
	const {id} = await stoppedAt(name);
	const {outcome} = await run(createProject(deps, {name}));
	assert.ok(outcome.kind === 'stopped' && outcome.failure.kind === 'already-begun');
	assert.ok(outcome.failure.remedy.includes(id));
	assert.equal((await named(name)).length, 1);
	await assertMade(await resume(id), name, 'resumed');
});

test('of several new projects of that name none is guessed: all are named', async () => {
	const name = aName();
	interceptWith(losing({isMade: false}));
	const {id} = await stoppedAt(name);
	const ids: string[] = [];
	for (let count = 0; count < 2; count++) {
		const rival = await portal.createProject({name});
		assert.ok(rival.ok);
		ids.push(rival.value.value.id);
	}
	const looked = await resume(id);
	assert.ok(looked.kind === 'stopped' && looked.failure.kind === 'several-found');
	for (const each of ids) assert.ok(looked.failure.message.includes(each));
	assert.equal((await undo(id)).kind, 'too-late');
	assert.equal((await named(name)).length, 2);
});

test('an undo closes the operation, and says that a project that was made stays', async () => {
	const name = aName();
	let looks = 0;
	interceptWith(losing({isMade: true, hides: () => ++looks > 1}));
	const {id} = await stoppedAt(name);
	const undone = await undo(id);
	assert.ok(undone.kind === 'too-late');
	assert.match(undone.note, /stays: nothing can delete a project/);
	assert.equal((await named(name)).length, 1);
	assert.equal((await statesOf(workshop))[id], 'finished');
});

test('an undo of what was never made says so, and leaves nothing open', async () => {
	const name = aName();
	interceptWith(losing({isMade: false}));
	const {id} = await stoppedAt(name);
	const undone = await undo(id);
	assert.ok(undone.kind === 'undone');
	assert.match(undone.note, /No project was found/);
	assert.equal((await statesOf(workshop))[id], 'undone');
});

test('an undo that can not look leaves the operation open', async () => {
	const name = aName();
	interceptWith(losing({isMade: true, hides: () => true}));
	const {id} = await stoppedAt(name);
	interceptWith(async () => Response.json({name: 'ActionForbiddenError', message: 'No.'}, {status: 403}));
	assert.equal((await undo(id)).kind, 'stopped');
	passOn();
	assert.equal((await statesOf(workshop))[id], 'interrupted');
});

test('a project that was made is made active when the rest is resumed, and not made again', async () => {
	const name = aName();
	interceptWith(async (request, next) => {
		if (request.method === 'GET' && new URL(request.url).pathname === '/api/project') throw new Error('cut');
		return next(request);
	});
	const {id} = await stoppedAt(name);
	await portal.setActiveProject(projects.alpha.id);
	const seen: string[] = [];
	interceptWith(async (request, next) => {
		seen.push(`${request.method} ${new URL(request.url).pathname}`);
		return next(request);
	});
	await assertMade(await resume(id), name, 'resumed');
	assert.ok(!seen.some(isCreate), seen.join());
});

test('the limit is said with its number, which is that of the project that was asked for', async () => {
	while ((await listed()).length < 10) {
		const filled = await portal.createProject({name: aName()});
		assert.ok(filled.ok);
	}
	const active = await activeId();
	interceptWith(async (request, next) => {
		const response = await next(request);
		if (!new URL(request.url).pathname.startsWith('/api/stats/')) return response;
		const stats: {readonly projects: readonly {readonly id: string}[]} = await response.json();
		assert.equal(stats.projects[0]?.id, active);
		const other = {id: 'other', limits: [{resourceId: 'iam.resource.Projects', initialValue: 3}]};
		return Response.json({...stats, projects: [null, other, ...stats.projects]});
	});
	const {outcome} = await run(createProject(deps, {name: aName()}));
	passOn();
	assert.ok(outcome.kind === 'stopped');
	assert.equal(outcome.failure.kind, 'project-limit');
	assert.match(outcome.failure.remedy, /You have 10 projects of the 10 that you may have/);
	assert.equal(outcome.operationId, undefined);
	assert.deepEqual(Object.values(await statesOf(workshop)), ['undone']);
});

test('the limit is known by its code alone, and said without a number where the stats do not tell it', async () => {
	interceptWith(async (request, next) => {
		const {pathname} = new URL(request.url);
		if (request.method === 'POST' && pathname === '/api/project')
			return Response.json(
				{errorCodeStr: 'ProjectCreation', name: 'SomeError', message: 'Full.'},
				{status: 400},
			);
		return pathname.startsWith('/api/stats/') ? Response.json({projects: 'none'}) : next(request);
	});
	const {outcome} = await run(createProject(deps, {name: aName()}));
	passOn();
	assert.ok(outcome.kind === 'stopped' && outcome.failure.kind === 'project-limit');
	assert.match(outcome.failure.remedy, /^You have \d+ projects, and a project can not be deleted/);
});

test('nothing is sent while the intent can not be written down', async () => {
	const operations = workshop.operationsWith(breakingFiles({call: 'writeFile', code: 'ENOSPC'}));
	const name = aName();
	const {outcome} = await run(createProject({...deps, operations}, {name}));
	assert.ok(outcome.kind === 'stopped' && outcome.failure.kind === 'journal-not-written');
	assert.match(outcome.failure.remedy, /^Nothing was sent/);
	assert.deepEqual(await named(name), []);
	assert.deepEqual(await deps.operations.list(), []);
});

test('whichever single line of the journal is lost, one project is made', async () => {
	// The first line opens, the last one closes; these are the effect and its end.
	for (const line of [1, 2]) {
		const operations = workshop.operationsWith(
			breakingFiles({call: 'writeFile', code: 'ENOSPC', writesHalf: true, isBroken: at => at === line}),
		);
		const name = aName();
		const {outcome} = await run(createProject({...deps, operations}, {name}));
		const [open] = (await deps.operations.list()).filter(({status}) => status === 'interrupted');
		assert.ok(open || outcome.kind === 'project-created', `line ${line}`);
		const ended = open ? await resume(open.id) : outcome;
		await assertMade(ended, name, `line ${line}`);
		await clear();
	}
});
