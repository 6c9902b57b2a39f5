import {createPublicKey, type KeyObject} from 'node:crypto';
import {Hono} from 'hono/quick';
import * as v from 'valibot';
import {fail, ok} from '../../result.ts';
import {ensureUser} from '../accounts.ts';
import {endpoint} from '../endpoint.ts';
import {readInput} from '../parse-input.ts';
import {notFound, unauthorized} from '../refusal.ts';
import type {Service} from '../service.ts';
import {beginSession, secretKey} from '../session.ts';
import {signInLifetimeMs} from '../sign-in.ts';
import {makeSweep} from '../sweep.ts';
import {sealSession} from './seal-session.ts';

const readPublicKey = (pem: string): KeyObject | undefined => {
	// Node reads the public half out of a private key too, which a client must never send.
	if (!/^\s*-----BEGIN PUBLIC KEY-----/u.test(pem)) return undefined;
	try {
		return createPublicKey(pem);
	} catch {
		// Not a key: the caller says so.
		return undefined;
	}
};

const isStrongRsa = (pem: string) => {
	const key = readPublicKey(pem);
	return key?.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
};

const UrlInput = v.object({
	publicKey: v.pipe(
		v.string(),
		v.maxLength(10_000, 'at most 10000 characters'),
		v.check(isStrongRsa, 'an RSA public key of at least 2048 bits as SPKI PEM'),
	),
	// The redirect target registered for this client is the command line's callback; the sandbox knows no other client.
	uxClient: v.literal(4),
});

/** Makes the two sign-in endpoints of the portal (contract 1.4): where to send the browser, and the session afterwards. */
export const signInRoutes = (service: Service) => {
	const sweep = makeSweep(service);
	return new Hono()
		.post(
			'/api/auth/url',
			endpoint(service, async ({req}) => {
				const input = await readInput(req.raw, UrlInput);
				if (!input.ok) return input;
				await sweep();
				const state = Buffer.from(service.random.bytes(32)).toString('base64url');
				await service.state.signIns.create(secretKey(state), {
					publicKey: input.value.publicKey,
					formToken: Buffer.from(service.random.bytes(32)).toString('base64url'),
					answer: 'pending',
					expiresAt: service.clock.now() + signInLifetimeMs,
				});
				const authUrl = new URL('/authorize', service.origin);
				authUrl.searchParams.set('state', state);
				return ok({body: {authUrl: authUrl.href}});
			}),
		)
		.get(
			'/api/session-id',
			endpoint(service, async ({req}) => {
				const now = service.clock.now();
				const taken = await service.state.signIns.update(secretKey(req.query('state') ?? ''), signIn =>
					signIn.answer === 'accepted' ? null : signIn,
				);
				if (taken === undefined || taken.before.expiresAt <= now) return fail(notFound('state'));
				if (taken.before.answer !== 'accepted') return fail(unauthorized);
				const {email, publicKey} = taken.before;
				const sessionId = await beginSession(service, await ensureUser(service, email));
				return ok({body: {sessionId: await sealSession(sessionId, publicKey, service.variants)}});
			}),
		);
};
