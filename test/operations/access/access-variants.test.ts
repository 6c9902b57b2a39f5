import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {allPages} from '../../../source/api/pages.ts';
import {isPrincipal, type Principal} from '../../../source/api/principal.ts';
import {makeService} from '../../../source/auth/service.ts';
import {makeSessionStore} from '../../../source/auth/session-store.ts';
import {makeKeyGenerator} from '../../../source/keys/generate.ts';
import {makeKeyStore} from '../../../source/keys/key-store.ts';
import {type AccessInput, changeAccess} from '../../../source/operations/access/change-access.ts';
import {readInProject} from '../../../source/operations/access/read-in-project.ts';
import {makeOperations} from '../../../source/operations/operations.ts';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {makeSandbox} from '../../../source/sandbox/sandbox.ts';
import type {Variants} from '../../../source/sandbox/variant-table.ts';
import {systemClock} from '../../../source/system/clock.ts';
import {systemProcesses} from '../../../source/system/processes.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {environmentAt} from '../../fixtures/environment-at.ts';
import {rsaKey} from '../../fixtures/rsa-key.ts';
import {run} from '../a-workshop.ts';

const base = await mkdtemp(join(tmpdir(), 'variants-'));
after(async () => rm(base, {recursive: true, force: true}));
const effects = {clock: systemClock, random: systemRandom, processes: systemProcesses};
const origin = 'http://localhost:2777';
const keys = makeKeyGenerator();

/** What the workflows work with, over a service that gives these answers to what is not known. */
const depsWith = async (name: string, variants: Partial<Variants>) => {
	const folder = join(base, name);
	const sandbox = await makeSandbox({
		directory: join(folder, 'sandbox'),
		origin,
		...effects,
		autoApprove: true,
		variants,
	});
	const service = makeService({
		environment: environmentAt(origin, true),
		fetch: async (input, init) => sandbox.fetch(new Request(input, init)),
		...effects,
		makeSignInKeys: async () => rsaKey(),
		sessions: makeSessionStore(join(folder, 'session')),
		version: '0.0.0',
	});
	const signedIn = await service.signIn();
	assert.ok(signedIn.ok);
	const operations = makeOperations(join(folder, 'user', 'operations'), effects);
	return {
		service,
		operations,
		keyStore: makeKeyStore({folder: join(folder, 'keys'), ...effects}),
		...effects,
	};
};

const places = ['empty-string', 'empty-list', 'absent'] as const;
const pages = ['100', '10', 'empty-first', 'empty-last'] as const;

const combinations = (['allowed', 'refused', 'powerless'] as const).flatMap((scoped, row) =>
	places.map(
		(place, column): Partial<Variants> => ({
			scoped,
			'default-policy': place,
			ids: (row + column) % 2 === 0 ? 'prefixed' : 'bare',
			principals: column === 1 ? 'ids-only' : 'with-policy',
			page: pages[(row * 3 + column) % pages.length] ?? '100',
			errors: row === 1 ? 'older' : 'iam',
			expired: (['401', '403', 'html'] as const)[column] ?? '401',
		}),
	),
);

for (const [index, variants] of combinations.entries()) {
	test(`a create and changes of access hold where the service is ${Object.values(variants).join(', ')}`, async () => {
		const deps = await depsWith(`service-${index}`, variants);
		const {portal, iam} = deps.service;
		const [alpha, beta] = await Promise.all(
			['Alpha', 'Beta'].map(async name => {
				const made = await portal.createProject({name});
				assert.ok(made.ok);
				return {id: made.value.value.id, name};
			}),
		);
		assert.ok(alpha && beta);
		await portal.setActiveProject(beta.id);
		const grants = [
			{projectId: alpha.id, projectName: 'Alpha', actions: ['cis:startIssuance'], resources: ['*']},
			{projectId: beta.id, projectName: 'Beta', actions: [], resources: []},
		];
		const keyPair = await keys.generate('ES256');
		const {outcome: made} = await run(createToken(deps, {name: 'a token of any kind', keyPair, grants}));
		assert.ok(made.kind === 'created', JSON.stringify(made));

		const projectsOfToken = async () => {
			const listed = await allPages(iam.listProjectsOfToken(made.token.id));
			assert.ok(listed.ok);
			return listed.value
				.map(({name, policy}) => `${name} ${policy?.statement[0]?.action.join() ?? ''}`.trim())
				.sort();
		};
		assert.deepEqual(await projectsOfToken(), ['Alpha cis:startIssuance', 'Beta']);

		const members = async (project: typeof alpha, principal: Principal) => {
			const context = {signal: undefined, report: () => undefined};
			const read = await readInProject(
				deps,
				project,
				async there => allPages(there.listPrincipals()),
				context,
			);
			assert.ok(read.kind === 'read', JSON.stringify(read));
			return read.value.filter(each => isPrincipal(each, principal)).length;
		};
		const token: Principal = {id: made.token.id, type: 'token'};
		const user: Principal = {id: '7f9c2b1e-52a4-4c39-9d0a-6d5f1b2c3e4f', type: 'user'};
		const change = async (input: AccessInput) => {
			const {outcome} = await run(changeAccess(deps, input));
			assert.equal(outcome.kind, 'access-changed', JSON.stringify(outcome));
		};
		for (const principal of [token, user]) {
			const named = {principal, name: 'it', project: alpha};
			await change({...named, kind: 'add-principal'});
			await change({...named, kind: 'set-policy', policy: policyFor('iota', alpha.id, principal.id)});
			assert.equal(await members(alpha, principal), 1);
			await change({...named, kind: 'remove-principal'});
			assert.equal(await members(alpha, principal), 0);
		}
		assert.equal(await members(beta, user), 0);
		assert.deepEqual(await projectsOfToken(), ['Beta']);
		const active = await portal.activeProject();
		assert.equal(active.ok && active.value.value.id, beta.id);
		const open = (await deps.operations.list()).filter(({status}) => status !== 'finished');
		assert.deepEqual(open, []);
	});
}
