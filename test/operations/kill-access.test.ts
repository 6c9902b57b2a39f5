import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {finishAccess, undoAccess} from '../../source/operations/change-access.ts';
import {undoCreate} from '../../source/operations/undo.ts';
import {policyFor} from '../../source/policies/policy-for.ts';
import {bundleFixture} from '../fixtures/bundle-fixture.ts';
import {aRival, serviceWith, ways} from './a-rival.ts';
import {aWorkshop, run} from './a-workshop.ts';
import {accessKinds, anAccess} from './an-access.ts';
import {assertCreated, assertUndone, statesOf, tokensOnKey} from './invariants.ts';
import {runKilled} from './run-killed.ts';
import {resumeCreate, takeUpAccess, takeUpCreate} from './take-up.ts';

const base = await mkdtemp(join(tmpdir(), 'kill-access-'));
after(async () => rm(base, {recursive: true, force: true}));
const workshop = await aWorkshop({after});
const {deps, grants, projects, folders, home, origin, anInput, interceptWith, passOn} = workshop;
const {aChange, assertAt} = anAccess(workshop);
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

/** The requests that change something, by the way they go: those at which a kill leaves something behind. */
const effects = {
	'a project-scoped token': {count: 4, changes: [2]},
	'the active project': {count: 12, changes: [3, 5, 9]},
} as const;

const moments = (way: keyof typeof effects) =>
	effects[way].changes.flatMap(at => [[at, 'before'] as const, [at, 'after'] as const]);

for (const way of ways) {
	for (const [index, [at, moment]] of moments(way).entries()) {
		for (const ending of ['resumed', 'undone'] as const) {
			const kind = accessKinds[index % accessKinds.length] ?? 'set-policy';
			test(`${kind} by way of ${way} that is killed ${moment} request ${at} and ${ending} is whole, and the active project as it was`, async () => {
				const {id, input, before: were, after: wanted} = await aChange(kind);
				await rival.choose(projects.beta.id);
				const beyond = serviceWith(way);
				const seen = await runKilled(workshop, accessProgram, {change: input}, {at, moment, beyond});
				assert.match(seen.at(-1) ?? '', /^(?:POST|PUT|DELETE) (?!sts)/, seen.join());
				interceptWith(beyond);
				const operation = await takeUpAccess(workshop, await openOperation());
				if (ending === 'resumed') {
					const {outcome} = await run(finishAccess(deps, operation));
					assert.equal(outcome.kind, 'access-changed', JSON.stringify(outcome));
				} else {
					const {outcome} = await run(undoAccess(deps, operation));
					assert.equal(outcome.kind, 'undone', JSON.stringify(outcome));
				}
				passOn();
				await assertAt(id, ending === 'resumed' ? wanted : were);
				assert.equal(await rival.active(), projects.beta.id);
				await workshop.clear();
			});
		}
	}
}

/** The requests of a create by the active project that change something: token, key id, and for each write switch, write, switch back. */
const createChanges = [0, 1, 5, 7, 11, 16, 18, 22, 27, 29, 33];

for (const [index, at] of createChanges.entries()) {
	test(`a create by way of the active project that is killed after request ${at} leaves one token or nothing, and the active project as it was`, async () => {
		const {name, keyPair} = await anInput();
		await rival.choose(projects.active.id);
		const wanted = {name, print: keyPair.thumbprint, grants};
		const pem = keyPair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
		const beyond = serviceWith('the active project');
		const seen = await runKilled(
			workshop,
			createProgram,
			{create: {name, pem, grants}},
			{at, moment: 'after', beyond},
		);
		assert.match(seen.at(-1) ?? '', /^(?:POST|PUT|PATCH) (?!sts)/, seen.join());
		interceptWith(beyond);
		const id = await openOperation();
		assert.ok((await tokensOnKey(workshop, wanted.print)).length <= 1);
		if (index % 2 === 0) {
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
	const {id, input, after: wanted} = await aChange('add-principal');
	await rival.choose(projects.beta.id);
	const beyond = rival.before(async request => {
		if (request.method !== 'POST' || !request.url.endsWith('/projects/principals')) return;
		await rival.choose(projects.gamma.id);
	}, serviceWith('the active project'));
	await runKilled(workshop, accessProgram, {change: input}, {at: 5, moment: 'after', beyond});
	interceptWith(serviceWith('the active project'));
	await assertAt(id, {...wanted, Active: {isMember: false}});
	const {outcome} = await run(finishAccess(deps, await takeUpAccess(workshop, await openOperation())));
	passOn();
	assert.ok(outcome.kind === 'access-changed', JSON.stringify(outcome));
	await assertAt(id, wanted);
	await workshop.clear();
});

test('two programs that use the active project at once wait for each other, and both land where they were meant', async () => {
	const first = await aChange('set-policy');
	const second = await aChange('set-policy');
	await rival.choose(projects.active.id);
	interceptWith(serviceWith('the active project'));
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
	const turns = await readdir(join(dirname(folders.operations), 'turns'));
	assert.ok(turns.length > 0 && turns.every(name => name.startsWith('active-project.claim-')), turns.join());
	await workshop.clear();
});
