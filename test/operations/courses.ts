import assert from 'node:assert/strict';
import {changeAccess} from '../../source/operations/access/change-access.ts';
import type {Grant} from '../../source/operations/intent.ts';
import type {ResumeOutcome} from '../../source/operations/resume-operation.ts';
import type {StepEvent, Workflow} from '../../source/operations/step.ts';
import {createToken} from '../../source/operations/token/create-token.ts';
import {deleteToken} from '../../source/operations/token/delete-token.ts';
import {policyFor} from '../../source/policies/policy-for.ts';
import {aTruth, type Places, rightsText} from './a-truth.ts';
import {run, type Workshop} from './a-workshop.ts';
import {madeOnce} from './made-once.ts';

/** One workflow over something that was made for it, and what must be so on the service and this computer around it. */
export type Course = {
	readonly start: (signal?: AbortSignal) => Workflow<ResumeOutcome>;
	/** Asserts that all of it is done, and nothing else. */
	readonly assertDone: (where: string, events?: readonly StepEvent[]) => Promise<void>;
	/** Asserts that all is as it was before it began; a note of an undo may say that a key is kept. */
	readonly assertBefore: (where: string, note?: string) => Promise<void>;
	/** Asserts that nothing is half there that nobody was told of, given the steps that were told as done. */
	readonly assertBetween: (where: string, events: readonly StepEvent[]) => Promise<void>;
};

type Made = {readonly id: string; readonly name: string; readonly print: string};

/** A create, which leaves something for other courses. */
export type CreateCourse = Course & {
	/** The token, once it was asserted that it is whole. */
	readonly made: () => Made | undefined;
};

/** The workflows that a course can be of. */
export type CourseName = 'create' | 'set-policy' | 'add-principal' | 'remove-principal' | 'delete';

const isOneOf = (now: Places, places: readonly Places[], where: string) => {
	const texts = places.map(each => JSON.stringify(Object.entries(each).toSorted()));
	const text = JSON.stringify(Object.entries(now).toSorted());
	assert.ok(texts.includes(text), `${where}: ${text} is none of ${texts.join(' ')}`);
};

/** Makes courses over a workshop's service, which may keep the memberships of a token that is deleted. */
export const courses = (workshop: Workshop, {keepsRights = false}: {readonly keepsRights?: boolean} = {}) => {
	const {deps, projects, grants, anInput} = workshop;
	const truth = aTruth(workshop);
	const granted: Places = Object.fromEntries(grants.map(grant => [grant.projectName, rightsText(grant)]));

	/** Asserts who is where but for the tokens of the course, which are told by their key. */
	const unharmed = async (print: string, ours: readonly string[] = []) => {
		const before = await truth.bystanders(ours);
		return async (where: string, gone: readonly string[] = []) => {
			const own = (await truth.tokensOn(print)).map(({id}) => id);
			const now = await truth.bystanders([...ours, ...own, ...gone]);
			assert.deepEqual(now, before, `${where}: somebody else's`);
		};
	};

	const create = async (): Promise<CreateCourse> => {
		const input = await anInput();
		const print = input.keyPair.thumbprint;
		const assertUnharmed = await unharmed(print);
		let made: readonly string[] = [];
		let whole: Made | undefined;
		return {
			start: signal => createToken(deps, input, signal),
			async assertDone(where) {
				const [token, ...others] = await truth.tokensOn(print);
				assert.ok(token && others.length === 0, `${where}: exactly one token`);
				assert.equal(token.name, input.name, where);
				assert.ok(token.kids.includes(token.id), `${where}: its key id is its id`);
				assert.deepEqual(token.prints, [print], where);
				assert.deepEqual(await truth.placesOf(token.id), granted, where);
				await truth.assertKey(print, true, where);
				await assertUnharmed(where);
				whole = {id: token.id, name: input.name, print};
			},
			made: () => whole,
			async assertBefore(where, note = '') {
				assert.deepEqual(await truth.tokensOn(print), [], `${where}: no token`);
				const isKept = /key .*is kept/u.test(note);
				await truth.assertKey(print, isKept, `${where}: ${note}`);
				await assertUnharmed(where, keepsRights ? made : []);
			},
			async assertBetween(where, events) {
				const [token, ...others] = await truth.tokensOn(print);
				assert.equal(others.length, 0, `${where}: two tokens`);
				await truth.assertKey(print, true, where);
				await assertUnharmed(where);
				const isDone = (step: string) => events.some(each => each.step === step && each.status === 'done');
				assert.ok(token || !isDone('register-token'), `${where}: said to be registered`);
				if (!token) return;
				made = [token.id];
				assert.ok(
					token.kids.includes(token.id) || !isDone('set-key-id'),
					`${where}: said to have its key id`,
				);
				const places = await truth.placesOf(token.id);
				const isAsSaid = ({projectId, projectName}: Grant) => {
					const has = places[projectName];
					if (isDone(`set-permissions:${projectId}`)) return has === granted[projectName];
					if (isDone(`add-to-project:${projectId}`)) return has !== undefined;
					return true;
				};
				assert.ok(grants.every(isAsSaid), `${where}: said to be granted, and is ${JSON.stringify(places)}`);
				for (const [name, rights] of Object.entries(places))
					assert.ok(rights === '' || rights === granted[name], `${where}: ${rights} in ${name}`);
			},
		};
	};

	/** A token as `create` makes it. */
	const aToken = async (more: {readonly grants?: readonly Grant[]} = {}): Promise<Made> => {
		const input = await anInput(more);
		const {outcome} = await run(createToken(deps, input));
		assert.ok(outcome.kind === 'created', JSON.stringify(outcome));
		return {id: outcome.token.id, name: input.name, print: input.keyPair.thumbprint};
	};

	const access = async (
		kind: 'add-principal' | 'set-policy' | 'remove-principal',
		{id, name, print}: Made,
	): Promise<Course> => {
		const before = await truth.placesOf(id);
		const named = {principal: {id, type: 'token'}, name} as const;
		const policy = policyFor('iota', projects.alpha.id, id);
		const [{action, resource} = {action: [], resource: []}] = policy.statement;
		const rest = Object.entries(before).filter(([place]) => place !== 'Alpha');
		const [input, after] = {
			'add-principal': [
				{...named, kind: 'add-principal', project: projects.active} as const,
				{...before, Active: ''},
			] as const,
			'set-policy': [
				{...named, kind: 'set-policy', project: projects.alpha, policy} as const,
				{...before, Alpha: rightsText({actions: action, resources: resource})},
			] as const,
			'remove-principal': [
				{...named, kind: 'remove-principal', project: projects.alpha} as const,
				Object.fromEntries(rest),
			] as const,
		}[kind];
		const assertUnharmed = await unharmed(print, [id]);
		const assertPlaces = async (where: string, places: readonly Places[]) => {
			isOneOf(await truth.placesOf(id), places, where);
			assert.equal(await truth.isThere(id), true, `${where}: the token is there`);
			await truth.assertKey(print, true, where);
			await assertUnharmed(where);
		};
		return {
			start: signal => changeAccess(deps, input, signal),
			assertDone: async where => assertPlaces(where, [after]),
			assertBefore: async where => assertPlaces(where, [before]),
			assertBetween: async where => assertPlaces(where, [before, after]),
		};
	};

	const remove = async ({id, name, print}: Made): Promise<Course> => {
		const places = await truth.placesOf(id);
		const assertUnharmed = await unharmed(print, [id]);
		return {
			start: signal => deleteToken(deps, {tokenId: id, name, removeKeys: [print]}, signal),
			async assertDone(where, events = []) {
				assert.equal(await truth.isThere(id), false, `${where}: the token is gone`);
				if (!keepsRights) assert.deepEqual(await truth.placesOf(id), {}, where);
				const isKept = events.some(({detail}) => detail?.startsWith('kept: '));
				await truth.assertKey(print, isKept, where);
				await assertUnharmed(where);
			},
			async assertBefore(where) {
				assert.equal(await truth.isThere(id), true, `${where}: the token is there`);
				assert.deepEqual(await truth.placesOf(id), places, where);
				await truth.assertKey(print, true, where);
				await assertUnharmed(where);
			},
			async assertBetween(where) {
				if (await truth.isThere(id)) await truth.assertKey(print, true, where);
				await assertUnharmed(where);
			},
		};
	};

	const standing = madeOnce(workshop, aToken);
	const leaving = madeOnce(workshop, async () => aToken({grants: grants.slice(0, 1)}));

	return {
		truth,
		create,
		access,
		remove,
		/** A course with what it needs; for all but a create the workshop was cleared. */
		begin: async (name: CourseName): Promise<Course> => {
			if (name === 'create') return create();
			return name === 'delete' ? remove(await leaving()) : access(name, await standing());
		},
	};
};
