import {Hono} from 'hono/quick';
import {fail, ok, type Result} from '../../result.ts';
import {endpoint} from '../endpoint.ts';
import {memberKey} from '../member.ts';
import {readInput} from '../parse-input.ts';
import {shownPolicy} from '../policy.ts';
import {readPage} from '../read-page.ts';
import {notFound, type Refusal, unauthorized} from '../refusal.ts';
import type {Service} from '../service.ts';
import {CreateTokenInput, type TokenRecord, UpdateTokenInput} from '../token.ts';
import {requireUserLevel} from '../user-level.ts';
import {changeToken, checkKeys} from './change-token.ts';
import {withOwnKids} from './own-kids.ts';

/** Makes the IAM's token endpoints (contract 2.1), all at the user's level. */
export const tokenRoutes = (service: Service) => {
	const {state, random, variants} = service;

	const requireOwnToken = async (
		request: Request,
		tokenId: string,
	): Promise<Result<TokenRecord, Refusal>> => {
		const caller = await requireUserLevel(service, request);
		if (!caller.ok) return caller;
		const record = await state.tokens.read(tokenId.toLowerCase());
		if (record === undefined) return fail(notFound('tokenId'));
		return record.ownerId === caller.value.ownerId ? ok(record) : fail(unauthorized);
	};

	// The memberships first: a killed process leaves a token whose deletion can be asked for again, not rights without a token.
	const deleteToken = async (id: string) => {
		const key = memberKey({principalType: 'token', principalId: id});
		if (variants.rights === 'withdrawn') {
			for (const projectId of await state.projects.ids()) {
				const members = state.membersOf(projectId);
				// Looked for first: a lock for each project there is would make a deletion slow.
				if (await members.read(key)) await members.remove(key);
			}
		}
		return state.tokens.remove(id);
	};

	const updateToken = async ({ownerId, token}: TokenRecord, input: UpdateTokenInput) => {
		const sent = changeToken(token, input, variants);
		return withOwnKids(service, {ownerId, tokenId: token.id, sent}, async () => {
			const changed = await state.tokens.update(token.id, before => {
				const after = changeToken(before.token, input, variants);
				return checkKeys(after, variants).ok ? {...before, token: after} : before;
			});
			if (!changed?.after) return fail(notFound('tokenId'));
			const checked = checkKeys(changeToken(changed.before.token, input, variants), variants);
			return checked.ok ? ok({body: changed.after.token}) : checked;
		});
	};

	return new Hono()
		.post(
			'/v1/tokens',
			endpoint(service, async ({req}) => {
				const caller = await requireUserLevel(service, req.raw);
				if (!caller.ok) return caller;
				const input = await readInput(req.raw, CreateTokenInput);
				if (!input.ok) return input;
				const {name, authenticationMethod} = input.value;
				const {ownerId} = caller.value;
				const id = random.uuid();
				const token = {
					id,
					ari: `ari:iam:::token/${id}`,
					ownerAri: `ari:iam:::user/${ownerId}`,
					name,
					authenticationMethod,
					scopes: variants.scopes === 'filled' ? ['openid'] : [],
				};
				const checked = checkKeys(token, variants);
				if (!checked.ok) return checked;
				return withOwnKids(service, {ownerId, tokenId: id, sent: token}, async () => {
					await state.tokens.create(id, {ownerId, token});
					return ok({body: variants.create === 'bare' ? {id} : token});
				});
			}),
		)
		.get(
			'/v1/tokens',
			endpoint(service, async ({req}) => {
				const caller = await requireUserLevel(service, req.raw);
				if (!caller.ok) return caller;
				const {ownerId} = caller.value;
				const page = await readPage({
					name: `tokens of ${ownerId}`,
					query: req.query(),
					ids: await state.tokens.ids(),
					read: async id => {
						const record = await state.tokens.read(id);
						return record?.ownerId === ownerId ? record.token : undefined;
					},
					page: variants.page,
				});
				return page.ok ? ok({body: {tokens: page.value.items, ...page.value.next}}) : page;
			}),
		)
		.get(
			'/v1/tokens/:tokenId',
			endpoint(service, async ({req}) => {
				const record = await requireOwnToken(req.raw, req.param('tokenId') ?? '');
				return record.ok ? ok({body: record.value.token}) : record;
			}),
		)
		.patch(
			'/v1/tokens/:tokenId',
			endpoint(service, async ({req}) => {
				const record = await requireOwnToken(req.raw, req.param('tokenId') ?? '');
				if (!record.ok) return record;
				const input = await readInput(req.raw, UpdateTokenInput);
				if (!input.ok) return input;
				return updateToken(record.value, input.value);
			}),
		)
		.delete(
			'/v1/tokens/:tokenId',
			endpoint(service, async ({req}) => {
				const record = await requireOwnToken(req.raw, req.param('tokenId') ?? '');
				if (!record.ok) return record;
				return (await deleteToken(record.value.token.id)) ? ok('empty') : fail(notFound('tokenId'));
			}),
		)
		.get(
			'/v1/tokens/:tokenId/projects',
			endpoint(service, async ({req}) => {
				const record = await requireOwnToken(req.raw, req.param('tokenId') ?? '');
				if (!record.ok) return record;
				const {id: tokenId} = record.value.token;
				const page = await readPage({
					name: `projects of token ${tokenId}`,
					query: req.query(),
					ids: await state.projects.ids(),
					read: async projectId => {
						const member = await state
							.membersOf(projectId)
							.read(memberKey({principalType: 'token', principalId: tokenId}));
						const project = member && (await state.projects.read(projectId));
						if (member === undefined || project === undefined) return undefined;
						return {id: project.id, name: project.name, policy: shownPolicy(member.policy, variants)};
					},
					page: variants.page,
				});
				return page.ok ? ok({body: {projects: page.value.items, ...page.value.next}}) : page;
			}),
		);
};
