import assert from 'node:assert/strict';
import {join} from 'node:path';
import {thumbprint} from '../../source/keys/thumbprint.ts';
import type {Rights} from '../../source/policies/statement-policy.ts';
import {principalAri} from '../../source/sandbox/principal.ts';
import {secretKey} from '../../source/sandbox/session.ts';
import {openState} from '../../source/sandbox/state.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';
import {reveal} from '../../source/text/secret.ts';
import type {Workshop} from './a-workshop.ts';

/** What a token may do in projects, by their names; a member without rights has the empty text. */
export type Places = Readonly<Record<string, string>>;

const sorted = (words: readonly string[]) =>
	words
		.filter(word => word !== '')
		.toSorted()
		.join();

/** Says rights as `placesOf` does. */
export const rightsText = ({actions, resources}: Rights): string =>
	actions.length === 0 ? '' : `${sorted(actions)} on ${sorted(resources)}`;

/** The records of a workshop's sandbox, read from its folder: no request, variant or fault stands in between. */
export const aTruth = ({home, deps}: Pick<Workshop, 'home' | 'deps'>) => {
	const state = openState(join(home, 'sandbox'), {clock: systemClock, random: systemRandom});

	const members = async () => {
		const found: {readonly name: string; readonly id: string; readonly rights: string}[] = [];
		for (const [projectId, {name}] of await state.projects.all()) {
			for (const [, {principal, policy}] of await state.membersOf(projectId).all()) {
				const isOwn = policy.statement.every(each =>
					each.principal.includes(principalAri(projectId, principal)),
				);
				const rights = policy.statement.map(each =>
					rightsText({
						actions: each.action.filter(word => word !== ''),
						resources: each.resource,
					}),
				);
				const text = [...rights, ...(isOwn ? [] : ["in another's name"])].join(' and ');
				found.push({name, id: principal.principalId, rights: text});
			}
		}
		return found;
	};
	const tokens = async () => (await state.tokens.all()).map(([, {token}]) => token);
	const keysOf = (token: Awaited<ReturnType<typeof tokens>>[number]) =>
		token.authenticationMethod.publicKeyInfo.jwks?.keys ?? [];

	const session = async () => {
		const own = deps.service.session();
		const record = own && (await state.sessions.read(secretKey(reveal(own.id))));
		return own && record && {record, user: own.user};
	};

	return {
		state,
		session,
		/** The tokens that hold a key. */
		tokensOn: async (print: string) => {
			const holders = (await tokens()).filter(token =>
				keysOf(token).some(key => thumbprint({...key}) === print),
			);
			return holders.map(token => ({
				id: token.id,
				name: token.name,
				kids: keysOf(token).map(({kid}) => kid),
				prints: [...new Set(keysOf(token).map(key => thumbprint({...key})))],
			}));
		},
		isThere: async (tokenId: string) => (await state.tokens.read(tokenId)) !== undefined,
		placesOf: async (tokenId: string): Promise<Places> =>
			Object.fromEntries(
				(await members()).filter(({id}) => id === tokenId).map(({name, rights}) => [name, rights]),
			),
		/** Everything that is none of these tokens', so that two looks can be compared. */
		bystanders: async (ours: readonly string[]) => ({
			tokens: (await tokens()).filter(({id}) => !ours.includes(id)),
			members: (await members()).filter(({id}) => !ours.includes(id)),
			projects: await state.projects.all(),
		}),
		/** Asserts that a private key is kept on this computer, or that none is. */
		async assertKey(print: string, isKept: boolean, where: string) {
			const row = await deps.keyStore.find(print);
			assert.equal(row.ok && row.value?.status === 'ready', isKept, `${where}: the key`);
		},
	};
};
