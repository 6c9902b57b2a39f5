import {Hono} from 'hono/quick';
import * as v from 'valibot';
import {fail, ok} from '../../result.ts';
import {projectScopedTokenClaims} from '../caller.ts';
import {endpoint} from '../endpoint.ts';
import {memberKey} from '../member.ts';
import {readInput} from '../parse-input.ts';
import {Id} from '../principal.ts';
import {notInProject, unauthorized} from '../refusal.ts';
import type {Service} from '../service.ts';
import {requireUserLevel} from '../user-level.ts';

const ScopedTokenInput = v.object({projectId: Id});

/** Makes the IAM's endpoints that say who one is and give out project-scoped tokens, and the public documents (contract 2.1). */
export const stsRoutes = (service: Service) => {
	const {state, signingKey, variants} = service;
	const lifetimeSeconds = Number(variants['scoped-life']);
	return new Hono()
		.get(
			'/v1/sts/whoami',
			endpoint(service, async ({req}) => {
				const caller = await requireUserLevel(service, req.raw);
				return caller.ok ? ok({body: caller.value.principal}) : caller;
			}),
		)
		.post(
			'/v1/sts/create-project-scoped-token',
			endpoint(service, async ({req}) => {
				const caller = await requireUserLevel(service, req.raw);
				if (!caller.ok) return caller;
				const input = await readInput(req.raw, ScopedTokenInput, {form: true});
				if (!input.ok) return input;
				const {principal} = caller.value;
				if (variants.scoped === 'refused' && principal.principalType === 'user') return fail(unauthorized);
				const {projectId} = input.value;
				const project = await state.projects.read(projectId);
				if (project === undefined) return fail(notInProject);
				const member = await state.membersOf(projectId).read(memberKey(principal));
				const isOwner = principal.principalType === 'user' && principal.principalId === project.ownerId;
				if (member === undefined && !isOwner) return fail(notInProject);
				const accessToken = await signingKey.sign(
					{...projectScopedTokenClaims(principal, projectId), iss: service.origin, scope: 'openid'},
					lifetimeSeconds,
				);
				return ok({body: {accessToken, expiresIn: lifetimeSeconds, scope: 'openid'}});
			}),
		)
		.get(
			'/.well-known/jwks.json',
			endpoint(service, async () => ok({body: {keys: [await signingKey.publicJwk()]}})),
		)
		.get(
			'/.well-known/did.json',
			endpoint(service, async () => {
				const id = `did:web:${encodeURIComponent(new URL(service.origin).host)}:iam`;
				const publicKeyJwk = await signingKey.publicJwk();
				const method = {
					id: `${id}#${publicKeyJwk.kid}`,
					type: 'JsonWebKey2020',
					controller: id,
					publicKeyJwk,
				};
				return ok({
					body: {
						'@context': ['https://www.w3.org/ns/did/v1'],
						id,
						verificationMethod: [method],
						assertionMethod: [method.id],
					},
				});
			}),
		);
};
