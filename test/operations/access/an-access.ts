import assert from 'node:assert/strict';
import {allPages} from '../../../source/api/pages.ts';
import type {Principal} from '../../../source/api/principal.ts';
import type {AccessInput} from '../../../source/operations/access/change-access.ts';
import {isSameStanding, type Standing, standingsOf} from '../../../source/operations/access/standing.ts';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {policyFor} from '../../../source/policies/policy-for.ts';
import {run, type Workshop} from '../a-workshop.ts';
import {madeOnce} from '../made-once.ts';

/** How a principal stands in projects, by their names. */
export type Places = Readonly<Record<string, Standing>>;

/** The kinds of change of access, in the order in which people make them. */
export const accessKinds = ['add-principal', 'set-policy', 'remove-principal'] as const;

/** Tokens in projects, changes of their access, and where they stand on the service. */
export const anAccess = (workshop: Workshop) => {
	const {deps, projects, anInput} = workshop;
	const member: Standing = {isMember: true};

	const placesOf = async (id: string): Promise<Places> => {
		const listed = await allPages(deps.service.iam.listProjectsOfToken(id));
		assert.ok(listed.ok);
		return Object.fromEntries(
			standingsOf(listed.value).projects.map(({project, standing}) => [project.name, standing]),
		);
	};
	const isAt = (now: Places, wanted: Places): boolean =>
		Object.keys(now).sort().join() === Object.keys(wanted).sort().join() &&
		Object.entries(wanted).every(([name, standing]) =>
			isSameStanding(now[name] ?? {isMember: false}, standing),
		);

	/** Makes a token that may issue in Alpha and is a member of Beta. */
	const makeToken = async () => {
		const input = await anInput();
		const {outcome} = await run(createToken(deps, input));
		assert.ok(outcome.kind === 'created', JSON.stringify(outcome));
		return {id: outcome.token.id, name: input.name};
	};
	const aToken = madeOnce(workshop, makeToken);

	return {
		placesOf,
		isAt,
		/** Asserts where a token is, and what it may do there. */
		async assertAt(id: string, wanted: Places, why = '') {
			const now = await placesOf(id);
			assert.ok(isAt(now, wanted), `${why} ${JSON.stringify(now)}`);
		},
		makeToken,
		/** A change of the access of a token, unless told of one that stands in the cleared workshop, with its places before and after. */
		async aChange(kind: (typeof accessKinds)[number], token?: Awaited<ReturnType<typeof makeToken>>) {
			const {id, name} = token ?? (await aToken());
			const principal: Principal = {id, type: 'token'};
			const alpha: Standing = {isMember: true, policy: policyFor('issue', projects.alpha.id, id)};
			const policy = policyFor('iota', projects.alpha.id, id);
			const before: Places = {Alpha: alpha, Beta: member};
			const named = {principal, name};
			const change: {readonly input: AccessInput; readonly after: Places} = {
				'add-principal': {
					input: {...named, kind: 'add-principal', project: projects.active} as const,
					after: {...before, Active: member},
				},
				'set-policy': {
					input: {...named, kind: 'set-policy', project: projects.alpha, policy} as const,
					after: {...before, Alpha: {isMember: true, policy}},
				},
				'remove-principal': {
					input: {...named, kind: 'remove-principal', project: projects.alpha} as const,
					after: {Beta: member},
				},
			}[kind];
			return {id, before, ...change};
		},
	};
};
